"""Primary-care visits of a person: how many, how many with one physician, and when the last was.

A visit is a distinct pair of physician and service date among the core lines (docs/explanation/method.md 6).
"""

import datetime as dt

import polars as pl

from transforms.attribution.windows import in_window
from transforms.dates import months_before
from transforms.features.family import CodeUse, Family, Frames, Requirement


def build_primary_care(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person with a primary-care visit in the 24 months ending at the period end."""
    lines = frames["core_lines"].filter(in_window("service_date", months_before(period_end, 24), period_end))
    by_physician = (
        lines.select("person_id", "physician_id", "service_date")
        .unique()
        .group_by("person_id", "physician_id")
        .agg(pl.len().cast(pl.Int32).alias("visits"), pl.col("service_date").max().alias("last_date"))
    )
    return (
        by_physician.group_by("person_id")
        .agg(
            pl.col("visits").sum().cast(pl.Int32).alias("primary_care_visits_24m"),
            pl.col("visits").max().alias("most_seen_visits_24m"),
            pl.col("last_date").max().alias("last_primary_care_date"),
        )
        .sort("person_id")
    )


FAMILY = Family(
    name="primary_care",
    reads=("core_lines",),
    requires=(Requirement("claims", months=24),),
    zeros=("primary_care_visits_24m", "most_seen_visits_24m"),
    dates=("last_primary_care_date",),
    build=build_primary_care,
    code_uses=(CodeUse("core_primary_care", "claims", "fee_code"),),
)
