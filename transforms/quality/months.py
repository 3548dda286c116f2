"""Completeness by month: rows of each month against the usual month, and what came with which delivery.

Rules: docs/how-to/data-quality.md. Settled here: the usual month is the median of the twelve before it that have rows
(fewer at the beginning, three at least); a month is low below half of it and high above three times it. Where the usual
month has fewer than 20 rows, chance alone makes such months, and none is judged.
"""

import datetime as dt
from collections.abc import Mapping

import polars as pl

LOW_SHARE, HIGH_SHARE = 0.5, 3
FEWEST_USUAL = 20
LOOK_BACK, FEWEST = 12, 3


def judge_months(rows: pl.DataFrame, until: Mapping[str, dt.date]) -> pl.DataFrame:
    """One row per input and month from its first with rows to that of its last day: rows, late rows, usual, verdict.

    `until`: by input the last day delivered. `rows`: one row per input, month (first day) and delivery (`place`): rows
    that hold, valid at receipt; a later delivery that says some of them anew counts them again, so that `rows` is the
    most that one delivery says of the month. `late_rows`: those of deliveries after the first that has the month.
    `usual`: null for the first months. `verdict`: `none` (no rows), `low`, `usual`, `high`, `too few` rows to judge, or
    `too early` to tell: the first months, and those that do not end by the last day delivered.
    """
    by_month = rows.group_by("input", "month").agg(
        pl.col("rows").max().alias("rows"),
        (pl.col("rows").sum() - pl.col("rows").sort_by("place").first()).alias("late_rows"),
    )
    first = by_month.group_by("input").agg(pl.col("month").min())
    last = pl.col("input").replace_strict(until, default=None, return_dtype=pl.Date)
    months = pl.date_ranges("month", pl.max_horizontal(last.dt.truncate("1mo"), "month"), "1mo")
    grid = first.with_columns(months.alias("month")).explode("month", empty_as_null=False)
    joined = grid.join(by_month, on=["input", "month"], how="left").sort("input", "month")
    filled = joined.with_columns(pl.col("rows", "late_rows").fill_null(0))
    is_over = pl.col("month").dt.month_end() <= last
    judged = filled.with_columns(_usual().alias("usual")).with_columns(_verdict(is_over).alias("verdict"))
    return judged.sort("input", "month")


def _usual() -> pl.Expr:
    """Give the median of the months before that have rows; null: fewer than three have."""
    before = pl.when(pl.col("rows") > 0).then(pl.col("rows")).shift(1)
    return before.rolling_median(window_size=LOOK_BACK, min_samples=FEWEST).over("input", order_by="month")


def _verdict(is_over: pl.Expr) -> pl.Expr:
    """Give the verdict; the first months, which have no usual one, are held against the median of all with rows."""
    rows, usual = pl.col("rows"), pl.col("usual")
    size = pl.coalesce("usual", rows.filter(rows > 0).median().over("input"))
    return (
        pl.when(~is_over.fill_null(True))
        .then(pl.lit("too early"))
        .when(size < FEWEST_USUAL)
        .then(pl.lit("too few"))
        .when(rows == 0)
        .then(pl.lit("none"))
        .when(usual.is_null())
        .then(pl.lit("too early"))
        .when(rows < LOW_SHARE * usual)
        .then(pl.lit("low"))
        .when(rows > HIGH_SHARE * usual)
        .then(pl.lit("high"))
        .otherwise(pl.lit("usual"))
    )
