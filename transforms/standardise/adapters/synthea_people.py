"""Persons and physicians of the Synthea sample."""

import polars as pl

from reference import synthea as reference_tables
from transforms.standardise.adapters.synthea_common import encounters_for, local_date
from transforms.standardise.adapters.synthea_places import postal_code

FAMILY_PRACTICE = "00"
INTERNAL_MEDICINE = "13"


def persons(patients: pl.DataFrame, encounters: pl.DataFrame) -> pl.DataFrame:
    """One row per patient; last contact is the local day of the last encounter of any class, null without one."""
    last_contacts = encounters.group_by("patient_id").agg(local_date("start").max().alias("last_contact_date"))
    return (
        patients.join(last_contacts, on="patient_id", how="left")
        .select(
            pl.col("patient_id").alias("person_key"),
            "birth_date",
            "sex",
            local_date("death_datetime").alias("death_date"),
            "last_contact_date",
            postal_code("postal_code"),
        )
        .sort("person_key")
    )


def physicians(practitioners: pl.DataFrame, encounters: pl.DataFrame) -> pl.DataFrame:
    """One row per practitioner; specialty 00 with a check-up or another visit of family practice, else 13."""
    is_family_physician = pl.col("practitioner_id").is_in(_family_physicians(encounters).implode())
    specialty = pl.when(is_family_physician).then(pl.lit(FAMILY_PRACTICE)).otherwise(pl.lit(INTERNAL_MEDICINE))
    return practitioners.select(
        pl.col("practitioner_id").alias("physician_id"),
        specialty.alias("specialty_code"),
        postal_code("postal_code"),
    ).sort("physician_id")


def _family_physicians(encounters: pl.DataFrame) -> pl.Series:
    """One item per practitioner with an ambulatory encounter of a type marked as family practice."""
    types = reference_tables.encounter_codes().filter("is_family_practice")["type_code"]
    ours = encounters_for(encounters, "claims").filter(pl.col("type_code").is_in(types.implode()))
    return ours["practitioner_id"].unique().sort()
