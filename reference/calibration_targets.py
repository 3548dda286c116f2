"""The published figures the synthetic province is held against, and the codes of the conditions among them."""

import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

import polars as pl

STATUSES = ("quoted", "derived", "assumed")
SYSTEMS = ("ohip", "icd10")


@dataclass(frozen=True)
class Target:
    """One published figure. `tolerance` is in its unit; `scaled_to`: persons a count is scaled to (null: as it is).

    `is_full_size`: it can be compared in a whole province only. `measure` answers it; empty: `needs` says what is
    missing before anything can.
    """

    target: str
    value: Decimal
    unit: str
    population: str
    period: str
    status: str
    source: str
    tolerance: Decimal
    scaled_to: int | None
    is_full_size: bool
    measure: str
    needs: str


@cache
def calibration_targets() -> tuple[Target, ...]:
    """Give the targets in the order of their file; raises ValueError, naming the line's target, when one is wrong."""
    targets = tuple(_target(row) for row in _rows("targets"))
    names = [target.target for target in targets]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"targets.csv names twice: {', '.join(twice)}. Keep one line of each.")
    return targets


@cache
def condition_codes() -> pl.DataFrame:
    """One row per condition, coding system (ohip or icd10) and code: condition, system, code_prefix."""
    rows = pl.DataFrame(_rows("conditions")).select("condition", "system", "code_prefix")
    if not set(rows["system"]) <= set(SYSTEMS):
        raise ValueError(f"conditions.csv: system is one of {', '.join(SYSTEMS)}.")
    return rows


def conditions() -> list[str]:
    """Give the conditions with codes, in order."""
    return sorted(set(condition_codes()["condition"]))


def _target(row: dict[str, str]) -> Target:
    name = row["target"]
    target = Target(
        target=name,
        value=Decimal(row["value"]),
        unit=row["unit"],
        population=row["population"],
        period=row["period"],
        status=row["status"],
        source=row["source"],
        tolerance=Decimal(row["tolerance"]),
        scaled_to=int(row["scaled_to"]) if row["scaled_to"] else None,
        is_full_size=row["full_size"] == "true",
        measure=row["measure"],
        needs=row["needs"],
    )
    if target.status not in STATUSES:
        raise ValueError(f"targets.csv, {name}: status is one of {', '.join(STATUSES)}, not {target.status}.")
    if target.tolerance < 0:
        raise ValueError(f"targets.csv, {name}: the tolerance is below zero. Give it in the unit of the value.")
    if bool(target.measure) == bool(target.needs):
        raise ValueError(f"targets.csv, {name}: give either a measure, or what it needs before there can be one.")
    return target


def _rows(name: str) -> list[dict[str, str]]:
    """Read a file of the folder without its comments; every cell is text."""
    text = files("reference").joinpath("calibration", f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
