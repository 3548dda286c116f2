"""What the sources supply: which inputs and columns, and over which days."""

import datetime as dt
from dataclasses import dataclass

from flows.drops import Drop
from schemas.inputs.registry import INPUTS
from transforms.dates import months_before
from transforms.features.family import Requirement


@dataclass(frozen=True)
class Coverage:
    """Days covered by input, and (input, column) pairs that some source cannot supply."""

    days: dict[str, tuple[dt.date, dt.date]]
    absent: frozenset[tuple[str, str]]
    inputs: frozenset[str]


def read_coverage(drops: list[Drop]) -> Coverage:
    """Give what all drops together cover: the earliest first day and the latest last day of each input."""
    days: dict[str, tuple[dt.date, dt.date]] = {}
    for drop in drops:
        for name, (first, last) in drop.record["covers"].items():
            span = (dt.date.fromisoformat(first), dt.date.fromisoformat(last))
            known = days.get(name, span)
            days[name] = (min(known[0], span[0]), max(known[1], span[1]))
    absent = {(name, column) for drop in drops for name, columns in drop.record["absent"].items() for column in columns}
    supplied = {name for drop in drops for name in drop.record["parts"]}
    return Coverage(days, frozenset(absent), frozenset(supplied))


def missing_for(requirements: tuple[Requirement, ...], coverage: Coverage, period_end: dt.date) -> str | None:
    """Say what is needed before definitions with these requirements can be computed; null: nothing is."""
    needs = [need for requirement in requirements for need in _shortfalls(requirement, coverage, period_end)]
    return f"needs {', '.join(dict.fromkeys(needs))}" if needs else None


def attribution_notes(coverage: Coverage, period_end: dt.date) -> list[str]:
    """Say which part of the attribution stands on less than its method asks for."""
    notes = []
    if "enrolments" not in coverage.inputs:
        notes.append("Tier rostered is not computable: needs enrolments.")
    for name, months, part in (("claims", 24, "virtual rostering"), ("discharges", 36, "physician to hospital")):
        for need in _shortfalls(Requirement(name, months), coverage, period_end):
            notes.append(f"The {part} saw less than its look-back: needs {need}.")
    return notes


def _shortfalls(requirement: Requirement, coverage: Coverage, period_end: dt.date) -> list[str]:
    name = requirement.input_name
    if name not in coverage.inputs:
        return [name]
    needs = [f"{name}.{column}" for column in requirement.columns if (name, column) in coverage.absent]
    if not INPUTS[name].contract().dates or name not in coverage.days:
        return needs
    first, last = coverage.days[name]
    first_needed = months_before(period_end, requirement.months) + dt.timedelta(days=1)
    if first > first_needed:
        needs.append(f"{name} from {first_needed.isoformat()}")
    if last < period_end:
        needs.append(f"{name} to {period_end.isoformat()}")
    return needs
