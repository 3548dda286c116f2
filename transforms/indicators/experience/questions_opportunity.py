"""Opportunity to ask the provider questions."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="questions_opportunity",
    title="Opportunity to ask questions",
    why="Who can ask understands a treatment better.",
    aim="experience",
    setting="primary",
    direction="higher",
    grain="person",
    features=("surveys",),
    denominator=(
        Clause(
            "said in an interview of 12 months how often the provider gave them an opportunity to ask questions",
            pl.col("questions_weight") > 0,
        ),
    ),
    numerator=Clause("always or often", pl.col("could_ask_questions")),
    weight=pl.col("questions_weight"),
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
        Example("always, weighs 1", {"questions_weight": 1000, "could_ask_questions": True}, 1, 1),
        Example("never, weighs 2.5", {"questions_weight": 2500}, 1, 0),
        Example("not asked, or refused", {}, 0, 0),
    ),
)
