"""Who counts for every indicator by one method, and whole-number counts of it beside the official method.

Method: docs/explanation/reliability.md 16.
"""

from collections.abc import Mapping, Sequence

import polars as pl

from transforms.indicators.definition import Indicator
from transforms.indicators.membership import column_of, mark_members
from transforms.indicators.units import PROVINCE

COUNT_KEY = ["indicator_id", "level", "unit_id"]
PARTS = ["numerator", "denominator"]


def mark_with_teams(
    base: pl.DataFrame, key: str, indicators: Sequence[Indicator], events: Mapping[str, pl.DataFrame] | None = None
) -> pl.DataFrame:
    """One row per row of the base table: the key, oht_id, and numerator and denominator of every indicator.

    `base`: counted persons or physicians as one method has them; `events`: by grain, those of these persons.
    """
    return mark_members(base, key, indicators, events).with_columns(base["oht_id"])


def count_beside(members: pl.DataFrame, official: pl.DataFrame, key: str, ids: Sequence[str]) -> pl.DataFrame:
    """One row per indicator, level and unit with anybody by a method: the columns of the MethodCounts model.

    Both from `mark_with_teams`: of the method and of the official one. Who is counted in the unit by both is *shared*.
    """
    counts = _sums(members, ids, "")
    shared = [
        (_meet(members, official, key), "shared_"),
        (_meet(official, members, key), "official_shared_"),
    ]
    for met, prefix in shared:
        counts = counts.join(_sums(met, ids, prefix, is_met=True), on=COUNT_KEY, how="left")
    return counts.with_columns(pl.col(pl.Int64).fill_null(0)).sort(COUNT_KEY)


def _meet(members: pl.DataFrame, others: pl.DataFrame, key: str) -> pl.DataFrame:
    """The same rows, of those whom the others count too, with `other_oht_id`: their team there."""
    return members.join(others.select(key, pl.col("oht_id").alias("other_oht_id")), on=key, how="inner")


def _sums(members: pl.DataFrame, ids: Sequence[str], prefix: str, is_met: bool = False) -> pl.DataFrame:
    """One row per indicator, level and unit: numerator and denominator, their names with a prefix.

    Rows without a team count for the province alone; `is_met`: so do those with another team elsewhere.
    """
    sums = [pl.col(column_of(name, part)).cast(pl.Int64).sum() for name in ids for part in PARTS]
    in_team = (pl.col("oht_id") == pl.col("other_oht_id")) if is_met else pl.col("oht_id").is_not_null()
    teams = members.filter(in_team).group_by(pl.lit("oht").alias("level"), pl.col("oht_id").alias("unit_id")).agg(sums)
    province = members.select(pl.lit("province").alias("level"), pl.lit(PROVINCE).alias("unit_id"), *sums).head(1)
    wide = pl.concat([teams, province])
    columns = [pl.Series(f"{prefix}{part}", dtype=pl.Int64) for part in PARTS]
    none = wide.clear().select(pl.Series("indicator_id", dtype=pl.String), "level", "unit_id", *columns)
    return pl.concat([none, *(_long(wide, name, prefix) for name in ids)])


def _long(wide: pl.DataFrame, name: str, prefix: str) -> pl.DataFrame:
    """One row per level and unit: the sums of one indicator."""
    parts = [pl.col(column_of(name, part)).alias(f"{prefix}{part}") for part in PARTS]
    return wide.select(pl.lit(name).alias("indicator_id"), "level", "unit_id", *parts)
