"""Stays in adult designated mental-health beds, as they were known on a day.

Rules: docs/explanation/families/mental_health_stays.md.
"""

import datetime as dt

import polars as pl

from reference.diagnosis_lists import organic_mental_disorders
from transforms.attribution.windows import in_window
from transforms.listed_codes import codes_listed

DIED, SIGNED_OUT, TRANSFERRED = "died", "sign_out", "transfer"
ORGANIC = "neurocognitive"
OF_THE_END = ["discharge_date", "discharge_time", "disposition"]


def known_on(stays: pl.DataFrame, day: dt.date) -> pl.DataFrame:
    """The same rows, those admitted by a day; what is told of an end after it, or without a day of its own, is null."""
    has_ended = (pl.col("discharge_date") <= day).fill_null(False)
    return stays.filter(pl.col("admission_date") <= day).with_columns(
        pl.when(has_ended).then(pl.col(name)).alias(name) for name in OF_THE_END
    )


def ended_or_open(after: dt.date, until: dt.date) -> pl.Expr:
    """Say whether a stay ended in (after, until] or had not ended then; null ends are open."""
    return pl.col("discharge_date").is_null() | in_window("discharge_date", after, until)


def mark_organic(stays: pl.DataFrame) -> pl.DataFrame:
    """The same rows with is_organic, never null: dementia, amnesia or delirium.

    The code of the main diagnosis decides, without one the category; a stay with neither is none.
    """
    listed = codes_listed(stays["main_diagnosis_code"], organic_mental_disorders())
    by_category = (pl.col("diagnosis_category") == ORGANIC).fill_null(False)
    by_code = pl.col("main_diagnosis_code").is_in(listed)
    return stays.with_columns(by_code.fill_null(by_category).alias("is_organic"))
