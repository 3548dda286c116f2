"""Lists of medicines shipped as code files: classes that indicators ask for, and equivalents of morphine."""

import polars as pl

from reference.code_sets import code_set


def medicine_classes() -> pl.DataFrame:
    """One row per ATC class: the columns of a code set, and category, the kind of medicine."""
    return code_set("medicine_classes")


def opioid_equivalents() -> pl.DataFrame:
    """One row per opioid with a known equivalent, by its whole ATC code: atc_code, route, and whole numbers.

    factor_thousandths: thousandths of a milligram of morphine by mouth for each milligram, or of a patch for each
    microgram an hour. unit_days: how many days one unit gives its strength: 1, or those a patch lasts.
    """
    numbers = [pl.col(name).cast(pl.Int64) for name in ("factor_thousandths", "unit_days")]
    return code_set("opioid_equivalents").select(pl.col("code").alias("atc_code"), "route", *numbers)


def palliative_fees() -> pl.DataFrame:
    """One row per fee code of palliative care: the columns of a code set."""
    return code_set("palliative_fees")
