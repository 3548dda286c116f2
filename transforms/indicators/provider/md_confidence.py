"""Confidence of physicians in the health care system."""

import polars as pl

from transforms.features.family import Requirement
from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="md_confidence",
    title="Physicians with confidence in the system",
    why="Who does not believe that the system can do better does not help to change it.",
    aim="provider",
    setting="cross",
    direction="higher",
    grain="physician",
    features=(),
    requires=(Requirement("provider_responses", months=12),),
    denominator=(
        Clause("physicians in practice at the period end", pl.col("is_in_practice")),
        Clause("told their confidence in the system in a response of 12 months", pl.col("confidence_weight") > 0),
    ),
    numerator=Clause("very or somewhat confident", pl.col("has_confidence")),
    weight=pl.col("confidence_weight"),
    limits="survey",
    multiplier=100,
    unit="%",
    window=Window(12),
    maturity_months=6,
    version=1,
    status="local",
    source=("Settled here: one question with four answers; no published item is known"),
    minimum_denominator=12,
    levels=("oht", "province"),
    examples=(
        Example(
            "somewhat confident, weighs 1",
            {"is_in_practice": True, "confidence_weight": 1000, "has_confidence": True},
            1,
            1,
        ),
        Example("not very confident, weighs 2.5", {"is_in_practice": True, "confidence_weight": 2500}, 1, 0),
        Example("did not answer, or does not know", {"is_in_practice": True}, 0, 0),
        Example("has left", {"confidence_weight": 1000, "has_confidence": True}, 0, 0),
    ),
)
