"""Diabetes measured twice a year."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="dm_a1c",
    title="Diabetes: two HbA1c tests in a year",
    why="Long-term blood sugar that is measured twice a year shows in time when treatment does not hold.",
    aim="outcomes",
    setting="primary",
    direction="higher",
    grain="person",
    features=("conditions", "laboratory"),
    denominator=(
        Clause("people with diabetes, by the records of 48 months", pl.col("has_diabetes")),
        Clause("40 years or older", pl.col("age_years") >= 40),
    ),
    numerator=Clause(
        "blood taken for HbA1c on two or more days in 12 months",
        pl.col("hba1c_days_12m") >= 2,
    ),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(12),
    maturity_months=6,
    version=1,
    status="unverified",
    source=(
        "Common measure of diabetes care; the page of the Ontario indicator library could not be found, so that"
        " the two tests, the year and the age of 40 are general knowledge; who has the condition is told by the"
        " rule of the Canadian surveillance system (v2024)"
    ),
    examples=(
        Example("two tests at 40", {"age_years": 40, "has_diabetes": True, "hba1c_days_12m": 2}, 1, 1),
        Example("one test", {"age_years": 40, "has_diabetes": True, "hba1c_days_12m": 1}, 1, 0),
        Example("39 years old", {"age_years": 39, "has_diabetes": True, "hba1c_days_12m": 2}, 0, 0),
        Example("no diabetes", {"age_years": 60, "hba1c_days_12m": 4}, 0, 0),
    ),
)
