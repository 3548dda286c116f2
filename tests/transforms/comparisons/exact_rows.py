"""Exact results made by hand, and what teams may see of them, for tests of comparisons."""

import datetime as dt
from collections.abc import Sequence

import polars as pl

from schemas.results import Results
from transforms.catalogue import indicators
from transforms.disclosure.audience import Audience
from transforms.disclosure.release import release_results
from transforms.statistics.wilson import wilson_limits

LONG_AFTER = dt.date(2030, 1, 1)
ONTARIO = ("province", "ontario")


def exact_row(
    indicator_id: str, unit: tuple[str, str], counts: tuple[int, int] | None, period: str = "2026-09", version: int = 1
) -> dict[str, object]:
    """Give one row; `counts` null: not computable."""
    record = indicators()[indicator_id]
    return {
        "indicator_id": indicator_id,
        "period": period,
        "level": unit[0],
        "unit_id": unit[1],
        "numerator": counts and counts[0],
        "denominator": counts and counts[1],
        "limits_method": record.limits,
        "adjustment": record.adjustment,
        "is_proportion": record.is_proportion,
        "is_below_minimum": counts and counts[1] < record.minimum_denominator,
        "not_computable": None if counts else "needs claims",
        "definition_version": version,
        "method_id": "oht-attr/1",
    }


def exact_results(rows: Sequence[dict[str, object]]) -> pl.DataFrame:
    """One row per row: with value and Wilson limits, without adjusted values."""
    types = {name: column.dtype.type for name, column in Results.to_schema().columns.items()}
    known = pl.DataFrame(list(rows), schema={name: kind for name, kind in types.items() if kind != pl.Float64})
    scale = pl.col("indicator_id").replace_strict(
        {name: float(record.multiplier) for name, record in indicators().items()}, return_dtype=pl.Float64
    )
    counts = pl.col("numerator"), pl.col("denominator")
    lower, upper = wilson_limits(*counts)
    ratio = pl.when(counts[1] > 0).then(counts[0] / counts[1])
    values = [(ratio * scale).alias("value"), (lower * scale).alias("lower"), (upper * scale).alias("upper")]
    nothing = [pl.lit(None, pl.Float64).alias(f"adjusted{part}") for part in ("", "_lower", "_upper")]
    return known.with_columns(*values, *nothing).select(list(types))


def shown(rows: Sequence[dict[str, object]], audience: Audience = Audience.OHT) -> pl.DataFrame:
    """One row per row of teams and the province, as an audience may see it."""
    return release_results(exact_results(rows), indicators(), LONG_AFTER, audience=audience)
