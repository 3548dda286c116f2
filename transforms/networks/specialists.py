"""What a bucket tells about specialists: the services they gave to its people in hospital beds.

Rules: docs/explanation/networks.md 13.3.
"""

import datetime as dt

import polars as pl

from transforms.attribution.windows import in_window

INPATIENT_LINE = ["person_id", "physician_id", "service_date", "hospital_id", "services"]


def find_inpatient_lines(claims: pl.DataFrame) -> pl.DataFrame:
    """One row per person, physician, day and hospital with netted lines in a bed there: services. Sorted by these."""
    key = INPATIENT_LINE[:-1]
    in_bed = claims.filter((pl.col("location") == "inpatient") & pl.col("hospital_id").is_not_null())
    return in_bed.group_by(key).agg(pl.col("services").sum()).sort(key)


def count_services(
    lines: pl.DataFrame, persons: pl.DataFrame, hospitals: pl.DataFrame, after: dt.date, until: dt.date
) -> pl.DataFrame:
    """One row per physician and corporation_id: services, patients, latest_date; whole numbers that add up.

    `lines` come from `find_inpatient_lines`; those of persons who are not in `persons` (the registry of the bucket), of
    hospitals that are not in the crosswalk, and outside (after, until] count for nothing.
    """
    return (
        lines.filter(in_window("service_date", after, until))
        .join(persons, on="person_id", how="semi")
        .join(hospitals.select("hospital_id", "corporation_id"), on="hospital_id", how="inner")
        .group_by("physician_id", "corporation_id")
        .agg(
            pl.col("services").sum(),
            pl.col("person_id").n_unique().cast(pl.Int64).alias("patients"),
            pl.col("service_date").max().alias("latest_date"),
        )
        .sort("physician_id", "corporation_id")
    )


def of_specialists(counts: pl.DataFrame, physicians: pl.DataFrame, primary_care: tuple[str, ...]) -> pl.DataFrame:
    """The same rows, of the physicians of the registry whose specialty is not one of primary care."""
    others = physicians.filter(~pl.col("specialty_code").is_in(list(primary_care))).select("physician_id")
    return counts.join(others, on="physician_id", how="semi")
