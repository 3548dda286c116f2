"""Emergency visits that were not urgent."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="ed_low_acuity",
    title="Emergency visits that were not urgent",
    why="People go to an emergency department with small things when nobody nearer has time for them.",
    aim="value",
    setting="primary",
    direction="lower",
    grain="person",
    features=("low_acuity_emergency",),
    denominator=(),
    numerator=Clause(
        "unscheduled emergency visits in 12 months of triage level 4 or 5, not admitted",
        pl.col("ed_low_acuity_visits_12m"),
    ),
    limits="repeat",
    multiplier=100,
    unit="per 100 people",
    window=Window(12),
    maturity_months=3,
    version=1,
    status="unverified",
    source=(
        "Catalogue entry without a published specification; rolling 12 months, a fiscal year when the period is March;"
        " standardised to Ontario 2011"
    ),
    adjustment="direct",
    examples=(
        Example("two visits", {"ed_low_acuity_visits_12m": 2}, 1, 2),
        Example("none", {}, 1, 0),
    ),
)
