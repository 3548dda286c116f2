"""Who is in a cohort, and how many of them a unit has."""

import polars as pl

from transforms.cohorts.definition import Cohort
from transforms.indicators.units import PROVINCE, by_level


def build_cohort(base: pl.DataFrame, cohort: Cohort) -> pl.DataFrame:
    """One row per counted person, in the order of the base table: person_id, is_member."""
    return base.select("person_id", cohort.member.alias("is_member"))


def count_cohort(units: pl.DataFrame, cohort: pl.DataFrame) -> pl.DataFrame:
    """One row per level and unit of a bucket: persons in the cohort."""
    rows = units.select("physician_id", "group_id", "oht_id", pl.lit(PROVINCE).alias("province_id")).with_columns(
        cohort["is_member"]
    )
    return by_level(rows, [pl.col("is_member").sum().cast(pl.Int64).alias("persons")])
