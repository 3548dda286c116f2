"""Less than half of visits with the same physician."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="continuity_low_hqo",
    title="Less than half of visits with the same physician",
    why="People who see many physicians repeat their story, and are tested and admitted more often.",
    aim="experience",
    setting="primary",
    direction="lower",
    grain="person",
    features=("primary_care",),
    denominator=(Clause("more than 3 primary-care visits in 24 months", pl.col("primary_care_visits_24m") > 3),),
    numerator=Clause(
        "the most-seen physician gave less than 50 % of them",
        pl.col("most_seen_visits_24m") * 2 < pl.col("primary_care_visits_24m"),
    ),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(24),
    maturity_months=6,
    version=1,
    one_of="continuity",
    status="unverified",
    source=(
        "Ontario Health indicator library, Continuity of care to the same primary care doctor (bands verified);"
        " the fee-code list behind a visit is unverified"
    ),
    examples=(
        Example("three visits are too few", {"primary_care_visits_24m": 3, "most_seen_visits_24m": 1}, 0, 0),
        Example("two of five", {"primary_care_visits_24m": 5, "most_seen_visits_24m": 2}, 1, 1),
        Example("two of four are half", {"primary_care_visits_24m": 4, "most_seen_visits_24m": 2}, 1, 0),
    ),
)
