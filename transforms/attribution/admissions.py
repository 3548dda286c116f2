"""What a bucket tells about providers: the medical admissions of their patients, by hospital corporation.

Method: docs/explanation/method.md 5.1.
"""

import datetime as dt
from collections.abc import Sequence

import polars as pl

from transforms.attribution.windows import in_window

NOT_MEDICAL = ["N", "S", "R", "RI"]


def is_medical() -> pl.Expr:
    """Say whether a separation is a non-maternal medical admission."""
    return (pl.col("care_type") == "medical") & ~pl.col("admission_category").is_in(NOT_MEDICAL)


def count_admissions(
    attributed: pl.DataFrame,
    provider: str,
    discharges: pl.DataFrame,
    hospitals: pl.DataFrame,
    after: dt.date,
    until: dt.date,
) -> pl.DataFrame:
    """One row per provider and corporation_id: admissions, patients, latest_date; whole numbers that add up.

    `attributed`: one row per counted person, with the column `provider` (physician_id or centre_id; null: none). A
    person lives in one bucket, so patients of buckets may be summed.
    """
    stays = discharges.filter(is_medical() & in_window("discharge_date", after, until)).join(
        hospitals.select("hospital_id", "corporation_id"), on="hospital_id", how="inner"
    )
    patients = attributed.filter(pl.col(provider).is_not_null()).select("person_id", provider)
    return (
        stays.join(patients, on="person_id", how="inner")
        .group_by(provider, "corporation_id")
        .agg(
            pl.len().cast(pl.Int64).alias("admissions"),
            pl.col("person_id").n_unique().cast(pl.Int64).alias("patients"),
            pl.col("discharge_date").max().alias("latest_date"),
        )
        .sort(provider, "corporation_id")
    )


def add_up(partials: Sequence[pl.DataFrame], provider: str, counted: str) -> pl.DataFrame:
    """One row per provider (as provider_id) and corporation_id over all buckets: `counted`, patients, latest_date.

    `counted` is admissions, or services.
    """
    return (
        pl.concat(partials)
        .rename({provider: "provider_id"})
        .group_by("provider_id", "corporation_id")
        .agg(pl.col(counted).sum(), pl.col("patients").sum(), pl.col("latest_date").max())
        .sort("provider_id", "corporation_id")
    )
