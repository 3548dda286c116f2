"""Contact with a physician within a week of a stay for mental health."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="fu7_mha",
    title="Physician seen or spoken to within 7 days of a stay for mental health",
    why="The weeks after a stay for mental health are dangerous; early contact with a physician gives support.",
    aim="outcomes",
    setting="cross",
    direction="higher",
    grain="stays_followed",
    features=("stays_followed",),
    denominator=(
        Clause("a stay for mental health or self-harm", pl.col("is_mental_health_discharge")),
        Clause("discharged at least 30 days before the period end", pl.col("days_to_period_end") >= 30),
    ),
    numerator=Clause(
        "a family physician, psychiatrist or paediatrician seen or spoken to on days 0 to 7",
        pl.col("has_mental_health_contact_7d"),
    ),
    limits="clustered",
    multiplier=100,
    unit="%",
    window=Window(12, follow_up_days=30),
    maturity_months=6,
    version=1,
    status="unverified",
    source=(
        "Ontario indicator library, 7-day follow-up with a physician after hospitalization for mental health and"
        " addictions; stays in designated mental-health beds (OMHRS) are not in the input. Who died within 30 days is"
        " not counted at the period end, and so is out"
    ),
    examples=(
        Example(
            "seen",
            {"is_mental_health_discharge": True, "days_to_period_end": 90, "has_mental_health_contact_7d": True},
            1,
            1,
        ),
        Example("not seen", {"is_mental_health_discharge": True, "days_to_period_end": 30}, 1, 0),
        Example("29 days before the period end", {"is_mental_health_discharge": True, "days_to_period_end": 29}, 0, 0),
        Example("another reason", {"days_to_period_end": 90, "has_mental_health_contact_7d": True}, 0, 0),
        Example(
            "died in hospital", {"is_mental_health_discharge": True, "days_to_period_end": 90, "has_died": True}, 0, 0
        ),
        Example(
            "in hospital again",
            {
                "is_mental_health_discharge": True,
                "days_to_period_end": 90,
                "has_stay_after_30d": True,
                "has_mental_health_contact_7d": True,
            },
            0,
            0,
        ),
    ),
    exclusions=(
        Clause("died in hospital", pl.col("has_died")),
        Clause("in hospital again within 30 days", pl.col("has_stay_after_30d")),
    ),
)
