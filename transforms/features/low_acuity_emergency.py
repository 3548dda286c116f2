"""Unscheduled emergency visits that were not urgent and ended at home."""

import datetime as dt

import polars as pl

from transforms.attribution.windows import in_window
from transforms.dates import months_before
from transforms.features.family import Family, Frames, Requirement

LEAST_URGENT_LEVELS = [4, 5]


def build_low_acuity_emergency(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person with such a visit in the 12 months ending at the period end."""
    visits = low_acuity_visits(frames["ed_visits"], period_end)
    return visits.group_by("person_id").agg(pl.len().cast(pl.Int32).alias("ed_low_acuity_visits_12m")).sort("person_id")


def low_acuity_visits(ed_visits: pl.DataFrame, period_end: dt.date) -> pl.DataFrame:
    """The same rows, those unscheduled in 12 months, of triage level 4 or 5, and not admitted.

    An unknown level is neither; a null admission counts as not admitted.
    """
    not_urgent = pl.col("triage_level").is_in(LEAST_URGENT_LEVELS).fill_null(False)
    return ed_visits.filter(
        in_window("visit_date", months_before(period_end, 12), period_end)
        & ~pl.col("is_scheduled")
        & not_urgent
        & ~pl.col("is_admitted").fill_null(False)
    )


FAMILY = Family(
    name="low_acuity_emergency",
    reads=("ed_visits",),
    requires=(Requirement("ed_visits", months=12, columns=("is_scheduled", "triage_level", "is_admitted")),),
    zeros=("ed_low_acuity_visits_12m",),
    dates=(),
    build=build_low_acuity_emergency,
)
