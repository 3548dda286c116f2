"""Stays of a year for a long-term condition, by their main diagnosis.

Rule: docs/explanation/families/conditions.md (33); codes in reference/codes/condition_stays.csv and diabetes_acute.csv.
"""

import datetime as dt

import polars as pl

from reference.condition_codes import condition_stay_codes, diabetes_acute_codes
from transforms.attribution.windows import in_window
from transforms.dates import months_before
from transforms.features.conditions import COPD, HEART_FAILURE
from transforms.features.family import CodeUse, Family, Frames, Requirement
from transforms.listed_codes import codes_listed
from transforms.stays.acute import acute_stays

COUNTS = ("diabetes_acute_stays_12m", "heart_failure_stays_12m", "copd_stays_12m")


def build_condition_stays(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person with such a stay, discharged in the 12 months ending at the period end; sorted."""
    in_year = in_window("discharge_date", months_before(period_end, 12), period_end)
    stays = acute_stays(frames["discharges"].filter(in_year))
    listed = (diabetes_acute_codes(), _codes_of(HEART_FAILURE), _codes_of(COPD))
    counts = [
        pl.col("main_diagnosis_code").is_in(codes_listed(stays["main_diagnosis_code"], codes)).fill_null(False).sum()
        for codes in listed
    ]
    found = stays.group_by("person_id").agg(
        count.cast(pl.Int32).alias(name) for name, count in zip(COUNTS, counts, strict=True)
    )
    return found.filter(pl.sum_horizontal(COUNTS) > 0).sort("person_id")


def _codes_of(condition: str) -> pl.DataFrame:
    """One row per ICD-10-CA prefix of a condition: category, code, rule."""
    return condition_stay_codes().filter(pl.col("category") == condition)


FAMILY = Family(
    name="condition_stays",
    reads=("discharges",),
    requires=(Requirement("discharges", months=12, columns=("main_diagnosis_code",)),),
    zeros=COUNTS,
    dates=(),
    build=build_condition_stays,
    codes=lambda: (condition_stay_codes().rows(), diabetes_acute_codes().rows()),
    code_uses=(
        CodeUse("condition_stays", "discharges", "main_diagnosis_code"),
        CodeUse("diabetes_acute", "discharges", "main_diagnosis_code"),
    ),
)
