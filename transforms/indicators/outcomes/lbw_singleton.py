"""Low birth weight of singletons."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="lbw_singleton",
    title="Low birth weight of singletons",
    why="Small newborns fall ill and die more often, and care before birth can prevent some of it.",
    aim="outcomes",
    setting="cross",
    direction="lower",
    grain="population",
    features=("birth_weight", "plurality"),
    denominator=(
        Clause("live births of the last 12 months with known weight", pl.col("has_birth_weight")),
        Clause("the only child of the birth", pl.col("is_singleton")),
    ),
    numerator=Clause("weight at birth below 2,500 grams", pl.col("is_low_birth_weight")),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(12),
    maturity_months=6,
    version=1,
    within="lbw",
    status="unverified",
    source=(
        "From memory: weight at birth below 2,500 grams among live births, as perinatal reports give it. Births "
        "of 12 months to people of Ontario; that newborns who died count, and where, is settled here"
    ),
    examples=(
        Example("small newborn", {"has_birth_weight": True, "is_singleton": True, "is_low_birth_weight": True}, 1, 1),
        Example("large enough", {"has_birth_weight": True, "is_singleton": True}, 1, 0),
        Example("not known, or no birth", {"is_singleton": True}, 0, 0),
        Example(
            "died since",
            {"has_birth_weight": True, "is_singleton": True, "is_low_birth_weight": True, "is_decedent": True},
            1,
            1,
        ),
        Example("a twin", {"has_birth_weight": True, "is_low_birth_weight": True}, 0, 0),
    ),
)
