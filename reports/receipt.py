"""The receipt of one person's attribution, as a text that an analyst reads."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from reports.catalogue import Catalogue, load_catalogue
from reports.receipt_flips import describe_flips
from reports.receipt_outcome import describe_outcome

BLANK = "-"
NAMED_FACTS = {"weight": "weights", "in_force": "in_force"}
LAST_RULES = ("mother", "area")
MOST_VOTES = 5
HEADINGS = ("outcome", "rules", "candidates", "margins", "flips")


@dataclass(frozen=True)
class Route:
    """What decided beyond the person's own care.

    `order`: the rules of the method. `mother`: physician_id and centre_id of the mother of a newborn that asked, null:
    none. `provider`: the row of the provider found after round two, null: none found. `area`: the row of the person's
    area after round two, null: none. `votes`: network and residents of that area who have it, most first.
    """

    order: Sequence[str] = ()
    mother: Mapping[str, Any] | None = None
    provider: Mapping[str, Any] | None = None
    area: Mapping[str, Any] | None = None
    votes: Sequence[tuple[str, int]] = ()


@dataclass(frozen=True)
class ReceiptPage:
    """What is written of one person.

    `facts`: person, period, method, unverified (parameters), cut_off, in_force, weight (as the method calls it) and
    purpose, as text. `account`: excluded_reason, rules, candidates, chosen, margins and without
    (`transforms.attribution.receipt.Receipt`). `placed`: the person's row of the recomputed Attribution table, null:
    not counted. `official`: day, oht_id and reason (null: in order) of the official file, null: there is none.
    """

    facts: Mapping[str, str]
    account: Any
    placed: Mapping[str, Any] | None
    route: Route
    official: Mapping[str, Any] | None = None


def render_receipt(page: ReceiptPage, language: str = "en") -> bytes:
    """Give the receipt as plain text; raises UnknownMessageError for a reason without words."""
    words = load_catalogue(language)
    parts = {
        "outcome": describe_outcome(page, words),
        "rules": _rules(page, words),
        "candidates": _candidates(page, words),
        "margins": _margins(page, words),
        "flips": describe_flips(page.account, page.route.order, page.placed, words),
    }
    lines = [words.text("receipt.title"), words.text("receipt.restricted").strip(), "", *_facts(page, words)]
    for heading in HEADINGS:
        title = words.text(f"receipt.headings.{heading}")
        lines += ["", title, "-" * len(title), *parts[heading]]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _facts(page: ReceiptPage, words: Catalogue) -> Iterator[str]:
    named = {key: words.text(f"receipt.{group}.{page.facts[key]}") for key, group in NAMED_FACTS.items()}
    facts = {**page.facts, **named}
    names = {key: words.text(f"receipt.facts.{key}") for key in facts}
    width = max(map(len, names.values()))
    yield from (f"{names[key]:<{width}}  {value}" for key, value in facts.items())


def _rules(page: ReceiptPage, words: Catalogue) -> Iterator[str]:
    """Tell every rule in its turn; those that wait for others have a provider or an area to show, or not."""
    tried = [(rule.rule, rule.outcome, rule.candidates) for rule in page.account.rules]
    tried += [(name, *_waited(name, page)) for name in page.route.order if name in LAST_RULES]
    width = max((len(name) for name, _, _ in tried), default=0)
    for place, (name, outcome, count) in enumerate(tried, start=1):
        yield f"{place}. {name:<{width}}  {words.text(f'receipt.rules.{outcome}', count=count)}"


def _waited(rule: str, page: ReceiptPage) -> tuple[str, int]:
    """Give outcome and number of candidates of a rule that waits for the providers of others."""
    shown = int(page.route.mother is not None) if rule == "mother" else len(page.route.votes)
    if page.account.excluded_reason or page.account.is_barred:
        return "not_asked", shown
    found = page.placed["tier_rule"] if page.placed else None
    if found == rule:
        return "chosen", max(shown, 1)
    is_later = found is not None and list(page.route.order).index(found) < list(page.route.order).index(rule)
    return ("not_reached" if is_later or page.account.chosen else "no_candidate"), shown


def _candidates(page: ReceiptPage, words: Catalogue) -> Iterator[str]:
    """Set the table of candidates in columns; then the mother's provider and the networks of the area's residents."""
    candidates: pl.DataFrame = page.account.candidates
    if candidates.is_empty():
        yield words.text("receipt.candidates.none")
    else:
        rows = [candidates.columns, *[[_cell(value) for value in row] for row in candidates.iter_rows()]]
        widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
        yield from (
            "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
        )
    mother = page.route.mother
    if mother:
        yield words.text("receipt.candidates.mother", provider=mother["physician_id"] or mother["centre_id"])
    area = page.route.area
    if area and area["network_id"]:
        yield words.text(
            "receipt.candidates.area", **{name: area[name] for name in ("area_id", "network_id", "area_basis")}
        )
        for network, persons in page.route.votes[:MOST_VOTES]:
            yield words.count("receipt.candidates.votes", persons, network=network)


def _cell(value: object) -> str:
    if value is None:
        return BLANK
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _margins(page: ReceiptPage, words: Catalogue) -> Iterator[str]:
    if not page.account.margins:
        yield words.text("receipt.margins.none")
    for margin in page.account.margins:
        values = {"step": margin.step, "winner": margin.winner, "runner_up": margin.runner_up}
        has_lead = margin.lead is not None
        key = "receipt.margins.lead" if has_lead else "receipt.margins.row"
        yield words.text(key, **values, **({"lead": words.number(margin.lead)} if has_lead else {}))
