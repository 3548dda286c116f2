"""Diagnosis lists shipped as code files: which codes make a visit one of mental health, or count towards comorbidity.

They are code sets; where a set has kinds, its column `category` tells them apart.
"""

import polars as pl

from reference.code_sets import code_set
from reference.load import table


def ed_best_managed_elsewhere() -> pl.DataFrame:
    """One row per diagnosis usually better cared for outside an emergency department: category, code, rule."""
    return code_set("ed_best_managed_elsewhere").select(pl.col("code_set").alias("category"), "code", "rule")


def mental_health_diagnoses() -> pl.DataFrame:
    """One row per block of diagnoses: category (`mental_health`, `substance` or `self_harm`), code, rule."""
    return _by_category("mental_health_diagnoses")


def organic_mental_disorders() -> pl.DataFrame:
    """One row per block of diagnoses of dementia, amnesia and delirium: category (the set), code, rule."""
    return code_set("organic_mental_disorders").select(pl.col("code_set").alias("category"), "code", "rule")


def charlson_codes() -> pl.DataFrame:
    """One row per ICD-10 prefix: category (the Charlson category), code, rule."""
    return _by_category("charlson")


def charlson_weights() -> pl.DataFrame:
    """One row per Charlson category: category, weight, graver_category (null: none stands above it)."""
    return table("codes", "charlson_weights").select("category", pl.col("weight").cast(pl.Int32), "graver_category")


def frailty_codes() -> pl.DataFrame:
    """One row per ICD-10-CA prefix: category (the category of deficits), code, rule."""
    return _by_category("frailty_cihi")


def _by_category(name: str) -> pl.DataFrame:
    """One row per code of a set: category, code, rule."""
    return code_set(name).select("category", "code", "rule")
