"""How many days family physicians see patients."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="md_days",
    title="Days with patients",
    why="How many days a year a physician sees patients tells how much care a panel can get.",
    aim="provider",
    setting="primary",
    direction="context",
    grain="physician",
    features=(),
    denominator=(
        Clause("family physicians (specialty 00 or 05)", pl.col("is_primary_care")),
        Clause("in practice at the period end", pl.col("is_in_practice")),
        Clause("with at least one person", pl.col("panel_persons") > 0),
    ),
    numerator=Clause("distinct days with a claim line in 12 months", pl.col("days_12m")),
    limits="none",
    multiplier=1,
    unit="days per physician",
    window=Window(12),
    maturity_months=6,
    version=1,
    status="unverified",
    source="Settled here: days with an activity line as in the method, 2.3; hours are not supplied",
    examples=(
        Example(
            "works 180 days",
            {"is_primary_care": True, "is_in_practice": True, "panel_persons": 9, "days_12m": 180},
            1,
            180,
        ),
        Example("no line at all", {"is_primary_care": True, "is_in_practice": True, "panel_persons": 9}, 1, 0),
        Example("without a panel", {"is_primary_care": True, "is_in_practice": True, "days_12m": 180}, 0, 0),
        Example("has left", {"is_primary_care": True, "panel_persons": 9, "days_12m": 180}, 0, 0),
        Example("a paediatrician", {"is_in_practice": True, "panel_persons": 9, "days_12m": 180}, 0, 0),
    ),
)
