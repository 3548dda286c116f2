"""Acute stays with what their own record tells: condition, age, length, how they ended.

Rules: docs/explanation/indicators.md 20.
"""

import datetime as dt

import polars as pl

from reference.hospital_codes import selected_conditions
from transforms.attribution.windows import in_window
from transforms.episodes.encounters import minute_of_day
from transforms.stays.acute import DIED, acute_stays
from transforms.stays.ages import age_on

CHRONIC_LUNG_DISEASE = ["J41", "J42", "J43", "J44"]
HEART_FAILURE = "I50"
EIGHT = dt.time(8)
MATERNAL_OR_NEWBORN = ["maternal", "newborn"]
# Places a stay in the order of encounters of a person (indicators.md 19.1).
ORDER = ["person_id", "admission_date", "admission_minute", "discharge_date", "discharge_minute", "discharge_id"]


def find_stays(discharges: pl.DataFrame, after: dt.date, until: dt.date) -> pl.DataFrame:
    """One row per acute stay discharged in (after, until], in the order of encounters, numbered by `place`.

    The columns of Discharges, with length_days (at least 1).
    """
    length = (pl.col("discharge_date") - pl.col("admission_date")).dt.total_days().clip(lower_bound=1)
    return (
        acute_stays(discharges)
        .filter(in_window("discharge_date", after, until))
        .with_columns(
            minute_of_day("admission_time").alias("admission_minute"),
            minute_of_day("discharge_time").alias("discharge_minute"),
            length.cast(pl.Int32).alias("length_days"),
        )
        .sort(ORDER)
        .drop("admission_minute", "discharge_minute")
        .with_row_index("place")
    )


def describe_stays(stays: pl.DataFrame, births: pl.DataFrame, until: dt.date) -> pl.DataFrame:
    """The same rows, of the persons in `births` (person_id, birth_date), with what their record tells.

    condition is null when the main diagnosis is of none of the eight; no flag is null: unknown codes and times are no.
    """
    main = pl.col("main_diagnosis_code")
    first_three = main.str.slice(0, 3)
    counted = stays.join(births, on="person_id", how="inner")
    return (
        counted.join(_conditions(stays), on="main_diagnosis_code", how="left")
        .with_columns(
            (until - pl.col("discharge_date")).dt.total_days().cast(pl.Int32).alias("days_to_period_end"),
            age_on("discharge_date").alias("age_at_discharge"),
            first_three.is_in(CHRONIC_LUNG_DISEASE).fill_null(False).alias("is_copd"),
            (first_three == HEART_FAILURE).fill_null(False).alias("is_heart_failure"),
            pl.col("care_type").is_in(MATERNAL_OR_NEWBORN).alias("is_maternal_or_newborn"),
            pl.col("disposition_code").is_in(DIED).fill_null(False).alias("has_died"),
            (pl.col("discharge_time") < EIGHT).fill_null(False).alias("discharged_before_eight"),
        )
        .sort("place")
    )


def _conditions(stays: pl.DataFrame) -> pl.DataFrame:
    """One row per main diagnosis of the stays that is of a selected condition: main_diagnosis_code, condition."""
    codes = stays.select("main_diagnosis_code").drop_nulls().unique()
    matched = codes.join(selected_conditions(), how="cross").filter(
        pl.col("main_diagnosis_code").str.starts_with(pl.col("prefix"))
    )
    return matched.select("main_diagnosis_code", "condition").unique().sort("main_diagnosis_code")
