"""Stays in designated mental-health beds as encounters of an episode, beside acute stays and same-day surgery.

Rules: docs/explanation/families/mental_health_stays.md.
"""

import datetime as dt

import polars as pl

from transforms.episodes.encounters import COLUMNS, ORDER, minute_of_day
from transforms.episodes.marks import MENTAL_HEALTH
from transforms.stays.designated import DIED, SIGNED_OUT, TRANSFERRED, ended_or_open, known_on

# The same ends in the dispositions of the discharge abstract; others say nothing of an episode.
DISPOSITIONS = {DIED: "72", SIGNED_OUT: "62", TRANSFERRED: "10"}
NO_CODES = ["other_diagnosis_codes", "intervention_codes"]


def with_designated(encounters: pl.DataFrame, stays: pl.DataFrame, after: dt.date, until: dt.date) -> pl.DataFrame:
    """One row per encounter or stay in a designated bed that ended in (after, until] or had not ended, in order.

    encounter_id is that of the stay; is_designated tells them apart. A stay that had not ended ends on the day after
    `until`, so that it is the last of its chain and nothing comes after it.
    """
    read = known_on(stays, until).filter(ended_or_open(after, until))
    designated = read.select(_columns(until)).select(pl.col(name).cast(encounters.schema[name]) for name in COLUMNS)
    return pl.concat([encounters, designated]).sort(ORDER)


def _columns(until: dt.date) -> list[pl.Expr]:
    return [
        pl.col("person_id", "admission_date", "hospital_id", "main_diagnosis_code"),
        pl.col("discharge_date").fill_null(until + dt.timedelta(days=1)),
        pl.col("stay_id").alias("encounter_id"),
        pl.lit(True).alias("is_stay"),
        pl.lit(True).alias("is_designated"),
        minute_of_day("admission_time").alias("admission_minute"),
        minute_of_day("discharge_time").alias("discharge_minute"),
        pl.lit(None, pl.String).alias("admission_category"),
        pl.lit(MENTAL_HEALTH).alias("care_type"),
        pl.col("disposition")
        .replace_strict(DISPOSITIONS, default=None, return_dtype=pl.String)
        .alias("disposition_code"),
        pl.lit(False).alias("is_transfer_in"),
        (pl.col("disposition") == TRANSFERRED).fill_null(False).alias("is_transfer_out"),
        *(pl.lit(None, pl.List(pl.String)).alias(name) for name in NO_CODES),
    ]
