"""A fixed cohort: the people of a base period, in the units they had then, measured at another period.

Method: docs/explanation/method.md 12.5.
"""

from collections.abc import Sequence

import polars as pl

from transforms.indicators.counting import UNIT_COLUMNS, count_members
from transforms.indicators.definition import Indicator
from transforms.indicators.units import COUNT_KEY, LEVELS, PROVINCE


def count_fixed_members(
    base_units: pl.DataFrame, members: pl.DataFrame, indicators: Sequence[Indicator]
) -> pl.DataFrame:
    """One row per level and unit of the base period in a bucket: the sums of every indicator of those still counted.

    `base_units`: person_id with the units at the base period. `members`: one row per person counted at the period, from
    `mark_members`. Who is in one of the two only does not count.
    """
    both = base_units.join(members, on="person_id", how="inner").sort("person_id")
    return count_members(both.drop(UNIT_COLUMNS), both, indicators)


def count_still_there(base_units: pl.DataFrame, counted: pl.DataFrame) -> pl.DataFrame:
    """One row per level and unit of the base period in a bucket: base_persons, counted_persons.

    `counted`: one row per person counted at the period. Adds up over buckets.
    """
    present = counted.select("person_id", pl.lit(True).alias("is_counted"))
    rows = base_units.join(present, on="person_id", how="left").with_columns(
        pl.col("is_counted").fill_null(False), pl.lit(PROVINCE).alias("province_id")
    )
    levels = [
        rows.filter(pl.col(column).is_not_null())
        .group_by(pl.lit(level).alias("level"), pl.col(column).alias("unit_id"))
        .agg(
            pl.len().cast(pl.Int64).alias("base_persons"),
            pl.col("is_counted").sum().cast(pl.Int64).alias("counted_persons"),
        )
        for level, column in LEVELS.items()
    ]
    return pl.concat(levels).sort(COUNT_KEY)


def missing_of(results: pl.DataFrame) -> dict[str, str]:
    """Give by indicator what it needs before it can be computed at all. The province's rows say so."""
    told = results.filter((pl.col("level") == "province") & pl.col("not_computable").is_not_null())
    return dict(told.select("indicator_id", "not_computable").rows())


def still_counted(counts: pl.DataFrame) -> tuple[int, int]:
    """Give how many persons the base had, and how many of them are counted at the period."""
    province = counts.filter(pl.col("level") == "province")
    return int(province["base_persons"].sum()), int(province["counted_persons"].sum())
