"""Urgent return to hospital within 30 days of an episode of care."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="readmit30_cihi",
    title="Unplanned return to hospital within 30 days",
    why="Coming back soon may mean that leaving hospital, or the care at home after it, was not prepared well enough.",
    aim="value",
    setting="acute",
    direction="lower",
    grain="episodes",
    features=("episodes",),
    denominator=(Clause("discharged at least 30 days before the period end", pl.col("days_to_period_end") >= 30),),
    numerator=Clause(
        "the next episode began within 30 days and is not elective, medically assisted dying, palliative,"
        " chemotherapy, mental health or delivery",
        pl.col("next_counts") & (pl.col("days_to_next") <= 30).fill_null(False),
    ),
    limits="clustered",
    multiplier=100,
    unit="%",
    window=Window(12, look_back_months=3, follow_up_days=30),
    maturity_months=6,
    version=1,
    status="verified",
    source=(
        "CIHI, All patients readmitted to hospital (links, exclusions), and for precedence and buffer Rgemini (MIT);"
        " the risk model is our own (local), since the published coefficients are not public; discharges of the last"
        " 60 days of each hospital are left out, because their readmissions may not have ended"
    ),
    examples=(
        Example("back on day 30", {"days_to_period_end": 90, "days_to_next": 30, "next_counts": True}, 1, 1),
        Example("back on day 31", {"days_to_period_end": 90, "days_to_next": 31, "next_counts": True}, 1, 0),
        Example("back on the day itself", {"days_to_period_end": 90, "days_to_next": 0, "next_counts": True}, 1, 1),
        Example("back, but planned", {"days_to_period_end": 90, "days_to_next": 5}, 1, 0),
        Example("never back", {"days_to_period_end": 30}, 1, 0),
        Example("29 days before the period end", {"days_to_period_end": 29}, 0, 0),
        Example("died", {"days_to_period_end": 90, "has_died": True}, 0, 0),
        Example(
            "palliative, and back: who is out is not counted as back",
            {"days_to_period_end": 90, "is_palliative": True, "days_to_next": 5, "next_counts": True},
            0,
            0,
        ),
        Example("mental health", {"days_to_period_end": 90, "is_mental_health": True}, 0, 0),
        Example("left on their own", {"days_to_period_end": 90, "is_self_sign_out": True}, 0, 0),
        Example("transferred, nobody knows where", {"days_to_period_end": 90, "has_unknown_end": True}, 0, 0),
        Example("too near to the hospital's last discharge", {"days_to_period_end": 90, "is_censored": True}, 0, 0),
        Example("invalid key", {"days_to_period_end": 90, "unattributable_reason": "invalid_key"}, 0, 0),
        Example("no address, yet followed", {"days_to_period_end": 90, "unattributable_reason": "no_oht"}, 1, 0),
    ),
    exclusions=(
        Clause("died in hospital", pl.col("has_died")),
        Clause("palliative care as the main reason", pl.col("is_palliative")),
        Clause("mental health care", pl.col("is_mental_health")),
        Clause("left against advice", pl.col("is_self_sign_out")),
        Clause("transferred out, and no admission followed", pl.col("has_unknown_end")),
        Clause("later than 60 days before the hospital's last known discharge", pl.col("is_censored")),
        Clause("a key that cannot be linked", pl.col("unattributable_reason").eq_missing(pl.lit("invalid_key"))),
    ),
    adjustment="risk",
    risk=("discharge_age_group", "sex", "care_type", "charlson_group"),
)
