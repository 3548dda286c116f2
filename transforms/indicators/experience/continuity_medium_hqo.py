"""Half to three quarters of visits with the same physician."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="continuity_medium_hqo",
    title="Half to three quarters of visits with the same physician",
    why="The band between much and little continuity; together the three bands make up everybody with enough visits.",
    aim="experience",
    setting="primary",
    direction="context",
    grain="person",
    features=("primary_care",),
    denominator=(Clause("more than 3 primary-care visits in 24 months", pl.col("primary_care_visits_24m") > 3),),
    numerator=Clause(
        "the most-seen physician gave at least 50 % and less than 75 % of them",
        (pl.col("most_seen_visits_24m") * 2 >= pl.col("primary_care_visits_24m"))
        & (pl.col("most_seen_visits_24m") * 4 < pl.col("primary_care_visits_24m") * 3),
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
        Example("three visits are too few", {"primary_care_visits_24m": 3, "most_seen_visits_24m": 2}, 0, 0),
        Example("two of four", {"primary_care_visits_24m": 4, "most_seen_visits_24m": 2}, 1, 1),
        Example("five of seven", {"primary_care_visits_24m": 7, "most_seen_visits_24m": 5}, 1, 1),
        Example("three of four are more", {"primary_care_visits_24m": 4, "most_seen_visits_24m": 3}, 1, 0),
        Example("two of five are less", {"primary_care_visits_24m": 5, "most_seen_visits_24m": 2}, 1, 0),
    ),
)
