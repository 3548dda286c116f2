"""Clients who feel comfortable and welcome."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="welcome",
    title="Feels comfortable and welcome",
    why="Who does not feel welcome stays away.",
    aim="experience",
    setting="primary",
    direction="higher",
    grain="person",
    features=("surveys",),
    denominator=(
        Clause(
            "said in an interview of 12 months how often they felt comfortable and welcome",
            pl.col("welcome_weight") > 0,
        ),
    ),
    numerator=Clause("always or often", pl.col("felt_welcome")),
    weight=pl.col("welcome_weight"),
    limits="survey",
    multiplier=100,
    unit="%",
    window=Window(12),
    maturity_months=6,
    version=1,
    status="unverified",
    source=(
        "Quality improvement plans 2025/26 of community health centres (item named there; answers and their "
        "line are settled here)"
    ),
    minimum_denominator=30,
    levels=("group", "oht", "province"),
    examples=(
        Example("often, weighs 1", {"welcome_weight": 1000, "felt_welcome": True}, 1, 1),
        Example("sometimes, weighs 2.5", {"welcome_weight": 2500}, 1, 0),
        Example("not asked, or does not know", {}, 0, 0),
    ),
)
