"""High dose of opioids."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

HIGH_DOSE_MG = 90

INDICATOR = Indicator(
    id="opioid_high",
    title="High daily dose of opioids",
    why="At high doses overdoses are likelier.",
    aim="outcomes",
    setting="primary",
    direction="lower",
    grain="person",
    features=("palliative_care", "opioid_doses"),
    denominator=(),
    numerator=Clause(
        "90 mg of morphine equivalents or more held on a day of 6 months",
        pl.col("highest_morphine_mg_6m") >= HIGH_DOSE_MG,
    ),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(6),
    maturity_months=3,
    version=1,
    within="opioid_any",
    status="unverified",
    source=(
        "CPSO Dialogue 14(1) 2018, page 22, on MyPractice: 90 mg of morphine equivalents or more; factors of the CDC"
        " guideline 2022; among whom it is asked and how the dose of a day is reckoned are settled here"
    ),
    exclusions=(Clause("persons with palliative care in 12 months", pl.col("had_palliative_care_12m")),),
    examples=(
        Example("90 mg of morphine a day", {"highest_morphine_mg_6m": 90}, 1, 1),
        Example("89 mg of morphine a day", {"highest_morphine_mg_6m": 89}, 1, 0),
        Example("no known dose of opioids", {}, 1, 0),
        Example("in palliative care", {"highest_morphine_mg_6m": 90, "had_palliative_care_12m": True}, 0, 0),
    ),
)
