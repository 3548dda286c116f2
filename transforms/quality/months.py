"""Completeness by month: rows of each month against the usual month, and what came with which delivery.

Rules: docs/how-to/data-quality.md. Settled here: the usual month is the median of the twelve before it that have rows
(fewer at the beginning, three at least); a month is low below half of it.
"""

import datetime as dt
from collections.abc import Mapping

import polars as pl

LOW_SHARE = 0.5
LOOK_BACK, FEWEST = 12, 3


def judge_months(rows: pl.DataFrame, until: Mapping[str, dt.date]) -> pl.DataFrame:
    """One row per input and month from its first with rows to that of its last day: rows, late rows, usual, verdict.

    `until`: by input the last day delivered. `rows`: one row per input, month (first day) and delivery (`place`): rows
    that hold, valid at receipt; a later delivery that says some of them anew counts them again, so that `rows` is the
    most that one delivery says of the month. `late_rows`: those of deliveries after the first that has the month.
    `usual`: null for the first months. `verdict`: `none` (no rows), `low`, `usual`, or `too early` to tell.
    """
    by_month = rows.group_by("input", "month").agg(
        pl.col("rows").max().alias("rows"),
        (pl.col("rows").sum() - pl.col("rows").sort_by("place").first()).alias("late_rows"),
    )
    first = by_month.group_by("input").agg(pl.col("month").min())
    last = pl.col("input").replace_strict(until, default=None, return_dtype=pl.Date).dt.truncate("1mo")
    months = pl.date_ranges("month", pl.max_horizontal(last, "month"), "1mo")
    grid = first.with_columns(months.alias("month")).explode("month", empty_as_null=False)
    joined = grid.join(by_month, on=["input", "month"], how="left").sort("input", "month")
    filled = joined.with_columns(pl.col("rows", "late_rows").fill_null(0))
    return filled.with_columns(_usual().alias("usual")).with_columns(_verdict().alias("verdict")).sort("input", "month")


def _usual() -> pl.Expr:
    """Give the median of the months before that have rows; null: fewer than three have."""
    before = pl.when(pl.col("rows") > 0).then(pl.col("rows")).shift(1)
    return before.rolling_median(window_size=LOOK_BACK, min_samples=FEWEST).over("input", order_by="month")


def _verdict() -> pl.Expr:
    return (
        pl.when(pl.col("rows") == 0)
        .then(pl.lit("none"))
        .when(pl.col("usual").is_null())
        .then(pl.lit("too early"))
        .when(pl.col("rows") < LOW_SHARE * pl.col("usual"))
        .then(pl.lit("low"))
        .otherwise(pl.lit("usual"))
    )
