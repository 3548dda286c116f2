"""Code lists of long-term conditions and of the care that goes with them."""

import polars as pl

from reference.code_sets import code_set

ANY, OPHTHALMOLOGIST = "any", "ophthalmologist"


def condition_stay_codes() -> pl.DataFrame:
    """One row per ICD-10-CA prefix that tells of a condition: category (the condition), code, rule."""
    return _listed("condition_stays")


def condition_claim_codes() -> pl.DataFrame:
    """One row per OHIP diagnosis that tells of a condition: category (the condition), code, rule."""
    return _listed("condition_claims")


def obstetric_codes() -> pl.DataFrame:
    """One row per ICD-10-CA prefix of an obstetric stay: category, code, rule."""
    return _listed("obstetric_stays")


def diabetes_acute_codes() -> pl.DataFrame:
    """One row per ICD-10-CA prefix of an acute complication of diabetes: category, code, rule."""
    return _listed("diabetes_acute")


def eye_examination_codes() -> pl.DataFrame:
    """One row per fee code of an eye examination: category (any, or ophthalmologist alone), code, rule."""
    return _listed("diabetes_eye")


def spirometry_codes() -> pl.DataFrame:
    """One row per fee code of spirometry: category, code, rule."""
    return _listed("spirometry")


def listed_service_codes() -> list[str]:
    """Give the fee codes of services that are looked for whatever part of them was billed, in order."""
    return pl.concat([eye_examination_codes(), spirometry_codes()])["code"].unique().sort().to_list()


def _listed(name: str) -> pl.DataFrame:
    """One row per code of a set: category, code, rule."""
    return code_set(name).select("category", "code", "rule")
