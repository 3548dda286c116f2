"""Calls to the provider that were answered on the same day."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="phone_sameday",
    title="Calls with a question answered on the same day",
    why="Who gets an answer by telephone may not need a visit.",
    aim="experience",
    setting="primary",
    direction="higher",
    grain="person",
    features=("surveys",),
    denominator=(
        Clause(
            "said in an interview of 12 months how often the provider answered a call with a question on the "
            "same day, it depends left out",
            pl.col("phone_weight") > 0,
        ),
    ),
    numerator=Clause("always or often", pl.col("was_answered_same_day")),
    weight=pl.col("phone_weight"),
    limits="survey",
    multiplier=100,
    unit="%",
    window=Window(12),
    maturity_months=6,
    version=1,
    status="verified",
    source=(
        "Health Quality Ontario indicator library, calls to a primary care provider answered on the same day; "
        "that the latest interview counts is settled here"
    ),
    minimum_denominator=30,
    levels=("group", "oht", "province"),
    examples=(
        Example("often, weighs 1", {"phone_weight": 1000, "was_answered_same_day": True}, 1, 1),
        Example("sometimes, weighs 2.5", {"phone_weight": 2500}, 1, 0),
        Example("it depends, or did not call", {}, 0, 0),
    ),
)
