"""Visits to the own physician or group."""

import polars as pl

from transforms.indicators.definition import PARTS, Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="upc_group",
    title="Visits to the own physician or group",
    why="A colleague of the group has the record; a walk-in clinic does not.",
    aim="experience",
    setting="primary",
    direction="higher",
    grain="person",
    features=("primary_care", "own_care"),
    denominator=(
        Clause("persons on tier rostered or virtual", pl.col("tier").is_in(["rostered", "virtual"])),
        Clause("at least 3 primary-care visits in 24 months", pl.col("primary_care_visits_24m") >= 3),
    ),
    numerator=Clause("share of the visits to the own group, in ten-thousandths", pl.col("own_group_visit_parts_24m")),
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
        ". The group is the registry's; a solo physician stands alone"
    ),
    examples=(
        Example("two of three visits", {"primary_care_visits_24m": 3, "own_group_visit_parts_24m": 6667}, 1, 6667),
        Example(
            "virtually rostered, none",
            {"tier": "virtual", "primary_care_visits_24m": 4, "own_group_visit_parts_24m": 0},
            1,
            0,
        ),
        Example("two visits are too few", {"primary_care_visits_24m": 2, "own_group_visit_parts_24m": 10000}, 0, 0),
        Example(
            "newborn through the mother",
            {"tier": "newborn", "primary_care_visits_24m": 9, "own_group_visit_parts_24m": 10000},
            0,
            0,
        ),
    ),
)
