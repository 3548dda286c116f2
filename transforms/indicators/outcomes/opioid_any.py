"""Dispensed an opioid."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="opioid_any",
    title="Dispensed an opioid",
    why="Opioids help some pain and harm many who take them for long.",
    aim="outcomes",
    setting="primary",
    direction="context",
    grain="person",
    features=("palliative_care", "opioids"),
    denominator=(),
    numerator=Clause("an opioid for pain dispensed in 6 months", pl.col("had_opioid_6m")),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(6),
    maturity_months=3,
    version=1,
    status="unverified",
    source=(
        "MyPractice technical appendix 2019, of which the contents alone could be read: 6 months, without agonist"
        " therapy and palliative persons; the classes of medicines and who is palliative are settled here"
    ),
    exclusions=(Clause("persons with palliative care in 12 months", pl.col("had_palliative_care_12m")),),
    examples=(
        Example("an opioid", {"had_opioid_6m": True, "had_opioid_or_agonist_6m": True}, 1, 1),
        Example("agonist therapy alone", {"had_opioid_or_agonist_6m": True}, 1, 0),
        Example("no opioid", {}, 1, 0),
        Example("in palliative care", {"had_opioid_6m": True, "had_palliative_care_12m": True}, 0, 0),
    ),
)
