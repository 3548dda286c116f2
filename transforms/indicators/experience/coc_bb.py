"""Continuity as the index of Bice and Boxerman."""

import polars as pl

from transforms.indicators.definition import PARTS, Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="coc_bb",
    title="Concentration of visits on few physicians",
    why="Says how far care is spread over physicians, whoever the own one is.",
    aim="experience",
    setting="primary",
    direction="higher",
    grain="person",
    features=("primary_care", "continuity"),
    denominator=(Clause("at least 3 primary-care visits in 24 months", pl.col("primary_care_visits_24m") >= 3),),
    numerator=Clause("index of Bice and Boxerman, in ten-thousandths", pl.col("coc_parts_24m")),
    limits="clustered",
    multiplier=1 / PARTS,
    unit="index from 0 to 1",
    window=Window(24),
    maturity_months=6,
    version=1,
    status="unverified",
    source=(
        "Bice and Boxerman 1977 (Medical Care 15:347), formula as others print it; window, smallest number of visits"
        " and the fee-code list behind a visit are unverified"
    ),
    examples=(
        Example("always the same physician", {"primary_care_visits_24m": 3, "coc_parts_24m": 10000}, 1, 10000),
        Example("three physicians in three visits", {"primary_care_visits_24m": 3, "coc_parts_24m": 0}, 1, 0),
        Example("two visits are too few", {"primary_care_visits_24m": 2, "coc_parts_24m": 10000}, 0, 0),
    ),
)
