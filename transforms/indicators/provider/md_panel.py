"""How many people a family physician answers for."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="md_panel",
    title="People per family physician",
    why="A panel far above or below that of colleagues tells of workload and of room to take people on.",
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
    numerator=Clause("persons placed with them", pl.col("panel_persons")),
    limits="poisson",
    multiplier=1,
    unit="people per physician",
    window=Window(0),
    maturity_months=6,
    version=1,
    status="unverified",
    source="Settled here after Schultz and Glazier 2017; a head count: time worked and complexity are not supplied",
    examples=(
        Example("a panel", {"is_primary_care": True, "is_in_practice": True, "panel_persons": 900}, 1, 900),
        Example("nobody yet", {"is_primary_care": True, "is_in_practice": True}, 0, 0),
        Example("has left", {"is_primary_care": True, "panel_persons": 9}, 0, 0),
        Example("a paediatrician", {"is_in_practice": True, "panel_persons": 9}, 0, 0),
    ),
)
