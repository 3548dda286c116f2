"""Contact with any physician within a week of a stay for COPD."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="fu7_copd",
    title="Physician seen or spoken to within 7 days of a stay for COPD",
    why="After a stay for COPD, contact with a physician within a week lowers the risk of coming back.",
    aim="outcomes",
    setting="cross",
    direction="higher",
    grain="stays_followed",
    features=("stays_followed",),
    denominator=(
        Clause("a stay for COPD (main diagnosis J41 to J44)", pl.col("is_copd")),
        Clause("aged 40 or more at discharge", pl.col("age_at_discharge") >= 40),
        Clause("discharged at least 7 days before the period end", pl.col("days_to_period_end") >= 7),
    ),
    numerator=Clause(
        "any physician seen or spoken to on days 0 to 7, on day 0 only after a discharge before 8 in the morning",
        pl.col("has_physician_contact_7d"),
    ),
    limits="clustered",
    multiplier=100,
    unit="%",
    window=Window(12, follow_up_days=7),
    maturity_months=6,
    version=1,
    status="unverified",
    source=(
        "Ontario indicator library, Doctor visit within 7 days of discharge for COPD (age, days and time of day"
        " verified); the page counts visits at an office, at home and in long-term care, we count virtual places too"
        " (local); it names the disease, the codes are those of CIHI's list of ambulatory care sensitive ones (local)"
    ),
    examples=(
        Example(
            "seen",
            {"is_copd": True, "age_at_discharge": 40, "days_to_period_end": 90, "has_physician_contact_7d": True},
            1,
            1,
        ),
        Example("not seen", {"is_copd": True, "age_at_discharge": 40, "days_to_period_end": 7}, 1, 0),
        Example("39 years old", {"is_copd": True, "age_at_discharge": 39, "days_to_period_end": 90}, 0, 0),
        Example(
            "6 days before the period end", {"is_copd": True, "age_at_discharge": 40, "days_to_period_end": 6}, 0, 0
        ),
        Example(
            "another disease",
            {"age_at_discharge": 40, "days_to_period_end": 90, "has_physician_contact_7d": True},
            0,
            0,
        ),
        Example("died", {"is_copd": True, "age_at_discharge": 40, "days_to_period_end": 90, "has_died": True}, 0, 0),
    ),
    exclusions=(Clause("died in hospital", pl.col("has_died")),),
)
