"""Enough information when leaving hospital."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="discharge_info",
    title="Enough information when leaving hospital",
    why="Who knows what to watch for comes back less often.",
    aim="experience",
    setting="acute",
    direction="higher",
    grain="person",
    features=("surveys",),
    denominator=(
        Clause(
            "said in an interview of 12 months whether they got enough information on what to do if worried "
            "after leaving hospital",
            pl.col("discharge_info_weight") > 0,
        ),
    ),
    numerator=Clause("completely", pl.col("was_informed_at_discharge")),
    weight=pl.col("discharge_info_weight"),
    limits="survey",
    multiplier=100,
    unit="%",
    window=Window(12),
    maturity_months=6,
    version=1,
    status="unverified",
    source=(
        "Quality improvement plans 2020/21 (contents read only); that the highest of four answers counts is "
        "settled here"
    ),
    minimum_denominator=30,
    levels=("group", "oht", "province"),
    examples=(
        Example("completely, weighs 1", {"discharge_info_weight": 1000, "was_informed_at_discharge": True}, 1, 1),
        Example("quite a bit, weighs 2.5", {"discharge_info_weight": 2500}, 1, 0),
        Example("no stay, not asked, or does not know", {}, 0, 0),
    ),
)
