"""The receipt of one person's attribution, as a text that an analyst reads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from reports.catalogue import Catalogue, load_catalogue
from reports.receipt_flips import describe_flips

BLANK = "-"
HEADINGS = ("outcome", "rules", "candidates", "margins", "flips")


@dataclass(frozen=True)
class ReceiptPage:
    """What is written of one person.

    `facts`: person, period, method, cut_off, weight (as the method calls it) and purpose, as text. `account`:
    excluded_reason, rules, candidates, chosen, margins and without (`transforms.attribution.receipt.Receipt`).
    `placed`: the person's row of the Attribution table, null: not counted. `provider`: corporation_id, network_basis
    and hospital_tie_step of the provider, null: none. `official`: day and oht_id (null: absent) of the official file,
    null: there is none.
    """

    facts: Mapping[str, str]
    account: Any
    placed: Mapping[str, Any] | None
    provider: Mapping[str, Any] | None
    official: Mapping[str, Any] | None = None


def render_receipt(page: ReceiptPage, language: str = "en") -> bytes:
    """Give the receipt as plain text; raises UnknownMessageError for a reason without words."""
    words = load_catalogue(language)
    parts = {
        "outcome": _outcome(page, words),
        "rules": _rules(page, words),
        "candidates": _candidates(page.account.candidates, words),
        "margins": _margins(page, words),
        "flips": describe_flips(page.account, words),
    }
    lines = [words.text("receipt.title"), words.text("receipt.restricted").strip(), "", *_facts(page, words)]
    for heading in HEADINGS:
        title = words.text(f"receipt.headings.{heading}")
        lines += ["", title, "-" * len(title), *parts[heading]]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _facts(page: ReceiptPage, words: Catalogue) -> Iterator[str]:
    facts = {**page.facts, "weight": words.text(f"receipt.weights.{page.facts['weight']}")}
    names = {key: words.text(f"receipt.facts.{key}") for key in facts}
    width = max(map(len, names.values()))
    yield from (f"{names[key]:<{width}}  {value}" for key, value in facts.items())


def _outcome(page: ReceiptPage, words: Catalogue) -> Iterator[str]:
    placed = page.placed
    if placed is None:
        yield words.text("receipt.outcome.excluded", reason=page.account.excluded_reason)
        return
    if placed["oht_id"] is None:
        yield words.text("receipt.outcome.unattributable", reason=placed["unattributable_reason"])
    else:
        yield words.text("receipt.outcome.tier", tier=placed["tier"], rule=placed["tier_rule"])
        yield from _provider(page, placed, words)
        network = placed["network_id"] or BLANK
        yield words.text("receipt.outcome.team", oht=placed["oht_id"], basis=placed["oht_basis"], network=network)
        yield words.text("receipt.outcome.confidence", confidence=placed["confidence"])
    if placed["all_value"] is not None:
        values = {key: words.number(placed[f"{key}_value"]) for key in ("own", "other", "all")}
        yield words.text("receipt.outcome.values", **values)
    yield from _official(page, words)


def _provider(page: ReceiptPage, placed: Mapping[str, Any], words: Catalogue) -> Iterator[str]:
    kind = next((kind for kind in ("physician", "centre") if placed[f"{kind}_id"]), None)
    if kind is None:
        yield words.text("receipt.outcome.nobody", area=placed["area_id"] or BLANK)
        return
    yield words.text(f"receipt.outcome.{kind}", provider=placed[f"{kind}_id"])
    if placed["tie_step"]:
        yield words.text("receipt.outcome.tie", step=placed["tie_step"])
    found = page.provider
    if found and found["corporation_id"]:
        names = {"corporation": found["corporation_id"], "basis": found["network_basis"]}
        yield words.text("receipt.outcome.hospital", **names, step=found["hospital_tie_step"])
    else:
        yield words.text("receipt.outcome.no_hospital")


def _official(page: ReceiptPage, words: Catalogue) -> Iterator[str]:
    if page.official is None:
        return
    day, oht = words.date(page.official["day"]), page.official["oht_id"]
    absent = words.text("receipt.outcome.official_absent", day=day)
    yield words.text("receipt.outcome.official", day=day, oht=oht) if oht else absent


def _rules(page: ReceiptPage, words: Catalogue) -> Iterator[str]:
    width = max((len(tried.rule) for tried in page.account.rules), default=0)
    for place, tried in enumerate(page.account.rules, start=1):
        said = words.text(f"receipt.rules.{tried.outcome}", count=tried.candidates)
        yield f"{place}. {tried.rule:<{width}}  {said}"


def _candidates(candidates: pl.DataFrame, words: Catalogue) -> Iterator[str]:
    """Set the table of candidates in columns; amounts are cents, counts or as the method weighs."""
    if candidates.is_empty():
        yield words.text("receipt.candidates.none")
        return
    rows = [candidates.columns, *[[_cell(value) for value in row] for row in candidates.iter_rows()]]
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    yield from ("  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)


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
