"""Until when each hospital's separations are there, so that readmissions nobody could see yet are not taken for none.

Rule: docs/explanation/indicators.md 19.8.
"""

import datetime as dt
from collections.abc import Sequence

import polars as pl

# A readmission is seen when it has ended: 30 days more than the follow-up are left for that.
BUFFER_DAYS = 30
LAST_DAYS = {"hospital_id": pl.String(), "last_discharge_date": pl.Date()}


def count_last_days(discharges: pl.DataFrame, period_end: dt.date) -> pl.DataFrame:
    """One row per hospital with a separation of any kind by the period end: hospital_id, last_discharge_date."""
    seen = discharges.filter(pl.col("discharge_date") <= period_end)
    last = pl.col("discharge_date").max().alias("last_discharge_date")
    return seen.group_by("hospital_id").agg(last).select(list(LAST_DAYS)).sort("hospital_id")


def unite_last_days(partials: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """One row per hospital of any of the partials: hospital_id, last_discharge_date."""
    together = pl.concat([pl.DataFrame(schema=LAST_DAYS), *partials])
    return together.group_by("hospital_id").agg(pl.col("last_discharge_date").max()).sort("hospital_id")


def is_beyond_buffer(follow_up_days: int) -> pl.Expr:
    """Say whether `discharge_date` lies too near to `last_discharge_date` of its hospital to be followed up."""
    buffer = dt.timedelta(days=follow_up_days + BUFFER_DAYS)
    return pl.col("discharge_date") > pl.col("last_discharge_date") - buffer
