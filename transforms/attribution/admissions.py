"""What a bucket tells about physicians: the medical admissions of their patients, by hospital corporation.

Method: docs/explanation/method.md 5.1.
"""

import datetime as dt

import polars as pl

from transforms.attribution.core_lines import in_window

NOT_MEDICAL = ["N", "S", "R", "RI"]


def count_admissions(
    attributed: pl.DataFrame, discharges: pl.DataFrame, hospitals: pl.DataFrame, after: dt.date, until: dt.date
) -> pl.DataFrame:
    """One row per physician_number and corporation_id: admissions, patients, latest_date; integers that add up.

    `attributed` come from `attribute_persons`; a person lives in one bucket, so patients of buckets may be summed.
    """
    stays = discharges.filter(
        in_window("discharge_date", after, until)
        & (pl.col("care_type") == "medical")
        & ~pl.col("admission_category").is_in(NOT_MEDICAL)
    ).join(hospitals.select("hospital_id", "corporation_id"), on="hospital_id", how="inner")
    patients = attributed.filter(pl.col("tier").is_in(["rostered", "virtual"])).select("person_id", "physician_number")
    return (
        stays.join(patients, on="person_id", how="inner")
        .group_by("physician_number", "corporation_id")
        .agg(
            pl.len().cast(pl.Int64).alias("admissions"),
            pl.col("person_id").n_unique().cast(pl.Int64).alias("patients"),
            pl.col("discharge_date").max().alias("latest_date"),
        )
        .sort("physician_number", "corporation_id")
    )


def add_up_admissions(partials: list[pl.DataFrame]) -> pl.DataFrame:
    """One row per physician_number and corporation_id over all buckets: admissions, patients, latest_date."""
    return (
        pl.concat(partials)
        .group_by("physician_number", "corporation_id")
        .agg(pl.col("admissions").sum(), pl.col("patients").sum(), pl.col("latest_date").max())
        .sort("physician_number", "corporation_id")
    )
