"""The last assessment in home care of a year: is there a caregiver, and how is that person.

Rule: docs/explanation/families/home_care.md 35.2.
"""

import datetime as dt

import polars as pl

from transforms.features.family import ATTRIBUTION, EventFamily, Frames, Requirement
from transforms.home_care import last_assessments, scale_group, with_long_stay
from transforms.stays.ages import age_group, age_on

MONTHS = 12
ITEMS = ("is_caregiver_distressed", "is_caregiver_unable")
COLUMNS = {
    "is_long_stay": pl.Boolean(),
    "has_caregiver": pl.Boolean(),
    "has_known_distress": pl.Boolean(),
    "has_caregiver_distress": pl.Boolean(),
    "assessed_age_group": pl.String(),
    "adl_group": pl.String(),
    "cognition_group": pl.String(),
}


def build_caregiver_assessments(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per counted person assessed in the 12 months ending at the period end: the last assessment.

    `has_caregiver_distress`: distressed, angry or depressed, or unable to continue; an unknown item is none.
    `has_known_distress`: at least one of the two items is known.
    """
    last = last_assessments(frames["home_care_assessments"], period_end)
    known = last.join(frames[ATTRIBUTION].select("person_id", "birth_date"), on="person_id", how="inner")
    items = pl.col(ITEMS)
    marked = with_long_stay(known, frames["home_care_referrals"]).with_columns(
        pl.col("has_caregiver").fill_null(False),
        pl.any_horizontal(items.is_not_null()).alias("has_known_distress"),
        pl.any_horizontal(items.fill_null(False)).alias("has_caregiver_distress"),
        age_group(age_on("assessment_date")).alias("assessed_age_group"),
        scale_group("adl_hierarchy").alias("adl_group"),
        scale_group("cognitive_performance").alias("cognition_group"),
    )
    return marked.select(
        "person_id", pl.col("assessment_id").alias("event_id"), pl.col("assessment_date").alias("event_date"), *COLUMNS
    ).sort("person_id", "event_id")


FAMILY = EventFamily(
    name="caregiver_assessments",
    reads=("home_care_assessments", "home_care_referrals", ATTRIBUTION),
    requires=(
        Requirement(
            "home_care_assessments",
            months=MONTHS,
            columns=("has_caregiver", *ITEMS),
        ),
        Requirement(
            "home_care_assessments", months=MONTHS, columns=("adl_hierarchy", "cognitive_performance"), is_helping=True
        ),
        Requirement("home_care_referrals", months=MONTHS, columns=("admission_date", "discharge_date")),
    ),
    columns=COLUMNS,
    build=build_caregiver_assessments,
)
