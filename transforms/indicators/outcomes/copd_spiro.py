"""Spirometry about the diagnosis of COPD."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="copd_spiro",
    title="COPD: spirometry about the diagnosis",
    why="Without spirometry nobody knows whether breathlessness is COPD.",
    aim="outcomes",
    setting="primary",
    direction="higher",
    grain="person",
    features=("copd_spirometry",),
    denominator=(
        Clause(
            "people first known to have COPD 24 to 12 months before the period end, by the records of 48 months",
            pl.col("is_new_copd"),
        ),
    ),
    numerator=Clause(
        "spirometry from a year before that day to a year after it",
        pl.col("has_spirometry_about_diagnosis"),
    ),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(24, look_back_months=24),
    maturity_months=6,
    version=1,
    status="unverified",
    source=(
        "Common measure of care of COPD, whose specification could not be read; fee codes of the Schedule of"
        " Benefits (2025); who has the condition is told by the rule of the Canadian surveillance system (v2024)"
    ),
    examples=(
        Example("tested", {"is_new_copd": True, "has_spirometry_about_diagnosis": True}, 1, 1),
        Example("not tested", {"is_new_copd": True}, 1, 0),
        Example("no new case", {}, 0, 0),
    ),
)
