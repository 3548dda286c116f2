"""Claims, discharges and emergency visits of the Synthea sample: one of them for every encounter that is kept."""

import polars as pl

from reference import synthea as reference_tables
from transforms.standardise.adapters.synthea_common import encounters_for, local_date


def claims(encounters: pl.DataFrame, diagnoses: pl.DataFrame) -> pl.DataFrame:
    """One row per ambulatory encounter with a practitioner: a claim line with one service.

    An encounter type off our table has null fee_code and location, so that the rules of claims set the row aside.
    """
    return (
        encounters_for(encounters, "claims")
        .join(reference_tables.encounter_codes(), on="type_code", how="left")
        .join(diagnoses, on="encounter_id", how="left")
        .select(
            pl.col("encounter_id").alias("claim_id"),
            pl.col("patient_id").alias("person_key"),
            pl.col("practitioner_id").alias("physician_id"),
            local_date("start").alias("service_date"),
            "fee_code",
            pl.lit(1, pl.Int64).alias("services"),
            pl.col("ohip_code").alias("diagnosis_code"),
            "location",
        )
        .sort("claim_id")
    )


def discharges(encounters: pl.DataFrame, diagnoses: pl.DataFrame) -> pl.DataFrame:
    """One row per in-patient encounter, however long.

    `discharge_disposition` is the United States code as delivered. An encounter type off our table has null
    admission_category and care_type, so that the rules of discharges set the row aside. Other diagnoses are an empty
    list when none is noted.
    """
    no_codes = pl.lit([], pl.List(pl.String))
    return (
        _with_kind_of_stay(encounters_for(encounters, "discharges"))
        .join(diagnoses, on="encounter_id", how="left")
        .select(
            pl.col("encounter_id").alias("discharge_id"),
            pl.col("patient_id").alias("person_key"),
            pl.col("organization_id").alias("hospital_id"),
            local_date("start").alias("admission_date"),
            local_date("end").alias("discharge_date"),
            "admission_category",
            "discharge_disposition",
            "care_type",
            pl.col("icd10_code").alias("main_diagnosis_code"),
            pl.coalesce("other_icd10_codes", no_codes).alias("other_diagnosis_codes"),
        )
        .sort("discharge_id")
    )


def ed_visits(encounters: pl.DataFrame, diagnoses: pl.DataFrame) -> pl.DataFrame:
    """One row per emergency encounter; none is scheduled."""
    return (
        encounters_for(encounters, "ed_visits")
        .join(diagnoses, on="encounter_id", how="left")
        .select(
            pl.col("encounter_id").alias("visit_id"),
            pl.col("patient_id").alias("person_key"),
            pl.col("organization_id").alias("hospital_id"),
            local_date("start").alias("visit_date"),
            pl.lit(False).alias("is_scheduled"),
            pl.col("icd10_code").alias("main_diagnosis_code"),
        )
        .sort("visit_id")
    )


def _with_kind_of_stay(stays: pl.DataFrame) -> pl.DataFrame:
    """One row per stay, with admission_category and care_type: by type and reason, else by type alone."""
    kinds = reference_tables.inpatient_types()
    by_reason = kinds.filter(pl.col("reason_code").is_not_null())
    by_type = kinds.filter(pl.col("reason_code").is_null()).drop("reason_code")
    return (
        stays.join(by_reason, on=["type_code", "reason_code"], how="left")
        .join(by_type, on="type_code", how="left", suffix="_of_type")
        .with_columns(
            pl.coalesce("admission_category", "admission_category_of_type").alias("admission_category"),
            pl.coalesce("care_type", "care_type_of_type").alias("care_type"),
        )
    )
