"""Emergency visits for conditions that are usually better cared for elsewhere.

Rule: docs/explanation/indicators.md 21; codes in reference/codes/ed_best_managed_elsewhere.csv.
"""

import datetime as dt

import polars as pl

from reference.diagnosis_lists import ed_best_managed_elsewhere
from transforms.features.family import CodeUse, Family, Frames, Requirement
from transforms.features.low_acuity_emergency import low_acuity_visits
from transforms.listed_codes import codes_listed


def build_best_managed_elsewhere(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person with such a visit in the 12 months ending at the period end."""
    visits = low_acuity_visits(frames["ed_visits"], period_end)
    listed = codes_listed(visits["main_diagnosis_code"], ed_best_managed_elsewhere())
    return (
        visits.filter(pl.col("main_diagnosis_code").is_in(listed).fill_null(False))
        .group_by("person_id")
        .agg(pl.len().cast(pl.Int32).alias("ed_best_elsewhere_visits_12m"))
        .sort("person_id")
    )


FAMILY = Family(
    name="best_managed_elsewhere",
    reads=("ed_visits",),
    requires=(
        Requirement(
            "ed_visits", months=12, columns=("is_scheduled", "triage_level", "is_admitted", "main_diagnosis_code")
        ),
    ),
    zeros=("ed_best_elsewhere_visits_12m",),
    dates=(),
    build=build_best_managed_elsewhere,
    codes=lambda: ed_best_managed_elsewhere().rows(),
    code_uses=(CodeUse("ed_best_managed_elsewhere", "ed_visits", "main_diagnosis_code"),),
)
