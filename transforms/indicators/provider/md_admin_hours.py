"""How much of the time that family physicians bill is without a patient."""

import polars as pl

from transforms.indicators.definition import Clause, Era, Example, Indicator, Window

INDICATOR = Indicator(
    id="md_admin_hours",
    title="Share of billed time spent on administration",
    why="Time spent on paper is not spent with patients.",
    aim="provider",
    setting="primary",
    direction="context",
    grain="physician",
    features=(),
    denominator=(
        Clause("family physicians (specialty 00 or 05)", pl.col("is_primary_care")),
        Clause("in practice at the period end", pl.col("is_in_practice")),
    ),
    numerator=Clause(
        "units of 15 minutes of indirect care and clinical administration (Q312, Q313) in the month",
        pl.col("administrative_units"),
    ),
    amount=pl.col("time_units"),
    limits="none",
    multiplier=100,
    unit="% of billed time",
    window=Window(1),
    maturity_months=6,
    version=1,
    status="unverified",
    source="Codes Q310 to Q313 of the Schedule of Benefits (verified); the measure is settled here",
    levels=("group", "oht", "province"),
    eras=(Era("2026-04", None, "Time codes Q310 to Q313 hold from 2026-04-01 on"),),
    examples=(
        Example(
            "a quarter",
            {"is_primary_care": True, "is_in_practice": True, "time_units": 40, "administrative_units": 10},
            40,
            10,
        ),
        Example("bills no time", {"is_primary_care": True, "is_in_practice": True}, 0, 0),
        Example("all with patients", {"is_primary_care": True, "is_in_practice": True, "time_units": 40}, 40, 0),
        Example("has left", {"is_primary_care": True, "time_units": 40, "administrative_units": 10}, 0, 0),
        Example("a paediatrician", {"is_in_practice": True, "time_units": 40, "administrative_units": 10}, 0, 0),
    ),
)
