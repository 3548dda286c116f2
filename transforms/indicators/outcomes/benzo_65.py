"""Benzodiazepine at 65 or older."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="benzo_65",
    title="Benzodiazepine at 65 or older",
    why="They make falls, confusion and accidents likelier.",
    aim="outcomes",
    setting="primary",
    direction="lower",
    grain="person",
    features=("benzodiazepines",),
    denominator=(Clause("65 years or older at the period end", pl.col("age_years") >= 65),),
    numerator=Clause("a benzodiazepine dispensed in 12 months", pl.col("benzodiazepine_days_12m") >= 1),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(12),
    maturity_months=3,
    version=1,
    status="unverified",
    adjustment="direct",
    source=(
        "Catalogue entry without a published specification; the classes of medicines, and that days are counted, are"
        " settled here"
    ),
    examples=(
        Example("a benzodiazepine once", {"age_years": 65, "benzodiazepine_days_12m": 1}, 1, 1),
        Example("no benzodiazepine", {"age_years": 65}, 1, 0),
        Example("a year too young", {"age_years": 64, "benzodiazepine_days_12m": 1}, 0, 0),
    ),
)
