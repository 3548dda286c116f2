"""Preterm birth of singletons."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="preterm_singleton",
    title="Preterm birth of singletons",
    why="Early birth is the first cause of illness of newborns, and care before birth can prevent some of it.",
    aim="outcomes",
    setting="cross",
    direction="lower",
    grain="population",
    features=("gestation", "plurality"),
    denominator=(
        Clause("live births of the last 12 months with known weeks of gestation", pl.col("has_gestation")),
        Clause("the only child of the birth", pl.col("is_singleton")),
    ),
    numerator=Clause("fewer than 37 completed weeks of gestation", pl.col("is_preterm")),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(12),
    maturity_months=6,
    version=1,
    within="preterm",
    status="unverified",
    source=(
        "From memory: fewer than 37 completed weeks of gestation among live births, as perinatal reports give it. "
        "Births of 12 months to people of Ontario; that newborns who died count, and where, is settled here"
    ),
    examples=(
        Example("early newborn", {"has_gestation": True, "is_singleton": True, "is_preterm": True}, 1, 1),
        Example("born at term", {"has_gestation": True, "is_singleton": True}, 1, 0),
        Example("not known, or no birth", {"is_singleton": True}, 0, 0),
        Example(
            "died since", {"has_gestation": True, "is_singleton": True, "is_preterm": True, "is_decedent": True}, 1, 1
        ),
        Example("a twin", {"has_gestation": True, "is_preterm": True}, 0, 0),
    ),
)
