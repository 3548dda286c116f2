"""Diagnosis lists shipped as code files: which codes make a visit one of mental health, or count towards comorbidity.

Every file has the columns code_set, system, code, rule, valid_from, valid_to, label, source, status.
"""

from functools import cache
from importlib.resources import files

import polars as pl

LISTED = ["code_set", "code", "rule"]


def ed_best_managed_elsewhere() -> pl.DataFrame:
    """One row per diagnosis usually better cared for outside an emergency department: code_set, code, rule."""
    return _rows("ed_best_managed_elsewhere").select(LISTED)


def mental_health_diagnoses() -> pl.DataFrame:
    """One row per block of diagnoses: code_set (`mental_health`, `substance` or `self_harm`), code, rule."""
    return _rows("mental_health_diagnoses").select(LISTED)


def charlson_codes() -> pl.DataFrame:
    """One row per ICD-10 prefix: code_set (the Charlson category), code, rule."""
    return _rows("charlson").select(LISTED)


def charlson_weights() -> pl.DataFrame:
    """One row per Charlson category: category, weight, graver_category (null: none stands above it)."""
    return _rows("charlson_weights").select("category", pl.col("weight").cast(pl.Int32), "graver_category")


def frailty_codes() -> pl.DataFrame:
    """One row per ICD-10-CA prefix: code_set (the category of deficits), code, rule."""
    return _rows("frailty_cihi").select(LISTED)


@cache
def _rows(name: str) -> pl.DataFrame:
    """One row per line of a code file, all text; empty is null."""
    text = files("reference").joinpath("codes", f"{name}.csv").read_text(encoding="utf-8")
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    return pl.read_csv(lines.encode(), infer_schema=False)
