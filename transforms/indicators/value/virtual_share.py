"""Primary-care visits by video or telephone."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="virtual_share",
    title="Primary-care visits by video or telephone",
    why="Shows how care is reached; neither more nor fewer is better for everybody.",
    aim="value",
    setting="primary",
    direction="context",
    grain="person",
    features=("virtual_visits",),
    denominator=(Clause("primary-care visits in 3 months, each counting one", pl.col("primary_care_visits_3m") > 0),),
    numerator=Clause("those at a distance", pl.col("visits_at_distance_3m")),
    amount=pl.col("primary_care_visits_3m"),
    limits="clustered",
    multiplier=100,
    unit="% of visits",
    window=Window(3),
    maturity_months=6,
    version=1,
    status="unverified",
    source=(
        "Catalogue entry without a published specification; the codes of virtual care are those of OHIP bulletins and"
        " the Schedule of Benefits of 2025-03-03, pages A62-A70"
    ),
    examples=(
        Example("one of four visits", {"primary_care_visits_3m": 4, "visits_at_distance_3m": 1}, 4, 1),
        Example("all in person", {"primary_care_visits_3m": 2}, 2, 0),
        Example("no visit", {}, 0, 0),
    ),
)
