"""What physicians did: days with patients, whether they stayed, and the time they billed without a person.

Rule: docs/explanation/indicators.md 23. Days come from `transforms.attribution.comprehensive`: `count_activity` of two
years gives a bucket's partials, `add_up_activity` unites them, so that a day seen in two buckets counts once.
"""

import datetime as dt

import polars as pl

from transforms.dates import months_before
from transforms.resolve.claims import NETTING_KEY, TIME_CODES

# The years of activity that `build_workforce` reads: the one that ends at the period end, and the one before.
ACTIVITY_YEARS = 2
ADMINISTRATIVE_CODES = ["Q312", "Q313"]
OWN_SERVICE = "A"


def build_workforce(
    activity: pl.DataFrame, unlinked_claims: pl.DataFrame, physicians: pl.DataFrame, period_end: dt.date
) -> pl.DataFrame:
    """One row per physician of the registry, sorted by physician_id.

    Columns: days_12m (distinct days with an activity line, Int64), had_activity_year_before,
    was_in_practice_year_before (Boolean), time_units and administrative_units (of 15 minutes, Int64). `activity` has
    physician_id, year and days of at least `ACTIVITY_YEARS`; `unlinked_claims` are claims without a person.
    """
    this_year = activity.filter(pl.col("year") == 1).select("physician_id", days_12m="days")
    year_before = activity.filter(pl.col("year") == ACTIVITY_YEARS).select(
        "physician_id", had_activity_year_before=pl.col("days") > 0
    )
    before = months_before(period_end, 12)
    in_practice = pl.col("start_date").is_null() | (pl.col("start_date") <= before)
    not_ended = pl.col("end_date").is_null() | (pl.col("end_date") > before)
    return (
        physicians.select("physician_id", (in_practice & not_ended).alias("was_in_practice_year_before"))
        .join(this_year, on="physician_id", how="left")
        .join(year_before, on="physician_id", how="left")
        .join(count_time(unlinked_claims, period_end), on="physician_id", how="left")
        .select(
            "physician_id",
            pl.col("days_12m").cast(pl.Int64).fill_null(0),
            pl.col("had_activity_year_before").fill_null(False),
            "was_in_practice_year_before",
            pl.col("time_units", "administrative_units").fill_null(0),
        )
        .sort("physician_id")
    )


def count_time(unlinked_claims: pl.DataFrame, period_end: dt.date) -> pl.DataFrame:
    """One row per physician with billed time in the month of the period end: time_units, administrative_units.

    Lines equal in all but their claim id count once, and reversals are netted, as with claims of persons (method, 1.4).
    """
    time = unlinked_claims.filter(
        pl.col("person_id").is_null()
        & pl.col("fee_code").is_in(TIME_CODES)
        & (pl.col("fee_suffix") == OWN_SERVICE)
        & pl.col("service_date").is_between(period_end.replace(day=1), period_end)
    )
    netted = time.drop("claim_id").unique().group_by(NETTING_KEY).agg(pl.col("services").sum())
    is_administrative = pl.col("fee_code").is_in(ADMINISTRATIVE_CODES)
    units = pl.col("services").cast(pl.Int64)
    return (
        netted.filter(pl.col("services") > 0)
        .group_by("physician_id")
        .agg(
            units.sum().alias("time_units"),
            units.filter(is_administrative).sum().alias("administrative_units"),
        )
        .sort("physician_id")
    )
