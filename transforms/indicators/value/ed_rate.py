"""Use of emergency departments."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="ed_rate",
    title="Emergency visits",
    why="Visits that better access could replace cost people hours and the system money.",
    aim="value",
    setting="cross",
    direction="lower",
    grain="person",
    features=("emergency",),
    denominator=(),
    numerator=Clause("unscheduled emergency visits in 12 months", pl.col("ed_visits_12m")),
    limits="repeat",
    multiplier=100,
    unit="per 100 people",
    window=Window(12),
    maturity_months=3,
    version=1,
    status="unverified",
    source=(
        "Catalogue entry without a published specification; unscheduled visits only, rolling 12 months,"
        " a fiscal year when the period is March; standardised to Ontario 2011"
    ),
    adjustment="direct",
    examples=(
        Example("three visits", {"ed_visits_12m": 3}, 1, 3),
        Example("none", {}, 1, 0),
    ),
)
