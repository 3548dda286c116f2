"""What the sources supply: which inputs and columns, and over which days."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from flows.drops import Drop
from reference.load import Method
from schemas.inputs.registry import INPUTS
from transforms.dates import months_before, period_end, period_of
from transforms.features.family import Requirement

Span = tuple[dt.date, dt.date]
DAY = dt.timedelta(days=1)
# The inputs whose days say which months are complete.
DECIDING = ["claims", "discharges", "ed_visits"]
EVENTS = [name for name, model in INPUTS.items() if model.contract().tells_its_days]
# A month with fewer rows than this share of the usual month is taken for one that was not delivered. Settled here.
PLAUSIBLE_SHARE = 0.1


@dataclass(frozen=True)
class Coverage:
    """Spans of days covered by input, apart and in order, and (input, column) pairs that some source cannot supply."""

    days: dict[str, tuple[Span, ...]]
    absent: frozenset[tuple[str, str]]
    inputs: frozenset[str]


def read_coverage(drops: list[Drop]) -> Coverage:
    """Give what all drops together cover; spans that touch are one, and a hole between two stays a hole."""
    spans: dict[str, list[Span]] = {}
    for drop in drops:
        for name, (first, last) in drop.record["covers"].items():
            spans.setdefault(name, []).append((dt.date.fromisoformat(first), dt.date.fromisoformat(last)))
    absent = {(name, column) for drop in drops for name, columns in drop.record["absent"].items() for column in columns}
    supplied = {name for drop in drops for name in drop.record["parts"]}
    days = {name: join_spans(found) for name, found in spans.items()}
    return Coverage(days, frozenset(absent), frozenset(supplied))


def join_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Join spans that overlap or touch; those with a day or more between them stay apart."""
    joined: list[Span] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1] + DAY:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return tuple(joined)


def plausible_span(months: Mapping[str, int]) -> Span | None:
    """Give the days that rows by month (YYYY-MM) show to be delivered, when nobody says; null: no rows.

    From the last month back as long as every month has a fair part of the rows of the usual (median) month: so one
    mistyped date does not make decades look delivered.
    """
    if not months:
        return None
    floor = PLAUSIBLE_SHARE * median(months.values())
    last = first = max(month for month, rows in months.items() if rows >= floor)
    while months.get(previous := period_of(period_end(first).replace(day=1) - DAY), 0) >= max(floor, 1):
        first = previous
    return period_end(first).replace(day=1), period_end(last)


def missing_for(requirements: tuple[Requirement, ...], coverage: Coverage, until: dt.date) -> str | None:
    """Say what is needed before definitions with these requirements can be computed; null: nothing is."""
    asked = [requirement for requirement in requirements if not requirement.is_helping]
    needs = [need for requirement in asked for need in _shortfalls(requirement, coverage, until)]
    return f"needs {', '.join(dict.fromkeys(needs))}" if needs else None


def attribution_requirement(method: Method) -> Requirement:
    """Give what virtual rostering requires; without it nobody can tell whose person somebody is."""
    return Requirement("claims", months=12 * method.look_back_years)


def settled_on(requirements: tuple[Requirement, ...], drops: list[Drop]) -> dt.date:
    """Give the latest delivery of the required input delivered longest ago; raises LookupError without drops."""
    latest = [
        [drop.delivered_on for drop in drops if requirement.input_name in drop.record["parts"]]
        for requirement in requirements
    ]
    days = [max(found) for found in latest if found]
    if not days and not drops:
        raise LookupError("Nothing was received yet.")
    return min(days, default=min(drop.delivered_on for drop in drops))


def attribution_notes(coverage: Coverage, until: dt.date, method: Method) -> list[str]:
    """Say which part of the attribution stands on less than its method asks for."""
    notes = []
    if "enrolments" not in coverage.inputs:
        notes.append("Tier rostered is not computable: needs enrolments.")
    parts = {
        "virtual rostering": attribution_requirement(method),
        "way from physician to hospital": Requirement("discharges", months=12 * method.hospital_look_back_years),
    }
    for part, requirement in parts.items():
        for need in _shortfalls(requirement, coverage, until):
            notes.append(f"The {part} saw less than its look-back: needs {need}.")
    return notes


def _shortfalls(requirement: Requirement, coverage: Coverage, until: dt.date) -> list[str]:
    name = requirement.input_name
    if name not in coverage.inputs:
        return [name]
    needs = [f"{name}.{column}" for column in requirement.columns if (name, column) in coverage.absent]
    if not INPUTS[name].contract().dates or name not in coverage.days:
        return needs
    first_needed = months_before(until, requirement.months) + DAY
    reached = [span for span in coverage.days[name] if span[0] <= until]
    first, last = reached[-1] if reached else coverage.days[name][0]
    if first > first_needed:
        needs.append(f"{name} from {first_needed.isoformat()}")
    if last < until:
        needs.append(f"{name} to {until.isoformat()}")
    return needs
