"""Discharge summary sent to a family physician within 48 hours."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="ds48",
    title="Discharge summary sent to a family physician within 48 hours",
    why="Who cares for the patient at home must know in time what happened in hospital.",
    aim="experience",
    setting="cross",
    direction="higher",
    grain="discharge_summaries",
    features=("discharge_summaries",),
    denominator=(
        Clause(
            "acute stays discharged in 3 months, two days or more before the period end", pl.col("has_two_days_after")
        ),
    ),
    exclusions=(
        Clause("died in hospital", pl.col("has_died")),
        Clause("went on to another hospital", pl.col("is_transferred")),
    ),
    numerator=Clause(
        "a summary of the discharge was sent to a family physician at most 48 hours after, or two days where a time is"
        " unknown",
        pl.col("is_reported_in_48h"),
    ),
    limits="clustered",
    multiplier=100,
    unit="%",
    window=Window(3, follow_up_days=2),
    maturity_months=3,
    version=1,
    status="unverified",
    source=(
        "Health Quality Ontario, quality improvement plans 2020/21, discharge summaries sent to primary care within 48"
        " hours; whom it leaves out could not be read and is settled here"
    ),
    examples=(
        Example("sent in time", {"has_two_days_after": True, "is_reported_in_48h": True}, 1, 1),
        Example("sent late or not at all", {"has_two_days_after": True}, 1, 0),
        Example("in the last two days", {"is_reported_in_48h": True}, 0, 0),
        Example("died", {"has_two_days_after": True, "has_died": True, "is_reported_in_48h": True}, 0, 0),
        Example("transferred", {"has_two_days_after": True, "is_transferred": True, "is_reported_in_48h": True}, 0, 0),
    ),
)
