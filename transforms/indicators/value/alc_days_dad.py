"""Days in acute beds of people who wait for care elsewhere."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="alc_days_dad",
    title="Hospital days spent waiting for care elsewhere",
    why="Days in an acute bed that somebody no longer needs tell of care missing at home or in long-term care.",
    aim="value",
    setting="acute",
    direction="lower",
    grain="stay_days",
    features=("stay_days",),
    denominator=(),
    numerator=Clause("days at alternate level of care, at most the days of the stay", pl.col("alc_days")),
    limits="clustered",
    multiplier=100,
    unit="% of days",
    window=Window(12),
    maturity_months=6,
    version=1,
    status="retired",
    source=(
        "Ontario indicator library, Percentage of acute care hospital days designated as alternate level of care,"
        " retired and kept for backfill; closed stays only"
    ),
    examples=(
        Example("4 of 10 days", {"length_days": 10, "alc_days": 4}, 10, 4),
        Example("none", {"length_days": 3}, 3, 0),
    ),
    amount=pl.col("length_days"),
)
