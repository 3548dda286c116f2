"""Follow-up after a first talk on stopping to smoke."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="smoking_followup",
    title="Follow-up after a first talk on stopping to smoke",
    why="Advice to stop smoking works better when somebody asks again.",
    aim="outcomes",
    setting="primary",
    direction="higher",
    grain="smoking_advice",
    features=("smoking_advice",),
    denominator=(
        Clause(
            "first talks (E079) in 24 months, a year or more before the period end",
            pl.col("has_year_after"),
        ),
    ),
    numerator=Clause("a follow-up (K039) by the same physician 1 to 365 days later", pl.col("is_followed_up")),
    limits="clustered",
    multiplier=100,
    unit="%",
    window=Window(24, follow_up_days=365),
    maturity_months=6,
    version=1,
    status="local",
    source="Fee rules of E079 and K039 in the Schedule of Benefits of 2025-03-03; the measure is our own",
    examples=(
        Example("followed up", {"has_year_after": True, "is_followed_up": True}, 1, 1),
        Example("not followed up", {"has_year_after": True}, 1, 0),
        Example("too late to be followed", {"is_followed_up": True}, 0, 0),
    ),
)
