"""Benzodiazepine again and again at 65 or older."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="benzo_65_chronic",
    title="Benzodiazepine again and again at 65 or older",
    why="What was meant for some weeks often stays.",
    aim="outcomes",
    setting="primary",
    direction="lower",
    grain="person",
    features=("benzodiazepines",),
    denominator=(Clause("65 years or older at the period end", pl.col("age_years") >= 65),),
    numerator=Clause(
        "a benzodiazepine dispensed on two days or more of 12 months", pl.col("benzodiazepine_days_12m") >= 2
    ),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(12),
    maturity_months=3,
    version=1,
    within="benzo_65",
    status="unverified",
    adjustment="direct",
    source=(
        "Catalogue entry without a published specification; the classes of medicines, and that days are counted, are"
        " settled here"
    ),
    examples=(
        Example("a benzodiazepine twice", {"age_years": 65, "benzodiazepine_days_12m": 2}, 1, 1),
        Example("a benzodiazepine once", {"age_years": 65, "benzodiazepine_days_12m": 1}, 1, 0),
        Example("a year too young", {"age_years": 64, "benzodiazepine_days_12m": 2}, 0, 0),
    ),
)
