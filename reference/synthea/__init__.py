"""The small tables that place the Synthea sample in Ontario: invented places and codes, for demonstration only."""

from functools import cache
from importlib.resources import files

import polars as pl


def zip_areas() -> pl.DataFrame:
    """One row per region of United States postal codes: zip3, area_id."""
    return _table("zip_areas")


def areas() -> pl.DataFrame:
    """One row per forward sortation area: area_id, network_id, latitude and longitude in degrees, is_rural."""
    degrees = pl.col("latitude", "longitude").cast(pl.Float64)
    return _table("areas").with_columns(degrees, pl.col("is_rural") == "true")


def ohts() -> pl.DataFrame:
    """One row per invented team: oht_id, network_id (one network each), name."""
    return _table("ohts")


def encounter_codes() -> pl.DataFrame:
    """One row per ambulatory encounter type: type_code, fee_code, location, is_family_practice."""
    return _table("encounter_codes").drop("label").with_columns(pl.col("is_family_practice") == "true")


def inpatient_types() -> pl.DataFrame:
    """One row per in-patient encounter type and reason: admission_category, care_type; null reason: any."""
    return _table("inpatient_types").drop("label")


def diagnoses() -> pl.DataFrame:
    """One row per SNOMED code: snomed_code, icd10_code (no dot), ohip_code (three digits; null: none fits)."""
    return _table("diagnoses")


@cache
def _table(name: str) -> pl.DataFrame:
    """One row per line of a table, all text; empty is null, lines that begin with # are left out."""
    text = files("reference").joinpath("synthea", f"{name}.csv").read_text(encoding="utf-8")
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    return pl.read_csv(lines.encode(), infer_schema=False)
