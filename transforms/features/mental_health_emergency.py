"""Emergency visits of a person for mental health, of substance use included."""

import datetime as dt

import polars as pl

from reference.diagnosis_lists import mental_health_diagnoses
from transforms.attribution.windows import in_window
from transforms.dates import months_before
from transforms.features.family import Family, Frames, Requirement, diagnosis_uses
from transforms.mental_health import mark_mental_health

NEEDED = ("is_scheduled", "main_diagnosis_code", "other_diagnosis_codes")


def build_mental_health_emergency(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person with such a visit in the 12 months ending at the period end."""
    in_year = in_window("visit_date", months_before(period_end, 12), period_end)
    return (
        mental_health_visits(frames["ed_visits"])
        .filter(in_year)
        .group_by("person_id")
        .agg(pl.len().cast(pl.Int32).alias("ed_mental_health_visits_12m"))
        .sort("person_id")
    )


def mental_health_visits(ed_visits: pl.DataFrame) -> pl.DataFrame:
    """The same rows, those unscheduled for mental health or substance use, with is_substance."""
    marked = mark_mental_health(ed_visits.filter(~pl.col("is_scheduled")))
    return marked.filter(pl.col("is_mental_health")).drop("is_mental_health")


FAMILY = Family(
    name="mental_health_emergency",
    reads=("ed_visits",),
    requires=(Requirement("ed_visits", months=12, columns=NEEDED),),
    zeros=("ed_mental_health_visits_12m",),
    dates=(),
    build=build_mental_health_emergency,
    codes=lambda: mental_health_diagnoses().rows(),
    code_uses=diagnosis_uses("mental_health_diagnoses", "ed_visits"),
)
