"""What was measured beside what was published: does it lie within what is allowed?

Compared as exact fractions: a value right at the tolerance holds.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

import polars as pl

from reference.calibration_targets import Target
from schemas.calibration import ASSUMED, HIDDEN, HOLDS, MISSES, NEEDS, Calibration

FULL_SIZE_PERSONS = 10_000_000
NEEDS_FULL_SIZE = f"a whole province ({FULL_SIZE_PERSONS:,} counted persons)"
HIDDEN_COLUMNS = ["measured", "smallest_count"]


def judge_targets(targets: Iterable[Target], measures: pl.DataFrame) -> pl.DataFrame:
    """One row per target, in their order (the Calibration model): what was measured, and the verdict.

    `measures` follow CalibrationMeasures. Raises ValueError when a target names a measure that does not exist.
    """
    by_name = {row["measure"]: row for row in measures.iter_rows(named=True)}
    types = {name: column.dtype.type for name, column in Calibration.to_schema().columns.items()}
    rows = [_judged(target, by_name) for target in targets]
    return Calibration.validate(pl.DataFrame(rows, schema=types))


def hide_small_counts(report: pl.DataFrame, threshold: int) -> pl.DataFrame:
    """The same rows, those with a count of 1 to the threshold behind them without value and verdict.

    A verdict alone would bound the count.
    """
    is_small = (pl.col("smallest_count") <= threshold).fill_null(False)
    return report.with_columns(
        *[pl.when(~is_small).then(name).alias(name) for name in HIDDEN_COLUMNS],
        pl.when(is_small & (pl.col("verdict") != ASSUMED)).then(pl.lit(HIDDEN)).otherwise("verdict").alias("verdict"),
    )


def _judged(target: Target, by_name: Mapping[str, Mapping[str, Any]]) -> dict[str, object]:
    if target.measure and target.measure not in by_name:
        raise ValueError(f"targets.csv, {target.target}: there is no measure {target.measure}.")
    found = by_name.get(target.measure)
    needs = _needs(target, found)
    value = None if needs or found is None else _value(target, found)
    return {
        "target": target.target,
        "status": target.status,
        "unit": target.unit,
        "population": target.population,
        "year": target.period,
        "source": target.source,
        "published": float(target.value),
        "tolerance": float(target.tolerance),
        "measure": target.measure or None,
        "measured": None if value is None else float(value),
        "scaled_to": target.scaled_to,
        "basis": found["basis"] if found and value is not None else None,
        "verdict": _verdict(target, value),
        "needs": needs,
        "smallest_count": found["smallest_count"] if found and value is not None else None,
        "definition": found["definition"] if found else None,
    }


def _needs(target: Target, found: Mapping[str, Any] | None) -> str | None:
    """Say what is missing before a target can be compared; null: nothing is."""
    if found is None:
        return target.needs
    if found["needs"]:
        return found["needs"]
    if target.is_full_size and found["counted_persons"] < FULL_SIZE_PERSONS:
        return NEEDS_FULL_SIZE
    return "anybody to count" if target.scaled_to and not found["counted_persons"] else None


def _value(target: Target, found: Mapping[str, Any]) -> Fraction:
    """Give the measured value in the unit of the target, a count as if so many persons were counted."""
    value = Fraction(found["numerator"] * found["multiplier"], found["denominator"])
    return value * target.scaled_to / found["counted_persons"] if target.scaled_to else value


def _verdict(target: Target, value: Fraction | None) -> str:
    if target.status == "assumed":
        return ASSUMED
    if value is None:
        return NEEDS
    return HOLDS if abs(value - Fraction(target.value)) <= Fraction(target.tolerance) else MISSES
