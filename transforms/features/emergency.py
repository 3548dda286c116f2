"""Unscheduled emergency visits of a person."""

import datetime as dt

import polars as pl

from transforms.attribution.windows import in_window
from transforms.dates import months_before
from transforms.features.family import Family, Frames, Requirement


def build_emergency(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person with an unscheduled emergency visit in the 12 months ending at the period end."""
    visits = frames["ed_visits"].filter(
        in_window("visit_date", months_before(period_end, 12), period_end) & ~pl.col("is_scheduled")
    )
    return (
        visits.group_by("person_id")
        .agg(pl.len().cast(pl.Int32).alias("ed_visits_12m"), pl.col("visit_date").max().alias("last_ed_date"))
        .sort("person_id")
    )


FAMILY = Family(
    name="emergency",
    reads=("ed_visits",),
    requires=(Requirement("ed_visits", months=12, columns=("is_scheduled",)),),
    zeros=("ed_visits_12m",),
    dates=("last_ed_date",),
    build=build_emergency,
)
