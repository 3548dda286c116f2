"""Contact with a physician within a week of a stay for mental health."""

import polars as pl

from transforms.features.family import Requirement
from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="fu7_mha",
    title="Physician seen or spoken to within 7 days of a stay for mental health",
    why="The weeks after a stay for mental health are dangerous; early contact with a physician gives support.",
    aim="outcomes",
    setting="cross",
    direction="higher",
    grain="mental_health_stays",
    features=("mental_health_stays",),
    denominator=(
        Clause(
            "a stay for mental health or self-harm, or in a designated mental-health bed, discharged at least 30 days"
            " before the period end",
            pl.col("days_to_period_end") >= 30,
        ),
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
    version=2,
    # Without designated beds most stays are missing, and what is left is another measure.
    requires=(Requirement("mental_health_stays", months=12, columns=("disposition",)),),
    status="unverified",
    source=(
        "Ontario indicator library, 7-day follow-up with a physician after hospitalization for mental health and"
        " addictions; which diagnoses count there could not be read. It is not computable without stays in"
        " designated mental-health beds (OMHRS), where most of these stays are. Who died within 30 days is not"
        " counted at the period end, and so is out"
    ),
    examples=(
        Example(
            "seen",
            {"days_to_period_end": 90, "has_mental_health_contact_7d": True},
            1,
            1,
        ),
        Example("not seen", {"days_to_period_end": 30}, 1, 0),
        Example("29 days before the period end", {"days_to_period_end": 29}, 0, 0),
        Example(
            "seen after a stay in a designated bed",
            {"is_designated": True, "days_to_period_end": 30, "has_mental_health_contact_7d": True},
            1,
            1,
        ),
        Example("died in hospital", {"days_to_period_end": 90, "has_died": True}, 0, 0),
        Example(
            "in hospital again",
            {
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
