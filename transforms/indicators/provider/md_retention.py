"""How many family physicians are still in practice a year later."""

import polars as pl

from transforms.features.family import Requirement
from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="md_retention",
    title="Family physicians still in practice a year later",
    why="People lose their physician when a practice closes.",
    aim="provider",
    setting="primary",
    direction="higher",
    grain="physician",
    features=(),
    requires=(Requirement("claims", months=24),),
    denominator=(
        Clause("family physicians (specialty 00 or 05)", pl.col("is_primary_care")),
        Clause("in practice 12 months before the period end", pl.col("was_in_practice_year_before")),
        Clause("with a claim line in the 12 months before that", pl.col("had_activity_year_before")),
    ),
    numerator=Clause("in practice at the period end", pl.col("is_in_practice")),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(12, look_back_months=12),
    maturity_months=6,
    version=1,
    status="unverified",
    source="Settled here: the registry's days in practice, and claim lines as a sign of work",
    levels=("group", "oht", "province"),
    examples=(
        Example(
            "stayed",
            {
                "is_primary_care": True,
                "is_in_practice": True,
                "was_in_practice_year_before": True,
                "had_activity_year_before": True,
            },
            1,
            1,
        ),
        Example(
            "left",
            {"is_primary_care": True, "was_in_practice_year_before": True, "had_activity_year_before": True},
            1,
            0,
        ),
        Example(
            "did not work then",
            {"is_primary_care": True, "is_in_practice": True, "was_in_practice_year_before": True},
            0,
            0,
        ),
        Example(
            "came since", {"is_primary_care": True, "is_in_practice": True, "had_activity_year_before": True}, 0, 0
        ),
        Example(
            "a paediatrician",
            {"is_in_practice": True, "was_in_practice_year_before": True, "had_activity_year_before": True},
            0,
            0,
        ),
    ),
)
