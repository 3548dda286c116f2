"""Burnout of physicians by the single item of the Mini-Z."""

import polars as pl

from transforms.features.family import Requirement
from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="burnout",
    title="Physicians with burnout",
    why="Care by people who are worn out is less safe, and they leave.",
    aim="provider",
    setting="cross",
    direction="lower",
    grain="physician",
    features=(),
    requires=(Requirement("provider_responses", months=12),),
    denominator=(
        Clause("physicians in practice at the period end", pl.col("is_in_practice")),
        Clause("told their level of burnout in a response of 12 months", pl.col("burnout_weight") > 0),
    ),
    numerator=Clause("level 3 or more of 5", pl.col("has_burnout")),
    weight=pl.col("burnout_weight"),
    limits="survey",
    multiplier=100,
    unit="%",
    window=Window(12),
    maturity_months=6,
    version=1,
    status="unverified",
    source=(
        "Single burnout item of the Mini-Z, 3 or more of 5 (cut-off read in a secondary source); no "
        "specification for a team could be found"
    ),
    minimum_denominator=12,
    levels=("oht", "province"),
    examples=(
        Example("level 3, weighs 1", {"is_in_practice": True, "burnout_weight": 1000, "has_burnout": True}, 1, 1),
        Example("level 2, weighs 2.5", {"is_in_practice": True, "burnout_weight": 2500}, 1, 0),
        Example("did not answer", {"is_in_practice": True}, 0, 0),
        Example("has left", {"burnout_weight": 1000, "has_burnout": True}, 0, 0),
    ),
)
