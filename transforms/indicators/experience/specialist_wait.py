"""Wait from referral to first specialist visit."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="specialist_wait",
    title="Wait from referral to first specialist visit",
    why="A long wait for a specialist delays treatment, and worries people.",
    aim="experience",
    setting="cross",
    direction="lower",
    grain="referrals",
    features=("referrals",),
    denominator=(
        Clause("referrals in 24 months, a year or more before the period end", pl.col("has_year_after")),
        Clause("to a specialist, not to primary care (specialties 00 and 05)", pl.col("is_to_specialist")),
    ),
    numerator=Clause(
        "seen within 365 days; the value is the median of the days of all, the others waiting longer",
        pl.col("is_seen_in_a_year"),
    ),
    limits="median",
    median_of="wait_days",
    multiplier=1,
    unit="days, median",
    window=Window(24, follow_up_days=365),
    maturity_months=6,
    version=1,
    status="unverified",
    source=(
        "Idea of wait times for specialists, whose specification could not be read; how those still waiting count is"
        " settled here"
    ),
    examples=(
        Example(
            "seen",
            {"has_year_after": True, "is_to_specialist": True, "is_seen_in_a_year": True, "wait_days": 60},
            1,
            1,
        ),
        Example("still waiting after a year", {"has_year_after": True, "is_to_specialist": True}, 1, 0),
        Example("to primary care", {"has_year_after": True, "is_seen_in_a_year": True, "wait_days": 3}, 0, 0),
        Example("less than a year ago", {"is_to_specialist": True, "is_seen_in_a_year": True, "wait_days": 3}, 0, 0),
    ),
)
