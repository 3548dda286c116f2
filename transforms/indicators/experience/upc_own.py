"""Visits to the own physician."""

import polars as pl

from transforms.indicators.definition import PARTS, Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="upc_own",
    title="Visits to the own physician",
    why="Knowing the person saves tests, errors and emergency visits.",
    aim="experience",
    setting="primary",
    direction="higher",
    grain="person",
    features=("primary_care", "own_care"),
    denominator=(
        Clause("persons on tier rostered or virtual", pl.col("tier").is_in(["rostered", "virtual"])),
        Clause("at least 3 primary-care visits in 24 months", pl.col("primary_care_visits_24m") >= 3),
    ),
    numerator=Clause("share of the visits to the own physician, in ten-thousandths", pl.col("own_visit_parts_24m")),
    limits="clustered",
    multiplier=100 / PARTS,
    unit="%",
    window=Window(24),
    maturity_months=6,
    version=1,
    status="unverified",
    source=(
        "Share of each person's visits after Kiran et al. 2023 (JABFM 36:130; abstract alone read); who counts and the"
        " fee-code list behind a visit are unverified"
    ),
    examples=(
        Example("two of three visits", {"primary_care_visits_24m": 3, "own_visit_parts_24m": 6667}, 1, 6667),
        Example(
            "virtually rostered, none",
            {"tier": "virtual", "primary_care_visits_24m": 4, "own_visit_parts_24m": 0},
            1,
            0,
        ),
        Example("two visits are too few", {"primary_care_visits_24m": 2, "own_visit_parts_24m": 10000}, 0, 0),
        Example(
            "placed by a paediatrician",
            {"tier": "other_provider", "primary_care_visits_24m": 9, "own_visit_parts_24m": 10000},
            0,
            0,
        ),
        Example(
            "a health centre's person",
            {"tier": "health_centre", "primary_care_visits_24m": 9, "own_visit_parts_24m": 0},
            0,
            0,
        ),
    ),
)
