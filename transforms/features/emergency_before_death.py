"""Emergency visits in the last days of life.

Rule: docs/explanation/families/deaths.md.
"""

import datetime as dt

import polars as pl

from transforms.features.family import Family, Frames, Requirement
from transforms.last_days import DEATHS_KNOWN, LOOK_BACK_MONTHS, in_last_days, recent_deaths


def build_emergency_before_death(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per decedent with an unscheduled emergency visit in the last 30 days."""
    visits = frames["ed_visits"].filter(~pl.col("is_scheduled"))
    last = in_last_days(visits, "visit_date", recent_deaths(frames["persons"], period_end))
    counted = last.group_by("person_id").agg(pl.len().cast(pl.Int32).alias("ed_visits_before_death"))
    return counted.sort("person_id")


FAMILY = Family(
    name="emergency_before_death",
    reads=("persons", "ed_visits"),
    requires=(Requirement("ed_visits", months=LOOK_BACK_MONTHS, columns=("is_scheduled",)), DEATHS_KNOWN),
    zeros=("ed_visits_before_death",),
    dates=(),
    build=build_emergency_before_death,
)
