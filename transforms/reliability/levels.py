"""Counts of teams and of the province, the two levels that the reliability report is about."""

from collections.abc import Sequence

import polars as pl

from transforms.indicators.units import COUNT_KEY, LEVELS, PROVINCE

TEAM_LEVELS = {level: LEVELS[level] for level in ("oht", "province")}


def by_team(rows: pl.DataFrame, sums: Sequence[pl.Expr], also: Sequence[str] = ()) -> pl.DataFrame:
    """One row per team or province and further key: the sums, sorted. Reads oht_id; without a team it is province only.

    Rows hold whole numbers, so that they add up over buckets.
    """
    placed = rows.with_columns(pl.lit(PROVINCE).alias("province_id"))
    levels = [
        placed.filter(pl.col(column).is_not_null())
        .group_by(pl.col(column).alias("unit_id"), *also)
        .agg(sums)
        .select(pl.lit(level).alias("level"), pl.all())
        for level, column in TEAM_LEVELS.items()
    ]
    return pl.concat(levels).sort([*COUNT_KEY, *also], nulls_last=True)


def persons() -> pl.Expr:
    """Count rows."""
    return pl.len().cast(pl.Int64).alias("persons")
