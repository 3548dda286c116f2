"""Costs of persons in whole dollars, and from which cost on somebody is among the costliest of the whole province.

Rules: docs/explanation/families/costs.md 44. Buckets give how many persons have which cost; only these counts meet.
"""

import datetime as dt
from collections.abc import Sequence

import polars as pl

from transforms.attribution.windows import in_window
from transforms.dates import months_before
from transforms.indicators.units import add_up

MONTHS = 12
# By column: the share of counted persons, in per cent, that is never exceeded.
TOP_PERCENT = {"top_5_from_dollars": 5, "top_1_from_dollars": 1}


def costs_of_persons(costs: pl.DataFrame, period_end: dt.date) -> pl.DataFrame:
    """The same rows, those of the twelve months ending at the period end."""
    return costs.filter(in_window("cost_month", months_before(period_end, MONTHS), period_end))


def whole_dollars(cents: pl.Expr) -> pl.Expr:
    """Give a sum of cents, zero or more, in whole dollars, half a dollar rounded up; a sum of nothing is zero."""
    return (cents.sum() + 50) // 100


def count_sectors(costs: pl.DataFrame, period_end: dt.date) -> pl.DataFrame:
    """One row per sector that has rows in the twelve months, sorted: sector, rows."""
    of_year = costs_of_persons(costs, period_end)
    return of_year.group_by("sector").agg(pl.len().cast(pl.Int64).alias("rows")).sort("sector")


def count_costs(costs: pl.DataFrame, attribution: pl.DataFrame, period_end: dt.date) -> pl.DataFrame:
    """One row per cost that a counted person of a bucket has, in whole dollars, sorted: dollars, persons.

    Persons without a cost have zero.
    """
    of_persons = costs_of_persons(costs, period_end).group_by("person_id")
    dollars = of_persons.agg(whole_dollars(pl.col("cost_cents")).alias("dollars"))
    counted = attribution.select("person_id").join(dollars, on="person_id", how="left")
    return (
        counted.group_by(pl.col("dollars").fill_null(0).cast(pl.Int64))
        .agg(pl.len().cast(pl.Int64).alias("persons"))
        .sort("dollars")
    )


def find_thresholds(partials: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """One row per province, the only one: for each of TOP_PERCENT the least cost that is among the costliest.

    It is the least cost above zero, in whole dollars, that so few reach that they are at most this share of all counted
    persons: those with the same cost are all in or all out. Null: nobody is in, since too many share the highest cost,
    or it is zero.
    """
    counts = add_up(partials, ["dollars"]).sort("dollars", descending=True)
    everybody = pl.col("persons").sum()
    reached = pl.col("persons").cum_sum()
    return counts.select(
        pl.col("dollars").filter((reached * 100 <= everybody * percent) & (pl.col("dollars") > 0)).min().alias(name)
        for name, percent in TOP_PERCENT.items()
    )
