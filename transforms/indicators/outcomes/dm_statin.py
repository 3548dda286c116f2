"""Statins of older people with diabetes."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="dm_statin",
    title="Diabetes: a statin at 65 or older",
    why="Most older people with diabetes live longer with one.",
    aim="outcomes",
    setting="primary",
    direction="higher",
    grain="person",
    features=("conditions", "statins"),
    denominator=(
        Clause("people with diabetes, by the records of 48 months", pl.col("has_diabetes")),
        Clause("65 years or older at the period end", pl.col("age_years") >= 65),
    ),
    numerator=Clause("a statin dispensed in 12 months", pl.col("had_statin_12m")),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(12),
    maturity_months=3,
    version=1,
    status="unverified",
    source=(
        "Catalogue entry after community quality reports, whose specification could be read in part; who has diabetes"
        " is told by the rule of the Canadian surveillance system, and the classes of medicines are settled here"
    ),
    examples=(
        Example("a statin at 65", {"age_years": 65, "has_diabetes": True, "had_statin_12m": True}, 1, 1),
        Example("no statin at 65", {"age_years": 65, "has_diabetes": True}, 1, 0),
        Example("a statin at 64", {"age_years": 64, "has_diabetes": True, "had_statin_12m": True}, 0, 0),
        Example("a statin without diabetes", {"age_years": 65, "had_statin_12m": True}, 0, 0),
    ),
)
