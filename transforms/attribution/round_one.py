"""Round one for a bucket: persons by enrolment and by care, and what their admissions say about physicians."""

import datetime as dt

import polars as pl

from reference.load import Method
from transforms.attribution.admissions import count_admissions
from transforms.attribution.candidates import summarise_care
from transforms.attribution.core_lines import in_window
from transforms.attribution.counted import classify_persons
from transforms.attribution.physicians import number_physicians
from transforms.attribution.tiers import attribute_persons
from transforms.dates import years_before

ATTRIBUTED = ["person_id", "birth_date", "sex", "area_id", "unplaced_reason", "tier", "physician_id", "tie_step"]


def attribute_by_enrolment_and_care(
    frames: dict[str, pl.DataFrame], period_end: dt.date, method: Method
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Three tables: One row per counted person; one per physician and corporation; one per reason of exclusion.

    `frames`: persons, enrolments, core_lines, discharges of one bucket, and the whole of physicians and hospitals.
    """
    physicians = number_physicians(frames["physicians"])
    window = in_window("service_date", years_before(period_end, method.look_back_years), period_end)
    care = summarise_care(frames["core_lines"].filter(window), physicians)
    persons = classify_persons(frames["persons"], period_end, method)
    attributed = attribute_persons(persons, frames["enrolments"], care, physicians, period_end)
    after = years_before(period_end, method.hospital_look_back_years)
    admissions = count_admissions(attributed, frames["discharges"], frames["hospitals"], after, period_end)
    names = physicians.select("physician_number", "physician_id")
    return (
        attributed.join(names, on="physician_number", how="left").select(ATTRIBUTED).sort("person_id"),
        _named(admissions, names),
        count_exclusions(persons),
    )


def count_exclusions(persons: pl.DataFrame) -> pl.DataFrame:
    """One row per reason for which registered persons are not counted: excluded_reason, persons."""
    return (
        persons.filter(pl.col("excluded_reason").is_not_null())
        .group_by("excluded_reason")
        .agg(pl.len().cast(pl.Int64).alias("persons"))
        .sort("excluded_reason")
    )


def _named(admissions: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """The same rows with the physician's id in place of the number."""
    return (
        admissions.join(names, on="physician_number", how="inner")
        .select("physician_id", "corporation_id", "admissions", "patients", "latest_date")
        .sort("physician_id", "corporation_id")
    )
