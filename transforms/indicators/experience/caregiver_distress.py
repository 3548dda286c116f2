"""Distress of the caregivers of long-stay home-care clients."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

LONG = {"is_long_stay": True, "has_caregiver": True, "has_known_distress": True}

INDICATOR = Indicator(
    id="caregiver_distress",
    title="Caregivers in distress",
    why="Care at home rests on families and friends; who cannot go on needs help before the care breaks down.",
    aim="experience",
    setting="cross",
    direction="lower",
    grain="caregiver_assessments",
    features=("caregiver_assessments",),
    denominator=(
        Clause(
            "assessed in home care in 12 months, at the last assessment 60 days or more in it", pl.col("is_long_stay")
        ),
        Clause("somebody gives unpaid care", pl.col("has_caregiver")),
        Clause("it is known whether that person is distressed or unable to continue", pl.col("has_known_distress")),
    ),
    numerator=Clause(
        "the caregiver expresses distress, anger or depression, or a caregiver is unable to continue",
        pl.col("has_caregiver_distress"),
    ),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(12),
    maturity_months=3,
    version=1,
    status="verified",
    source=(
        "CIHI, Caregiver distress (cihi.ca/en/indicators/caregiver-distress); since when a client is in home care is"
        " told by the referrals, and the risk model is our own (local), because the published coefficients are not"
        " public"
    ),
    examples=(
        Example("distressed", {**LONG, "has_caregiver_distress": True}, 1, 1),
        Example("not distressed", LONG, 1, 0),
        Example("neither item known", {"is_long_stay": True, "has_caregiver": True}, 0, 0),
        Example("nobody helps", {"is_long_stay": True}, 0, 0),
        Example(
            "nobody helps, and yet an item says distress",
            {**LONG, "has_caregiver": False, "has_caregiver_distress": True},
            0,
            0,
        ),
        Example("new to home care", {**LONG, "is_long_stay": False, "has_caregiver_distress": True}, 0, 0),
    ),
    adjustment="risk",
    risk=("assessed_age_group", "sex", "adl_group", "cognition_group"),
)
