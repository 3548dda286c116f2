"""Diabetes with LDL cholesterol measured."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="dm_ldl",
    title="Diabetes: LDL cholesterol test in a year",
    why="Most harm of diabetes is done to heart and vessels.",
    aim="outcomes",
    setting="primary",
    direction="higher",
    grain="person",
    features=("conditions", "laboratory"),
    denominator=(
        Clause("people with diabetes, by the records of 48 months", pl.col("has_diabetes")),
        Clause("40 years or older", pl.col("age_years") >= 40),
    ),
    numerator=Clause("blood taken for LDL cholesterol in 12 months", pl.col("ldl_days_12m") >= 1),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(12),
    maturity_months=6,
    version=1,
    status="retired",
    source=(
        "Ontario indicator library, Percentage of patients with diabetes with LDL cholesterol tests (retired);"
        " kept for backfill; who has the condition is told by the rule of the Canadian surveillance system (v2024)"
    ),
    examples=(
        Example("one test at 40", {"age_years": 40, "has_diabetes": True, "ldl_days_12m": 1}, 1, 1),
        Example("no test", {"age_years": 40, "has_diabetes": True}, 1, 0),
        Example("39 years old", {"age_years": 39, "has_diabetes": True, "ldl_days_12m": 1}, 0, 0),
        Example("no diabetes", {"age_years": 60, "ldl_days_12m": 1}, 0, 0),
    ),
)
