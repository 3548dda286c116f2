"""How many people a family physician answers for."""

import polars as pl

from transforms.indicators.definition import Indicator

INDICATOR = Indicator(
    id="md_panel",
    title="People per family physician",
    why="A panel far above or below that of colleagues tells of workload and of room to take people on.",
    aim="provider",
    setting="primary",
    direction="context",
    grain="physician",
    features=(),
    denominator=pl.col("is_primary_care") & pl.col("is_in_practice") & (pl.col("panel_persons") > 0),
    numerator=pl.col("panel_persons"),
    limits="byar",
    multiplier=1,
    unit="people per physician",
    maturity_months=6,
    version=1,
    status="unverified",
    source="Settled here after Schultz and Glazier 2017; a head count: time worked and complexity are not supplied",
)
