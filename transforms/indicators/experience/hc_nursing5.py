"""First nursing visit at home within five days."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

BEGAN = {"nursing_began_in_year": True}

INDICATOR = Indicator(
    id="hc_nursing5",
    title="First visit of a nurse at home within 5 days",
    why="A nurse who comes late may be the reason why somebody goes back to hospital.",
    aim="experience",
    setting="cross",
    direction="higher",
    grain="home_care_starts",
    features=("home_care_starts",),
    denominator=(
        Clause("patients whose first nursing visit at home lies in 12 months", pl.col("nursing_began_in_year")),
    ),
    numerator=Clause(
        "it came within 5 days of the patient available date",
        (pl.col("nursing_wait_days") <= 5).fill_null(False),
    ),
    limits="clustered",
    multiplier=100,
    unit="%",
    window=Window(12, look_back_months=3),
    maturity_months=3,
    version=1,
    status="unverified",
    source=(
        "Health Quality Ontario indicator library, Percentage of"
        " home care patients who received their first nursing visit within 5 days"
        " of the patient available date; of its page the summary alone could be read"
    ),
    examples=(
        Example("on day 5", {**BEGAN, "nursing_wait_days": 5}, 1, 1),
        Example("on day 6", {**BEGAN, "nursing_wait_days": 6}, 1, 0),
        Example("on the day itself", {**BEGAN, "nursing_wait_days": 0}, 1, 1),
        Example("before the year", {"nursing_wait_days": 3}, 0, 0),
        Example("never", {}, 0, 0),
    ),
)
