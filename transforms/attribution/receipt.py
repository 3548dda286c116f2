"""Why a person is attributed as he or she is: all candidates, the rules in order, the margin, what would flip it.

Method: docs/explanation/method.md 4. Nothing is stored for this: it is worked out again from the rows of one person.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from reference.load import Method
from transforms.attribution.addresses import place_at
from transforms.attribution.choice import Step
from transforms.attribution.counted import classify_persons
from transforms.attribution.facts import Facts, gather_facts
from transforms.attribution.registries import describe_physicians
from transforms.attribution.tiers import PROVIDERS, RULES, find_providers

EVIDENCE = ["enrolment", "registration", "core_care", "paediatric_core", "other_visits"]
CANDIDATE = [
    "evidence",
    *PROVIDERS,
    "is_comprehensive",
    "start_date",
    "value",
    "visits",
    "visit_dates",
    "last_date",
    "share",
]


@dataclass(frozen=True)
class Tried:
    """A rule of the method in its turn: how many candidates it has, and what came of it.

    `outcome`: chosen, no_candidate, not_reached (an earlier rule chose), not_asked (the person cannot be placed).
    """

    rule: str
    candidates: int
    outcome: str


@dataclass(frozen=True)
class Margin:
    """How the winner stands to the runner-up at one step of the chain; `lead` is null for steps that are no amount."""

    step: str
    winner: str
    runner_up: str
    lead: int | None


@dataclass(frozen=True)
class Found:
    """A provider that a rule finds: a physician or a centre (the other null)."""

    rule: str
    physician_id: str | None
    centre_id: str | None
    tie_step: str


@dataclass(frozen=True)
class Receipt:
    """The whole account of one person.

    `excluded_reason` and `unplaced_reason`: null, nothing. `candidates`: one row per provider and kind of evidence.
    `margins`: the chain of the rule that chose, up to the step that decided; empty without a runner-up. `without`: whom
    the rules would find without the chosen provider; null: nobody, so that the mother's provider or the area is left.
    """

    excluded_reason: str | None
    unplaced_reason: str | None
    is_barred: bool
    rules: tuple[Tried, ...]
    candidates: pl.DataFrame
    chosen: Found | None
    margins: tuple[Margin, ...]
    without: Found | None


def explain_person(frames: Mapping[str, pl.DataFrame], period_end: dt.date, method: Method) -> Receipt:
    """Account for the one person that the frames of round one hold; raises ValueError when they hold no or several."""
    persons = classify_persons(place_at(frames["persons"], frames["addresses"], period_end), period_end, method)
    person = persons.row(0, named=True) if persons.height == 1 else None
    if person is None:
        raise ValueError(f"A receipt is for one person of the registry; the frames hold {persons.height}.")
    may_be_placed = person["excluded_reason"] is None and not person["is_barred"]
    physicians = describe_physicians(frames["physicians"], frames["comprehensive"], method)
    facts = gather_facts(frames, persons, physicians, period_end, method)
    chosen = _first(find_providers(facts)) if may_be_placed else None
    return Receipt(
        person["excluded_reason"],
        person["unplaced_reason"],
        person["is_barred"],
        _tried(facts, chosen, may_be_placed),
        list_candidates(facts),
        chosen,
        _margins(facts, chosen) if chosen else (),
        _first(find_providers(_without(facts, chosen))) if chosen else None,
    )


def list_candidates(facts: Facts) -> pl.DataFrame:
    """One row per provider and kind of evidence, the strongest first: what speaks for the provider, and its share.

    `share` is of the value within the kind, of the visits where nothing is weighed; null for an enrolment.
    """
    tables = [facts.enrolled, facts.registered, facts.core, facts.paediatric, facts.other]
    kinds = dict(zip(EVIDENCE, tables, strict=True))
    shares = {"registration": "visits", "core_care": "value", "paediatric_core": "value", "other_visits": "visits"}
    rows = [_as_candidates(table, kind, shares.get(kind)) for kind, table in kinds.items()]
    return pl.concat(rows).select(CANDIDATE)


def _as_candidates(table: pl.DataFrame, kind: str, weighed: str | None) -> pl.DataFrame:
    """One row per provider of one kind of evidence, under the columns that all kinds share."""
    amount = pl.col(weighed) if weighed else pl.lit(None)
    share = pl.when(amount.sum() > 0).then(amount / amount.sum()).cast(pl.Float64)
    missing = {
        "physician_id": pl.String,
        "centre_id": pl.String,
        "is_comprehensive": pl.Boolean,
        "start_date": pl.Date,
        "value": pl.Int64,
    }
    absent = [pl.lit(None, dtype).alias(name) for name, dtype in missing.items() if name not in table.columns]
    ordered = table.sort(
        "start_date" if kind == "enrolment" else weighed or "visits", "tie_rank", descending=[True, False]
    )
    complete = ordered.with_columns(*absent, share.alias("share"), pl.lit(kind).alias("evidence"))
    return complete.select(CANDIDATE).with_columns(pl.col(PROVIDERS).cast(pl.String))


def _first(found: pl.DataFrame) -> Found | None:
    if found.is_empty():
        return None
    row = found.row(0, named=True)
    return Found(row["tier_rule"], row["physician_id"], row["centre_id"], row["tie_step"])


def _tried(facts: Facts, chosen: Found | None, may_be_placed: bool) -> tuple[Tried, ...]:
    """Give the rules in their order, with what came of each."""
    order = [name for name in facts.method.tier_order if name in RULES]
    place = order.index(chosen.rule) if chosen else len(order)
    outcomes = ["no_candidate"] * place + ["chosen"] + ["not_reached"] * len(order)
    outcomes = outcomes if may_be_placed else ["not_asked"] * len(order)
    counts = [RULES[name].candidates(facts).height for name in order]
    return tuple(Tried(name, count, outcome) for name, count, outcome in zip(order, counts, outcomes, strict=False))


def _margins(facts: Facts, chosen: Found) -> tuple[Margin, ...]:
    """Compare winner and runner-up step by step, up to the step that decided."""
    rule = RULES[chosen.rule]
    ordered = rule.candidates(facts).sort(
        [step.column for step in rule.chain],
        descending=[step.is_more_better for step in rule.chain],
        nulls_last=True,
    )
    if ordered.height < 2:
        return ()
    winner, runner_up = (ordered.row(place, named=True) for place in (0, 1))
    margins = []
    for step in rule.chain:
        margins.append(_margin(step, winner[step.column], runner_up[step.column]))
        if step.name == chosen.tie_step:
            break
    return tuple(margins)


def _margin(step: Step, winner: object, runner_up: object) -> Margin:
    is_amount = isinstance(winner, int) and isinstance(runner_up, int) and step.name != "hash"
    lead = winner - runner_up if is_amount else None  # type: ignore[operator]
    return Margin(step.name, _text(winner), _text(runner_up), lead)


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, dt.date) else "none" if value is None else str(value)


def _without(facts: Facts, chosen: Found) -> Facts:
    """Give the facts as they would be if nothing spoke for the chosen provider."""
    if chosen.centre_id:
        return replace(facts, registered=facts.registered.filter(pl.col("centre_id") != chosen.centre_id))
    others = pl.col("physician_id").cast(pl.String) != chosen.physician_id
    kept = {name: getattr(facts, name).filter(others) for name in ("enrolled", "core", "paediatric", "other")}
    return replace(facts, **kept)
