"""Newly dispensed an opioid."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="opioid_new",
    title="Newly dispensed an opioid",
    why="Long use begins with a first supply.",
    aim="outcomes",
    setting="primary",
    direction="lower",
    grain="person",
    features=("palliative_care", "opioids"),
    denominator=(),
    numerator=Clause(
        "an opioid for pain in 6 months, and no opioid nor agonist therapy in the 6 months before the first",
        pl.col("had_new_opioid_6m"),
    ),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(6, look_back_months=6),
    maturity_months=3,
    version=1,
    within="opioid_any",
    status="unverified",
    adjustment="direct",
    source=(
        "Health Quality Ontario, startingonopioids and indicator library: no opioid in the previous 6 months, without"
        " cough medicines, agonist therapy and palliative persons; the classes of medicines, who is palliative and that"
        " agonist therapy before is an opioid before are settled here"
    ),
    exclusions=(Clause("persons with palliative care in 12 months", pl.col("had_palliative_care_12m")),),
    examples=(
        Example("a first opioid", {"had_opioid_6m": True, "had_new_opioid_6m": True}, 1, 1),
        Example("one more opioid", {"had_opioid_6m": True}, 1, 0),
        Example("no opioid", {}, 1, 0),
        Example("in palliative care", {"had_new_opioid_6m": True, "had_palliative_care_12m": True}, 0, 0),
    ),
)
