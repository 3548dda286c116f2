"""Newly enrolled with a physician."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="new_enrol",
    title="Newly enrolled with a physician",
    why="Enrolment is how people without a physician find one.",
    aim="experience",
    setting="primary",
    direction="higher",
    grain="person",
    features=("enrolment",),
    denominator=(),
    numerator=Clause(
        "a spell is open at the period end, and none was three months before",
        pl.col("has_spell_now") & ~pl.col("had_spell_before"),
    ),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(3),
    maturity_months=6,
    version=1,
    status="unverified",
    source=(
        "Idea of the quality improvement plans 2024/25 (new patients enrolled), whose specification could not be read"
    ),
    examples=(
        Example("enrolled within three months", {"has_spell_now": True}, 1, 1),
        Example("enrolled before", {"has_spell_now": True, "had_spell_before": True}, 1, 0),
        Example("never enrolled", {}, 1, 0),
        Example("no longer enrolled", {"had_spell_before": True}, 1, 0),
    ),
)
