"""Enough time with the provider."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="enough_time",
    title="Provider spends enough time",
    why="A problem that is not told in time is not treated.",
    aim="experience",
    setting="primary",
    direction="higher",
    grain="person",
    features=("surveys",),
    denominator=(
        Clause(
            "said in an interview of 12 months how often the provider spent enough time with them",
            pl.col("enough_time_weight") > 0,
        ),
    ),
    numerator=Clause("always or often", pl.col("had_enough_time")),
    weight=pl.col("enough_time_weight"),
    limits="survey",
    multiplier=100,
    unit="%",
    window=Window(12),
    maturity_months=6,
    version=1,
    status="unverified",
    source=(
        "Idea of the Health Quality Ontario indicator library, whose page could be read in part; answers and "
        "their line are settled here"
    ),
    minimum_denominator=30,
    levels=("group", "oht", "province"),
    examples=(
        Example("often, weighs 1", {"enough_time_weight": 1000, "had_enough_time": True}, 1, 1),
        Example("rarely, weighs 2.5", {"enough_time_weight": 2500}, 1, 0),
        Example("not asked, or does not know", {}, 0, 0),
    ),
)
