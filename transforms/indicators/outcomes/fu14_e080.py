"""First visit to the own physician within two weeks of leaving hospital."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="fu14_e080",
    title="Own physician seen within 14 days of leaving hospital",
    why="The fee code for a first visit after a stay shows from claims alone whether the own physician took over.",
    aim="outcomes",
    setting="primary",
    direction="higher",
    grain="stays_followed",
    features=("stays_followed",),
    denominator=(Clause("discharged at least 14 days before the period end", pl.col("days_to_period_end") >= 14),),
    numerator=Clause("a first visit (E080) to the own physician on days 0 to 14", pl.col("has_own_first_visit_14d")),
    limits="clustered",
    multiplier=100,
    unit="%",
    window=Window(12, follow_up_days=14),
    maturity_months=6,
    version=1,
    status="unverified",
    source=(
        "Schedule of Benefits, Physician Services, 2025-03-03, page GP28 (the code and its two weeks are verified); the"
        " measure is settled here"
    ),
    examples=(
        Example("seen", {"days_to_period_end": 90, "has_own_first_visit_14d": True}, 1, 1),
        Example("not seen", {"days_to_period_end": 14}, 1, 0),
        Example("13 days before the period end", {"days_to_period_end": 13}, 0, 0),
        Example("after a birth", {"days_to_period_end": 90, "is_maternal_or_newborn": True}, 0, 0),
        Example("died", {"days_to_period_end": 90, "has_died": True}, 0, 0),
    ),
    exclusions=(
        Clause("maternal or newborn care", pl.col("is_maternal_or_newborn")),
        Clause("died in hospital", pl.col("has_died")),
    ),
)
