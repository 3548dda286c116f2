"""Results by method with their difference from the official one, and the range over the methods.

Method: docs/explanation/reliability.md 16.2 to 16.5.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from transforms.indicators.definition import Indicator
from transforms.methods.decomposition import who_share
from transforms.methods.members import COUNT_KEY

COUNTS = ["numerator", "denominator"]
NO_MEDIAN = "a median is not made of two counts, which is what methods are compared by"
SHARED = [f"{prefix}shared_{name}" for prefix in ("", "official_") for name in COUNTS]
UNIT = ["level", "unit_id"]
# Counts alone would give another value than that of the weights.
WEIGHTED = "is weighted, and methods are compared by counts alone"


@dataclass(frozen=True)
class Counted:
    """What one method counts: its counts over all buckets (the MethodCounts model), and what it cannot compute.

    `missing`: indicator id → what is needed; `below`: what is needed below the province (null: nothing).
    """

    method_id: str
    is_official: bool
    counts: pl.DataFrame
    missing: Mapping[str, str]
    below: str | None


def results_by_method(
    counted: Sequence[Counted], units: pl.DataFrame, indicators: Sequence[Indicator], period: str
) -> pl.DataFrame:
    """One row per indicator, level, unit and method (the MethodResults model).

    `units`: one row per level and unit that has anybody by any of the methods; exactly one of them is official.
    """
    grid = _grid(units, indicators)
    weighted = {record.id: WEIGHTED for record in indicators if record.weight is not None}
    rows = pl.concat([_rows_of(method, grid, weighted) for method in counted])
    official = rows.filter("is_official").select(
        *COUNT_KEY, *[pl.col(name).alias(f"official_{name}") for name in COUNTS], pl.col("value").alias("of_official")
    )
    difference = pl.when(~pl.col("is_official")).then(pl.col("value") - pl.col("of_official"))
    share = pl.when(~pl.col("is_official")).then(who_share())
    return (
        rows.join(official, on=COUNT_KEY, how="left")
        .with_columns(difference.alias("difference"), share.alias("who_share"), pl.lit(period).alias("period"))
        .select(
            *["indicator_id", "period", "level", "unit_id", "method_id", "is_official"],
            *[*COUNTS, "value", "difference", "who_share", "not_computable", "is_proportion", "definition_version"],
        )
        .sort(*COUNT_KEY, "method_id")
    )


def _grid(units: pl.DataFrame, indicators: Sequence[Indicator]) -> pl.DataFrame:
    """One row per indicator, level and unit: multiplier, labels of the definition, why_not (null: it is compared)."""
    rows = [
        (record.id, record.multiplier, record.is_proportion, NO_MEDIAN if record.median_of else None, record.version)
        for record in indicators
    ]
    names = {"indicator_id": pl.String, "multiplier": pl.Float64, "is_proportion": pl.Boolean, "why_not": pl.String}
    definitions = pl.DataFrame(rows, schema={**names, "definition_version": pl.Int32}, orient="row")
    return definitions.join(units.select(UNIT), how="cross")


def _rows_of(method: Counted, grid: pl.DataFrame, weighted: Mapping[str, str]) -> pl.DataFrame:
    """One row per indicator, level and unit: what one method counts there, zeros where it counts nobody."""
    reason = pl.col("indicator_id").replace_strict({**weighted, **method.missing}, default=None, return_dtype=pl.String)
    below = pl.when(pl.col("level") != "province").then(pl.lit(method.below, pl.String))
    computed = pl.when(pl.col("not_computable").is_null())
    ratio = pl.when(pl.col("denominator") > 0).then(pl.col("numerator") / pl.col("denominator"))
    return (
        grid.join(method.counts, on=COUNT_KEY, how="left")
        .with_columns(
            pl.col(*COUNTS, *SHARED).fill_null(0), pl.coalesce(reason, below, "why_not").alias("not_computable")
        )
        .with_columns(computed.then(name).alias(name) for name in [*COUNTS, *SHARED])
        .with_columns(
            (ratio * pl.col("multiplier")).alias("value"),
            pl.lit(method.method_id).alias("method_id"),
            pl.lit(method.is_official).alias("is_official"),
        )
    )


def range_over_methods(results: pl.DataFrame) -> pl.DataFrame:
    """One row per indicator, level and unit (the MethodRanges model): lowest and highest value, and who gives them.

    `results` from `results_by_method`. A method without a value there is no part of the range.
    """
    value = pl.col("value")
    ends = {"lowest": value.min(), "highest": value.max()}
    method_ids = {
        f"{name}_method_ids": pl.col("method_id").filter(value == end).sort().str.join(", ")
        for name, end in ends.items()
    }
    key = ["indicator_id", "period", "level", "unit_id", "definition_version"]
    ranges = results.group_by(key).agg(
        *[end.alias(name) for name, end in ends.items()],
        *[text.alias(name) for name, text in method_ids.items()],
        value.count().cast(pl.Int64).alias("methods"),
    )
    there = pl.when(pl.col("methods") > 0)
    return (
        ranges.with_columns(there.then(name).alias(name) for name in method_ids)
        .select(
            *["indicator_id", "period", "level", "unit_id", "lowest", "lowest_method_ids", "highest"],
            *["highest_method_ids", "methods", "definition_version"],
        )
        .sort(COUNT_KEY)
    )
