"""Continuity of care with the same primary-care physician."""

import polars as pl

from transforms.indicators.definition import Indicator

INDICATOR = Indicator(
    id="continuity_hqo",
    title="Visits mostly with the same physician",
    why="People who mostly see one physician use fewer hospitals and trust their care more.",
    aim="experience",
    setting="primary",
    direction="higher",
    grain="person",
    features=("primary_care",),
    denominator=pl.col("primary_care_visits_24m") > 3,
    # In whole numbers: at least 75 % of visits with one physician. The source prints both "more than 75 %" and "75 %+".
    numerator=pl.col("most_seen_visits_24m") * 4 >= pl.col("primary_care_visits_24m") * 3,
    limits="wilson",
    multiplier=100,
    unit="%",
    maturity_months=6,
    version=1,
    status="unverified",
    source=(
        "Ontario Health indicator library, Continuity of care to the same primary care doctor (bands verified);"
        " the fee-code list behind a visit is unverified"
    ),
)
