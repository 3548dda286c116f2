"""Use of emergency departments."""

import polars as pl

from transforms.indicators.definition import Indicator

INDICATOR = Indicator(
    id="ed_rate",
    title="Emergency visits",
    why="Visits that better access could replace cost people hours and the system money.",
    aim="value",
    setting="cross",
    direction="lower",
    grain="person",
    features=("emergency",),
    denominator=pl.lit(True),
    numerator=pl.col("ed_visits_12m"),
    limits="byar",
    multiplier=100,
    unit="per 100 people",
    maturity_months=3,
    version=1,
    status="unverified",
    source=(
        "Catalogue entry without a published specification; unscheduled visits only, crude, rolling 12 months,"
        " a fiscal year when the period is March"
    ),
)
