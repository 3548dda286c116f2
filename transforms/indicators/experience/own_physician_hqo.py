"""Visits that were to the own physician."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="own_physician_hqo",
    title="Visits that were to the own physician",
    why="Of all visits to family doctors and paediatricians, how many the own one could give.",
    aim="experience",
    setting="primary",
    direction="higher",
    grain="person",
    features=("own_care",),
    denominator=(
        Clause("persons on tier rostered or virtual", pl.col("tier").is_in(["rostered", "virtual"])),
        Clause(
            "contacts with specialty 00, 05 or 26 in 24 months, each counting one", pl.col("family_contacts_24m") > 0
        ),
    ),
    numerator=Clause("those to the own physician", pl.col("own_family_contacts_24m")),
    amount=pl.col("family_contacts_24m"),
    limits="clustered",
    multiplier=100,
    unit="% of visits",
    window=Window(24),
    maturity_months=6,
    version=1,
    status="unverified",
    source=(
        "Ontario Health indicator library, Percentage of visits to own physician (page readable in part: specialties"
        " and the two years are stated there; what a visit is, is settled here)"
    ),
    examples=(
        Example("three of five visits", {"family_contacts_24m": 5, "own_family_contacts_24m": 3}, 5, 3),
        Example("virtually rostered, none of two", {"tier": "virtual", "family_contacts_24m": 2}, 2, 0),
        Example("no visit", {}, 0, 0),
        Example(
            "placed by a paediatrician",
            {"tier": "other_provider", "family_contacts_24m": 4, "own_family_contacts_24m": 4},
            0,
            0,
        ),
    ),
)
