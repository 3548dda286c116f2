"""What the parts of the Synthea adapter share: needed columns, local days, where an encounter goes, its diagnoses."""

import polars as pl

from reference import synthea as reference_tables

LOCAL_ZONE = "America/Toronto"

NEEDED_COLUMNS: dict[str, list[str]] = {
    "patients": ["patient_id", "birth_date", "death_datetime", "sex", "postal_code"],
    "practitioners": ["practitioner_id", "postal_code"],
    "organizations": ["organization_id", "postal_code"],
    "encounters": [
        *("encounter_id", "patient_id", "class_code", "type_code", "reason_code", "start", "end"),
        *("practitioner_id", "organization_id", "discharge_disposition"),
    ],
    "conditions": ["condition_id", "encounter_id", "snomed_code", "onset"],
}


def require_columns(tables: dict[str, pl.DataFrame]) -> None:
    """Raise ValueError naming every table and column that the adapter reads and the drop lacks."""
    missing = [f"file {name}" for name in NEEDED_COLUMNS if name not in tables]
    for name in NEEDED_COLUMNS.keys() & tables.keys():
        present = tables[name].columns
        missing += [f"{name}.{column}" for column in NEEDED_COLUMNS[name] if column not in present]
    if missing:
        raise ValueError(
            f"Synthea drop: {len(missing)} needed file(s) or column(s) missing: {', '.join(sorted(missing))}. "
            "Export them, or change the adapter if the form of the source has changed."
        )


def local_date(column: str) -> pl.Expr:
    """Give the day in Ontario of a UTC timestamp; null stays null."""
    return pl.col(column).dt.convert_time_zone(LOCAL_ZONE).dt.date()


def input_of_encounter() -> pl.Expr:
    """Give the input an encounter feeds; null: left out, see `reason_left_out`."""
    billed = (pl.col("class_code") == "AMB") & pl.col("practitioner_id").is_not_null()
    return (
        pl.when(billed)
        .then(pl.lit("claims"))
        .when(pl.col("class_code") == "IMP")
        .then(pl.lit("discharges"))
        .when(pl.col("class_code") == "EMER")
        .then(pl.lit("ed_visits"))
    )


def reason_left_out() -> pl.Expr:
    """Give why an encounter feeds no input; null: it feeds one."""
    reason = pl.when(pl.col("class_code") == "AMB").then(pl.lit("no_practitioner")).otherwise(pl.lit("unknown_class"))
    return pl.when(input_of_encounter().is_null()).then(reason)


def encounters_for(encounters: pl.DataFrame, input_name: str) -> pl.DataFrame:
    """One row per encounter that feeds the input."""
    return encounters.filter(input_of_encounter() == input_name)


def diagnoses_of_encounters(encounters: pl.DataFrame, conditions: pl.DataFrame) -> pl.DataFrame:
    """One row per encounter with a listed diagnosis.

    Columns: encounter_id, icd10_code and ohip_code of the main one (the reason, else the first condition by onset), and
    other_icd10_codes (sorted, without the main one). `ohip_code` is null when none fits the main diagnosis.
    """
    order = pl.struct("is_condition", "onset", "snomed_code", "condition_id")
    return (
        _candidates(encounters, conditions)
        .join(reference_tables.diagnoses(), on="snomed_code")
        .group_by("encounter_id")
        .agg(
            pl.col("icd10_code", "ohip_code").sort_by(order).first(),
            pl.col("icd10_code").unique().alias("other_icd10_codes"),
        )
        .with_columns(
            pl.col("other_icd10_codes").list.set_difference(pl.concat_list("icd10_code")).list.sort(),
        )
        .sort("encounter_id")
    )


def _candidates(encounters: pl.DataFrame, conditions: pl.DataFrame) -> pl.DataFrame:
    """One row per encounter and SNOMED code it may be explained by: its reason, then its conditions."""
    reasons = encounters.filter(pl.col("reason_code").is_not_null()).select(
        "encounter_id",
        pl.col("reason_code").alias("snomed_code"),
        pl.lit(False).alias("is_condition"),
        pl.lit(None, conditions.schema["onset"]).alias("onset"),
        pl.lit(None, pl.String).alias("condition_id"),
    )
    noted = conditions.select(
        "encounter_id", "snomed_code", pl.lit(True).alias("is_condition"), "onset", "condition_id"
    )
    return pl.concat([reasons, noted])
