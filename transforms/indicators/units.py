"""Units of a period and whole-number counts by unit that add up over buckets.

Units: docs/explanation/indicators.md 18.5.
"""

from collections.abc import Iterable

import polars as pl

LEVELS = {"practice": "physician_id", "group": "group_id", "oht": "oht_id", "province": "province_id"}
PROVINCE = "ontario"
COUNT_KEY = ["level", "unit_id"]


def count_tiers(attribution: pl.DataFrame) -> pl.DataFrame:
    """One row per level, unit and tier of a bucket: persons. `reason` says why there is no team.

    The persons of the province are those of all OHTs and those with a reason, whatever their tier.
    """
    rows = attribution.select(
        "physician_id",
        "group_id",
        "oht_id",
        "tier",
        pl.col("unattributable_reason").alias("reason"),
        pl.lit(PROVINCE).alias("province_id"),
    )
    return by_level(rows, [pl.len().cast(pl.Int64).alias("persons")], ["tier", "reason"])


def by_level(rows: pl.DataFrame, sums: list[pl.Expr], also: list[str] | None = None) -> pl.DataFrame:
    """One row per level, unit and further key: the sums.

    Rows without a unit at a level do not count there; a level whose column is missing has no rows.
    """
    further = also or []
    levels = [
        rows.filter(pl.col(column).is_not_null())
        .group_by(pl.col(column).alias("unit_id"), *further)
        .agg(sums)
        .select(pl.lit(level).alias("level"), pl.all())
        for level, column in LEVELS.items()
        if column in rows.columns
    ]
    return pl.concat(levels).sort([*COUNT_KEY, *further], nulls_last=True)


def add_up(partials: Iterable[pl.DataFrame], key: list[str]) -> pl.DataFrame:
    """One row per key over all buckets: every other column summed, folded one bucket at a time, sorted by the key."""
    total: pl.DataFrame | None = None
    for partial in partials:
        stacked = partial if total is None else pl.concat([total, partial])
        total = stacked.group_by(key).agg(pl.all().sum())
    if total is None:
        raise ValueError("There is no bucket to add up.")
    return total.sort(key, nulls_last=True)
