"""Continuity of care with the same primary-care physician."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="continuity_hqo",
    title="Visits mostly with the same physician",
    why="People who mostly see one physician use fewer hospitals and trust their care more.",
    aim="experience",
    setting="primary",
    direction="higher",
    grain="person",
    features=("primary_care",),
    denominator=(Clause("more than 3 primary-care visits in 24 months", pl.col("primary_care_visits_24m") > 3),),
    # In whole numbers. The source prints both "more than 75 %" and "75 %+".
    numerator=Clause(
        "the most-seen physician gave at least 75 % of them",
        pl.col("most_seen_visits_24m") * 4 >= pl.col("primary_care_visits_24m") * 3,
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
        Example("three visits are too few", {"primary_care_visits_24m": 3, "most_seen_visits_24m": 3}, 0, 0),
        Example("three of four", {"primary_care_visits_24m": 4, "most_seen_visits_24m": 3}, 1, 1),
        Example("five of seven are less", {"primary_care_visits_24m": 7, "most_seen_visits_24m": 5}, 1, 0),
    ),
)
