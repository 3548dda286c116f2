"""Stays that follow another stay of the same person within 30 days.

Rules: docs/explanation/indicators.md 19.11.
"""

import polars as pl

FOLLOW_UP_DAYS = 30
URGENT = "U"


def mark_readmitted(stays: pl.DataFrame) -> pl.DataFrame:
    """The same rows, numbered by `place`, with is_readmitted_30d, never null.

    It asks for a later stay admitted 0 to 30 days after the discharge, urgent and no transfer, unless into the same
    hospital.
    """
    pairs = _pairs(stays)
    is_transfer = pl.col("is_transfer_in_next").fill_null(False) & (pl.col("hospital_id") != pl.col("hospital_id_next"))
    counts = (pl.col("place_next") > pl.col("place")) & (pl.col("admission_category_next") == URGENT) & ~is_transfer
    followed = pairs.group_by("place").agg(counts.any().alias("is_readmitted_30d"))
    return (
        stays.join(followed, on="place", how="left")
        .with_columns(pl.col("is_readmitted_30d").fill_null(False))
        .sort("place")
    )


def _pairs(stays: pl.DataFrame) -> pl.DataFrame:
    """One row per stay and other stay of the person admitted 0 to 30 days after its discharge."""
    told = ["person_id", "place", "hospital_id", "admission_date", "admission_category", "is_transfer_in"]
    index = stays.select("person_id", "place", "hospital_id", "discharge_date")
    days = (pl.col("admission_date_next") - pl.col("discharge_date")).dt.total_days()
    following = stays.select(told).rename({name: f"{name}_next" for name in told if name != "person_id"})
    return index.join(following, on="person_id", how="inner").filter(
        days.is_between(0, FOLLOW_UP_DAYS) & (pl.col("place") != pl.col("place_next"))
    )
