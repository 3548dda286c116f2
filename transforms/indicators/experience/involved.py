"""Involved in decisions about care and treatment."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="involved",
    title="Involved in decisions about one's care",
    why="People follow what they helped to decide.",
    aim="experience",
    setting="primary",
    direction="higher",
    grain="person",
    features=("surveys",),
    denominator=(
        Clause(
            "said in an interview of 12 months how often the provider involved them in decisions about their care",
            pl.col("involved_weight") > 0,
        ),
    ),
    numerator=Clause("always or often", pl.col("was_involved")),
    weight=pl.col("involved_weight"),
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
        Example("always, weighs 1", {"involved_weight": 1000, "was_involved": True}, 1, 1),
        Example("sometimes, weighs 2.5", {"involved_weight": 2500}, 1, 0),
        Example("not asked, or does not know", {}, 0, 0),
    ),
)
