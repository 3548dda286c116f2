"""Urgent return to hospital within 30 days of a stay for one of eight conditions."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="readmit30_conditions",
    title="Unplanned return within 30 days after a stay for selected conditions",
    why="After pneumonia, heart failure, COPD and the like, good follow-up keeps many people from coming back.",
    aim="value",
    setting="acute",
    direction="lower",
    grain="stays",
    features=("stays",),
    denominator=(
        Clause("one of the eight conditions", pl.col("condition").is_not_null()),
        Clause("discharged at least 30 days before the period end", pl.col("days_to_period_end") >= 30),
    ),
    numerator=Clause(
        "an urgent stay began 0 to 30 days later, no transfer unless into the same hospital",
        pl.col("is_readmitted_30d"),
    ),
    limits="clustered",
    multiplier=100,
    unit="%",
    window=Window(12, follow_up_days=30),
    maturity_months=6,
    version=1,
    status="unverified",
    source=(
        "Ontario indicator library, 30-day readmission rate for selected conditions (numerator verified; each stay"
        " counts once); the library chooses stays by the HBAM Inpatient Grouper, which is not public: ours are"
        " chosen by main diagnosis"
    ),
    examples=(
        Example("back", {"condition": "copd", "days_to_period_end": 30, "is_readmitted_30d": True}, 1, 1),
        Example("not back", {"condition": "copd", "days_to_period_end": 90}, 1, 0),
        Example("another condition", {"days_to_period_end": 90, "is_readmitted_30d": True}, 0, 0),
        Example("29 days before the period end", {"condition": "copd", "days_to_period_end": 29}, 0, 0),
        Example("died", {"condition": "copd", "days_to_period_end": 90, "has_died": True}, 0, 0),
    ),
    exclusions=(Clause("died in hospital", pl.col("has_died")),),
)
