"""Code lists of hospital care: deliveries, conditions of selected stays."""

import polars as pl

from reference.code_sets import code_set


def deliveries() -> pl.DataFrame:
    """One row per obstetric prefix whose sixth character tells of a delivery: prefix."""
    return code_set("deliveries").select(pl.col("code").alias("prefix"))


def selected_conditions() -> pl.DataFrame:
    """One row per diagnosis prefix of a selected condition: condition, prefix. No prefix begins another."""
    return code_set("selected_conditions").select(pl.col("category").alias("condition"), pl.col("code").alias("prefix"))


def ohip_mental_health() -> pl.DataFrame:
    """One row per OHIP diagnosis of the main list of mental health: diagnosis_code."""
    return code_set("ohip_mental_health").select(pl.col("code").alias("diagnosis_code"))
