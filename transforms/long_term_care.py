"""Who lives in a long-term care home.

Rule: docs/explanation/families/long_term_care.md 36.
"""

import datetime as dt

import polars as pl


def residents_on(stays: pl.DataFrame, day: dt.date) -> pl.DataFrame:
    """One row per person with a stay that began on or before the day and did not end before it: person_id."""
    return stays.filter(lives_there_on(pl.lit(day))).select("person_id").unique().sort("person_id")


def lives_there_on(day: pl.Expr) -> pl.Expr:
    """Say of a stay whether it began on or before the day and did not end before it; a null end has not come."""
    end = pl.col("discharge_date")
    return (pl.col("admission_date") <= day) & (end.is_null() | (end >= day))
