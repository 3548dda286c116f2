"""What physicians do: days with activity, time they billed without a patient, and where they stood a year before.

Rules: docs/explanation/indicators.md 23.
"""

import datetime as dt

import polars as pl

from transforms.dates import months_before

TIME_CODES = ["Q310", "Q311", "Q312", "Q313"]
ADMINISTRATIVE_CODES = ["Q312", "Q313"]
THIS_YEAR, YEAR_BEFORE = 1, 2


def build_workforce(
    physicians: pl.DataFrame, activity: pl.DataFrame, unlinked_claims: pl.DataFrame, period_end: dt.date
) -> pl.DataFrame:
    """One row per physician, sorted by id: days_12m, had_activity_year_before, was_in_practice_year_before, units.

    `physicians`: the registry. `activity`: one row per family physician and year of the look-back (1 ends at the period
    end): days. `unlinked_claims`: claims without a person; time_units and administrative_units are the services of time
    codes in the month of the period end, reversals taken off and never below zero. Nobody has nulls: nothing is 0.
    """
    this_year = activity.filter(pl.col("year") == THIS_YEAR).select("physician_id", pl.col("days").alias("days_12m"))
    before = activity.filter(pl.col("year") == YEAR_BEFORE).select(
        "physician_id", pl.lit(True).alias("had_activity_year_before")
    )
    day_before = months_before(period_end, 12)
    started = pl.col("start_date").is_null() | (pl.col("start_date") <= day_before)
    not_ended = pl.col("end_date").is_null() | (pl.col("end_date") > day_before)
    parts = [this_year, before, _time_units(unlinked_claims, period_end)]
    table = physicians.select("physician_id", (started & not_ended).alias("was_in_practice_year_before"))
    for part in parts:
        table = table.join(part, on="physician_id", how="left")
    return table.select(
        "physician_id",
        pl.col("days_12m").fill_null(0),
        pl.col("had_activity_year_before").fill_null(False),
        "was_in_practice_year_before",
        pl.col("time_units", "administrative_units").fill_null(0),
    ).sort("physician_id")


def _time_units(claims: pl.DataFrame, period_end: dt.date) -> pl.DataFrame:
    """One row per physician with time codes in the month: time_units, administrative_units, of 15 minutes each."""
    in_month = pl.col("service_date").is_between(period_end.replace(day=1), period_end)
    coded = claims.filter(in_month & pl.col("fee_code").is_in(TIME_CODES))
    is_administrative = pl.col("fee_code").is_in(ADMINISTRATIVE_CODES)
    sums = [pl.col("services").sum().alias("time_units")]
    sums += [pl.col("services").filter(is_administrative).sum().alias("administrative_units")]
    units = coded.group_by("physician_id").agg(sums).filter(pl.col("time_units") > 0)
    return units.with_columns(pl.col("administrative_units").clip(0, pl.col("time_units")))
