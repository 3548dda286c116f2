"""Hospital stays of people with heart failure."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="chf_admit",
    title="Heart failure: hospital stays",
    why="Heart failure that is followed closely needs the hospital less.",
    aim="outcomes",
    setting="cross",
    direction="lower",
    grain="person",
    features=("conditions", "condition_stays"),
    denominator=(Clause("people with heart failure, by the records of 48 months", pl.col("has_heart_failure")),),
    numerator=Clause(
        "acute stays in 12 months with heart failure as main diagnosis", pl.col("heart_failure_stays_12m")
    ),
    limits="repeat",
    multiplier=1_000,
    unit="per 1,000 people with the condition",
    window=Window(12),
    maturity_months=6,
    version=1,
    status="unverified",
    source=(
        "Common measure of care of heart failure, whose specification could not be read; who has the condition is"
        " told by the rule of the Canadian surveillance system (v2024)"
    ),
    examples=(
        Example("two stays", {"has_heart_failure": True, "heart_failure_stays_12m": 2}, 1, 2),
        Example("no stay", {"has_heart_failure": True}, 1, 0),
        Example("no case, too young for one", {"heart_failure_stays_12m": 1}, 0, 0),
    ),
    adjustment="direct",
)
