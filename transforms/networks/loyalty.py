"""Loyalty: of the care of a unit's people, how much is given within the unit.

Rules: docs/explanation/networks.md 14.
"""

import polars as pl

from transforms.indicators.units import PROVINCE

LOYALTY = ["level", "unit_id", "kind", "inside", "total"]


def measure_loyalty(flows: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """One row per level, unit and kind of care with any, sorted: inside, total (model Loyalty).

    `flows`: one row per level, unit, unit of care and kind; `groups`: one row per registry group and kind; both over
    all buckets. For the province `inside` is what people receive within their own team.
    """
    stayed = pl.col("total").filter(pl.col("care_unit_id") == pl.col("unit_id")).sum()
    sums = [stayed.alias("inside"), pl.col("total").sum()]
    by_unit = flows.group_by("level", "unit_id", "kind").agg(sums)
    of_teams = flows.filter(pl.col("level") == "oht").group_by("kind").agg(sums)
    province = of_teams.with_columns(pl.lit("province").alias("level"), pl.lit(PROVINCE).alias("unit_id"))
    of_groups = groups.with_columns(pl.lit("group").alias("level"))
    return pl.concat(part.select(LOYALTY) for part in (by_unit, province, of_groups)).sort(LOYALTY[:3])
