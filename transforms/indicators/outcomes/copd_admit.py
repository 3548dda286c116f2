"""Hospital stays of people with COPD."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="copd_admit",
    title="COPD: hospital stays",
    why="Flare-ups of COPD that are treated early need no bed.",
    aim="outcomes",
    setting="cross",
    direction="lower",
    grain="person",
    features=("conditions", "condition_stays"),
    denominator=(Clause("people with COPD, by the records of 48 months", pl.col("has_copd")),),
    numerator=Clause("acute stays in 12 months with COPD as main diagnosis", pl.col("copd_stays_12m")),
    limits="repeat",
    multiplier=1_000,
    unit="per 1,000 people with the condition",
    window=Window(12),
    maturity_months=6,
    version=1,
    status="unverified",
    source=(
        "Common measure of care of COPD, whose specification could not be read; who has the condition is told by"
        " the rule of the Canadian surveillance system (v2024)"
    ),
    examples=(
        Example("two stays", {"has_copd": True, "copd_stays_12m": 2}, 1, 2),
        Example("no stay", {"has_copd": True}, 1, 0),
        Example("no case, too young for one", {"copd_stays_12m": 1}, 0, 0),
    ),
    adjustment="direct",
)
