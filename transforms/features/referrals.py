"""Referrals to specialists as events, and how long the person waited for the first visit.

Rule: docs/explanation/families/referrals.md 42.
"""

import datetime as dt

import polars as pl

from transforms.attribution.windows import in_window
from transforms.dates import months_before
from transforms.features.family import EventFamily, Frames, Requirement

MONTHS, FOLLOW_UP_DAYS = 24, 365
# Family practice and community medicine, as the attribution and discharge summaries read primary care.
PRIMARY_CARE = ["00", "05"]
COLUMNS = {
    "is_to_specialist": pl.Boolean(),
    "has_year_after": pl.Boolean(),
    "is_seen_in_a_year": pl.Boolean(),
    "wait_days": pl.Int32(),
}


def build_referrals(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per referral of the 24 months ending at the period end, sorted by person and referral.

    `has_year_after`: 365 days after it lie within the window. `wait_days`: from the day of the referral to that of the
    first visit, 0 to 365; null: the person was not seen within 365 days, or not by the period end.
    """
    asked = frames["referrals"].filter(in_window("referred_date", months_before(period_end, MONTHS), period_end))
    days = (pl.col("first_visit_date") - pl.col("referred_date")).dt.total_days().cast(pl.Int32)
    is_seen = ((pl.col("first_visit_date") <= period_end) & (days <= FOLLOW_UP_DAYS)).fill_null(False)
    return asked.select(
        "person_id",
        pl.col("referral_id").alias("event_id"),
        pl.col("referred_date").alias("event_date"),
        (~pl.col("specialty_code").is_in(PRIMARY_CARE)).alias("is_to_specialist"),
        (pl.col("referred_date") <= period_end - dt.timedelta(days=FOLLOW_UP_DAYS)).alias("has_year_after"),
        is_seen.alias("is_seen_in_a_year"),
        pl.when(is_seen).then(days).alias("wait_days"),
    ).sort("person_id", "event_id")


FAMILY = EventFamily(
    name="referrals",
    reads=("referrals",),
    requires=(Requirement("referrals", months=MONTHS, columns=("first_visit_date",)),),
    columns=COLUMNS,
    build=build_referrals,
    nullable=("wait_days",),
)
