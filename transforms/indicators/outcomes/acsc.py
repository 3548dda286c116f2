"""Hospital stays for conditions that good community care can often keep out of hospital."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="acsc",
    title="Hospital stays for conditions manageable in the community",
    why="Stays for asthma, COPD, diabetes, heart failure, blood pressure, angina or epilepsy can often be avoided.",
    aim="outcomes",
    setting="cross",
    direction="lower",
    grain="person",
    features=("ambulatory_care_sensitive",),
    denominator=(Clause("younger than 75", pl.col("age_years") < 75),),
    numerator=Clause("acute stays in 12 months with a listed condition", pl.col("acsc_admissions_12m")),
    limits="repeat",
    multiplier=100_000,
    unit="per 100,000 people under 75",
    window=Window(12),
    maturity_months=6,
    version=1,
    status="unverified",
    source=(
        "CIHI technical note on ambulatory care sensitive conditions (codes verified up to rubric 1HZ8, the rest not);"
        " standardised by age and sex to Ontario 2011, where CIHI standardises by age; rolling 12 months, a fiscal year"
        " when the period is March"
    ),
    examples=(
        Example("two stays at 74", {"age_years": 74, "acsc_admissions_12m": 2}, 1, 2),
        Example("nobody of 75", {"age_years": 75, "acsc_admissions_12m": 2}, 0, 0),
    ),
    adjustment="direct",
)
