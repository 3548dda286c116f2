"""People who often come to an emergency department for mental health."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="ed_freq_mha",
    title="Frequent emergency visits for mental health",
    why="Four visits in a year tell of needs that no other place meets.",
    aim="experience",
    setting="cross",
    direction="lower",
    grain="person",
    features=("mental_health_emergency",),
    denominator=(
        Clause(
            "at least one unscheduled emergency visit for mental health or substance use in 12 months",
            pl.col("ed_mental_health_visits_12m") >= 1,
        ),
    ),
    numerator=Clause("four or more of them", pl.col("ed_mental_health_visits_12m") >= 4),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(12),
    maturity_months=3,
    version=1,
    status="unverified",
    source=(
        "CIHI, Frequent emergency room visits for help with mental health and substance use (four in 365 days); shown"
        " crude, where CIHI adjusts for risk; rolling 12 months. CIHI's list of diagnoses was not read: the codes are"
        " those of Health Quality Ontario's repeat emergency visits for mental health or addictions within 30 days"
    ),
    examples=(
        Example("nobody without a visit", {}, 0, 0),
        Example("three visits", {"ed_mental_health_visits_12m": 3}, 1, 0),
        Example("four visits", {"ed_mental_health_visits_12m": 4}, 1, 1),
    ),
)
