"""First personal support at home within five days, of patients with complex needs."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

BEGAN = {"support_began_in_year": True, "is_complex": True}

INDICATOR = Indicator(
    id="hc_psw5",
    title="First personal support at home within 5 days",
    why="Somebody with complex needs who waits for help with washing and dressing may not manage at home.",
    aim="experience",
    setting="cross",
    direction="higher",
    grain="home_care_starts",
    features=("home_care_starts",),
    denominator=(
        Clause("patients whose first personal support at home lies in 12 months", pl.col("support_began_in_year")),
        Clause("patients with complex needs", pl.col("is_complex")),
    ),
    numerator=Clause(
        "it came within 5 days of the patient available date",
        (pl.col("support_wait_days") <= 5).fill_null(False),
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
        " complex home care patients who received their first personal support service within five days"
        " of the patient available date; of its page the summary alone could be read"
    ),
    examples=(
        Example("on day 5", {**BEGAN, "support_wait_days": 5}, 1, 1),
        Example("on day 6", {**BEGAN, "support_wait_days": 6}, 1, 0),
        Example("on the day itself", {**BEGAN, "support_wait_days": 0}, 1, 1),
        Example("no complex needs", {"support_began_in_year": True, "support_wait_days": 1}, 0, 0),
        Example("before the year", {"support_wait_days": 3, "is_complex": True}, 0, 0),
        Example("never", {"is_complex": True}, 0, 0),
    ),
)
