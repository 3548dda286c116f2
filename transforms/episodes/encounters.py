"""Encounters with a hospital that may be parts of an episode of care: acute stays and same-day surgery visits.

Rule: docs/explanation/indicators.md 19.1.
"""

import datetime as dt

import polars as pl

from transforms.attribution.windows import in_window
from transforms.stays.acute import acute_stays

# Codes for an inpatient transfer; 01 was the code until the dispositions of 2018-04-01 came (unverified).
TRANSFERRED, TRANSFERRED_BEFORE = "10", "01"
NEW_DISPOSITIONS = dt.date(2018, 4, 1)
# Same-day surgery of the same moment goes before a stay: false sorts before true.
ORDER = [
    "person_id",
    "admission_date",
    "admission_minute",
    "is_stay",
    "discharge_date",
    "discharge_minute",
    "is_designated",
    "encounter_id",
]
COLUMNS = [
    *ORDER,
    "hospital_id",
    "admission_category",
    "care_type",
    "disposition_code",
    "is_transfer_in",
    "is_transfer_out",
    "main_diagnosis_code",
    "other_diagnosis_codes",
    "intervention_codes",
]


def build_encounters(
    discharges: pl.DataFrame, day_surgeries: pl.DataFrame, after: dt.date, until: dt.date
) -> pl.DataFrame:
    """One row per encounter that ended in (after, until], in the order that linking needs.

    encounter_id is that of the separation or the visit. Times are minutes of the day, seconds cut off; null: unknown.
    Same-day surgery has neither admission_category nor care_type. Transfer flags are never null: unknown is none.
    is_designated is false: no stay here is one in a designated mental-health bed.
    """
    stays = acute_stays(discharges).select(_stay_columns())
    visits = day_surgeries.select(_visit_columns())
    both = pl.concat([stays.select(COLUMNS), visits.select(COLUMNS)])
    return both.filter(in_window("discharge_date", after, until)).sort(ORDER)


def minute_of_day(column: str) -> pl.Expr:
    """Give a time as whole minutes since midnight, seconds cut off; null stays null."""
    time = pl.col(column)
    return time.dt.hour().cast(pl.Int64) * 60 + time.dt.minute().cast(pl.Int64)


def _stay_columns() -> list[pl.Expr]:
    disposition = pl.col("disposition_code")
    by_code = (disposition == TRANSFERRED) | (
        (disposition == TRANSFERRED_BEFORE) & (pl.col("discharge_date") < NEW_DISPOSITIONS)
    )
    return [
        pl.col("person_id", "admission_date", "discharge_date", "hospital_id", "admission_category", "care_type"),
        pl.col("disposition_code", "main_diagnosis_code", "other_diagnosis_codes", "intervention_codes"),
        pl.col("discharge_id").alias("encounter_id"),
        pl.lit(True).alias("is_stay"),
        pl.lit(False).alias("is_designated"),
        minute_of_day("admission_time").alias("admission_minute"),
        minute_of_day("discharge_time").alias("discharge_minute"),
        pl.col("is_transfer_in").fill_null(False),
        pl.col("is_transfer_out").fill_null(False) | by_code.fill_null(False),
    ]


def _visit_columns() -> list[pl.Expr]:
    return [
        pl.col("person_id", "hospital_id", "disposition_code", "main_diagnosis_code", "other_diagnosis_codes"),
        pl.col("intervention_codes"),
        pl.col("visit_date").alias("admission_date"),
        pl.col("visit_date").alias("discharge_date"),
        pl.col("visit_id").alias("encounter_id"),
        pl.lit(False).alias("is_stay"),
        pl.lit(False).alias("is_designated"),
        minute_of_day("start_time").alias("admission_minute"),
        minute_of_day("end_time").alias("discharge_minute"),
        pl.lit(None, pl.String).alias("admission_category"),
        pl.lit(None, pl.String).alias("care_type"),
        pl.col("is_transfer_in", "is_transfer_out").fill_null(False),
    ]
