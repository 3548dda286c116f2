"""Hospital stays, emergency visits and deaths: diagnoses are written without dots."""

import polars as pl

from transforms.standardise.readers import clean_code


def derive_cause_of_death(frame: pl.DataFrame) -> pl.DataFrame:
    """One row per row of `frame`: `underlying_cause_code` in capitals and without dots."""
    return frame.with_columns(underlying_cause_code=clean_code(pl.col("underlying_cause_code")))


def derive_main_diagnosis(frame: pl.DataFrame) -> pl.DataFrame:
    """One row per row of `frame`: `main_diagnosis_code` in capitals and without dots."""
    return frame.with_columns(main_diagnosis_code=clean_code(pl.col("main_diagnosis_code")))
