"""The base table of physicians: who they are on the day, and how many people they answer for."""

import datetime as dt

import polars as pl

from reference.load import Method


def count_panels(attribution: pl.DataFrame) -> pl.DataFrame:
    """One row per physician_id with attributed persons in a bucket: panel_persons; adds up over buckets."""
    return (
        attribution.filter(pl.col("physician_id").is_not_null())
        .group_by("physician_id")
        .agg(pl.len().cast(pl.Int64).alias("panel_persons"))
        .sort("physician_id")
    )


def build_physicians(
    physicians: pl.DataFrame, panels: pl.DataFrame, period_end: dt.date, method: Method
) -> pl.DataFrame:
    """One row per physician: physician_id, group_id, oht_id, is_primary_care, is_in_practice, panel_persons.

    `physicians` come from `decide_physician_teams`; `oht_id` is the team that needs no person's area to decide.
    """
    started = pl.col("start_date").is_null() | (pl.col("start_date") <= period_end)
    not_ended = pl.col("end_date").is_null() | (pl.col("end_date") > period_end)
    return (
        physicians.join(panels, on="physician_id", how="left")
        .select(
            "physician_id",
            "group_id",
            pl.col("provider_oht_id").alias("oht_id"),
            pl.col("specialty_code").is_in(list(method.primary_care_specialties)).alias("is_primary_care"),
            (started & not_ended).alias("is_in_practice"),
            pl.col("panel_persons").fill_null(0),
        )
        .sort("physician_id")
    )
