"""An opioid together with a benzodiazepine."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="opioid_benzo",
    title="Opioid together with a benzodiazepine",
    why="Together they slow breathing more than either alone.",
    aim="outcomes",
    setting="primary",
    direction="lower",
    grain="person",
    features=("palliative_care", "opioids", "opioid_benzodiazepines"),
    denominator=(
        Clause("an opioid for pain or agonist therapy dispensed in 6 months", pl.col("had_opioid_or_agonist_6m")),
    ),
    numerator=Clause("a benzodiazepine held on the same day", pl.col("had_opioid_with_benzodiazepine_6m")),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(6),
    maturity_months=3,
    version=1,
    status="unverified",
    source=(
        "CPSO Dialogue 14(1) 2018, page 22, on MyPractice: of patients on an opioid those with a benzodiazepine;"
        " appendix 2019 (contents): agonist therapy included; the classes, and that both are held on one day, are"
        " settled here"
    ),
    exclusions=(Clause("persons with palliative care in 12 months", pl.col("had_palliative_care_12m")),),
    examples=(
        Example(
            "an opioid and a benzodiazepine",
            {"had_opioid_or_agonist_6m": True, "had_opioid_with_benzodiazepine_6m": True},
            1,
            1,
        ),
        Example("an opioid alone", {"had_opioid_or_agonist_6m": True}, 1, 0),
        Example("no opioid", {}, 0, 0),
        Example("in palliative care", {"had_opioid_or_agonist_6m": True, "had_palliative_care_12m": True}, 0, 0),
    ),
)
