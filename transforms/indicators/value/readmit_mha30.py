"""Return to hospital for mental health within 30 days."""

import polars as pl

from transforms.features.family import Requirement
from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="readmit_mha30",
    title="Return to hospital for mental health within 30 days",
    why="Coming back soon may mean that support in the community after a stay for mental health was missing.",
    aim="value",
    setting="acute",
    direction="lower",
    grain="mental_health_episodes",
    features=("mental_health_episodes",),
    denominator=(
        Clause(
            "an episode of mental health care discharged at least 30 days before the period end",
            pl.col("days_to_period_end") >= 30,
        ),
    ),
    numerator=Clause(
        "the next episode began within 30 days and is one of mental health care",
        pl.col("next_is_mental_health") & (pl.col("days_to_next") <= 30).fill_null(False),
    ),
    limits="clustered",
    multiplier=100,
    unit="%",
    window=Window(12, look_back_months=3, follow_up_days=30),
    maturity_months=6,
    version=2,
    # Without designated beds most stays are missing, and what is left is another measure.
    requires=(Requirement("mental_health_stays", months=15, columns=("disposition",)),),
    status="unverified",
    source=(
        "Catalogue entry of the Ontario indicator library, which names both sources of stays, without a readable"
        " specification; links and buffer as CIHI's readmission. It is not computable without stays in designated"
        " mental-health beds (OMHRS), where most of these episodes are"
    ),
    examples=(
        Example(
            "back on day 30",
            {"days_to_period_end": 30, "days_to_next": 30, "next_is_mental_health": True},
            1,
            1,
        ),
        Example(
            "back on day 31",
            {"days_to_period_end": 90, "days_to_next": 31, "next_is_mental_health": True},
            1,
            0,
        ),
        Example(
            "back for something else",
            {"days_to_period_end": 90, "days_to_next": 5},
            1,
            0,
        ),
        Example("never back", {"days_to_period_end": 90}, 1, 0),
        Example(
            "from one kind of bed, back in the other",
            {"is_designated": True, "days_to_period_end": 90, "days_to_next": 0, "next_is_mental_health": True},
            1,
            1,
        ),
        Example("29 days before the period end", {"days_to_period_end": 29}, 0, 0),
        Example("died", {"days_to_period_end": 90, "has_died": True}, 0, 0),
        Example("left on their own", {"days_to_period_end": 90, "is_self_sign_out": True}, 0, 0),
        Example(
            "transferred, nobody knows where",
            {"days_to_period_end": 90, "has_unknown_end": True},
            0,
            0,
        ),
        Example(
            "too near to the hospital's last discharge",
            {"days_to_period_end": 90, "is_censored": True},
            0,
            0,
        ),
        Example(
            "invalid key",
            {"days_to_period_end": 90, "unattributable_reason": "invalid_key"},
            0,
            0,
        ),
    ),
    exclusions=(
        Clause("died in hospital", pl.col("has_died")),
        Clause("left against advice", pl.col("is_self_sign_out")),
        Clause("transferred out, and no admission followed", pl.col("has_unknown_end")),
        Clause("later than 60 days before the hospital's last known discharge", pl.col("is_censored")),
        Clause("a key that cannot be linked", pl.col("unattributable_reason").eq_missing(pl.lit("invalid_key"))),
    ),
)
