"""Unplanned return to hospital of people who left it for home care."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

NEW = {"is_new_client": True, "days_to_period_end": 90}
BACK = {"days_to_next": 5, "next_counts": True}

INDICATOR = Indicator(
    id="hc_readmit",
    title="Unplanned return to hospital of new home-care patients",
    why="Care at home that begins in time after a stay can prevent that somebody has to go back.",
    aim="value",
    setting="cross",
    direction="lower",
    grain="episodes_to_home_care",
    features=("episodes_to_home_care",),
    denominator=(
        Clause(
            "left hospital and were referred to home care from there, or within 7 days, as a new patient",
            pl.col("is_new_client"),
        ),
        Clause("discharged at least 30 days before the period end", pl.col("days_to_period_end") >= 30),
    ),
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
    status="unverified",
    source=(
        "Health Quality Ontario indicator library, Hospital readmissions of home care patients, whose summary alone"
        " could be read; episodes, what counts as a return and who is left out are those of readmit30_cihi (local)"
    ),
    examples=(
        Example("back on day 30", {**NEW, "days_to_next": 30, "next_counts": True}, 1, 1),
        Example("back on day 31", {**NEW, "days_to_next": 31, "next_counts": True}, 1, 0),
        Example("back, but planned", {**NEW, "days_to_next": 5}, 1, 0),
        Example("never back", NEW, 1, 0),
        Example("in home care before", {**BACK, "days_to_period_end": 90}, 0, 0),
        Example("30 days before the period end", {**NEW, "days_to_period_end": 30}, 1, 0),
        Example("29 days before the period end", {**NEW, "days_to_period_end": 29}, 0, 0),
        Example("died", {**NEW, "has_died": True}, 0, 0),
        Example("palliative", {**NEW, **BACK, "is_palliative": True}, 0, 0),
        Example("mental health", {**NEW, **BACK, "is_mental_health": True}, 0, 0),
        Example("left on their own", {**NEW, **BACK, "is_self_sign_out": True}, 0, 0),
        Example("transferred, nobody knows where", {**NEW, "has_unknown_end": True}, 0, 0),
        Example("too near to the hospital's last discharge", {**NEW, "is_censored": True}, 0, 0),
        Example("invalid key", {**NEW, "unattributable_reason": "invalid_key"}, 0, 0),
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
)
