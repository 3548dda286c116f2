"""Code lists of hospital care: deliveries, conditions of selected stays."""

from functools import cache
from importlib.resources import files

import polars as pl


def deliveries() -> pl.DataFrame:
    """One row per obstetric prefix whose sixth character tells of a delivery: prefix."""
    return _rows("deliveries").select(pl.col("code").alias("prefix"))


def selected_conditions() -> pl.DataFrame:
    """One row per diagnosis prefix of a selected condition: condition, prefix. No prefix begins another."""
    return _rows("selected_conditions").select(pl.col("category").alias("condition"), pl.col("code").alias("prefix"))


def ohip_mental_health() -> pl.DataFrame:
    """One row per OHIP diagnosis of the main list of mental health: diagnosis_code."""
    return _rows("ohip_mental_health").select(pl.col("code").alias("diagnosis_code"))


@cache
def _rows(name: str) -> pl.DataFrame:
    """One row per line of a code file, all text; empty is null."""
    text = files("reference").joinpath("codes", f"{name}.csv").read_text(encoding="utf-8")
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    return pl.read_csv(lines.encode(), infer_schema=False)
