"""Hospital stays for acute complications of diabetes."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="dm_admit",
    title="Diabetes: stays for acute complications",
    why="Coma, acidosis and low blood sugar can mostly be kept away by good care.",
    aim="outcomes",
    setting="cross",
    direction="lower",
    grain="person",
    features=("conditions", "condition_stays"),
    denominator=(Clause("people with diabetes, by the records of 48 months", pl.col("has_diabetes")),),
    numerator=Clause(
        "acute stays in 12 months for coma, acidosis or low blood sugar", pl.col("diabetes_acute_stays_12m")
    ),
    limits="repeat",
    multiplier=1_000,
    unit="per 1,000 people with the condition",
    window=Window(12),
    maturity_months=6,
    version=1,
    status="unverified",
    source=(
        "Common measure of diabetes care, whose specification could not be read; the codes are of our own choice;"
        " who has the condition is told by the rule of the Canadian surveillance system (v2024)"
    ),
    examples=(
        Example("two stays", {"has_diabetes": True, "diabetes_acute_stays_12m": 2}, 1, 2),
        Example("no stay", {"has_diabetes": True}, 1, 0),
        Example("not known to have diabetes", {"diabetes_acute_stays_12m": 1}, 0, 0),
    ),
    adjustment="direct",
)
