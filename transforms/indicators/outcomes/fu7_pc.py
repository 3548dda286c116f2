"""Visit to a family physician within a week of leaving hospital."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="fu7_pc",
    title="Family physician seen within 7 days of leaving hospital",
    why="A visit soon after a stay catches problems with medicines and symptoms before they lead back to hospital.",
    aim="outcomes",
    setting="cross",
    direction="higher",
    grain="stays_followed",
    features=("stays_followed",),
    denominator=(
        Clause("one of the eight conditions", pl.col("condition").is_not_null()),
        Clause("discharged at least 7 days before the period end", pl.col("days_to_period_end") >= 7),
    ),
    numerator=Clause("a family physician seen in person on days 0 to 7", pl.col("has_family_visit_7d")),
    limits="clustered",
    multiplier=100,
    unit="%",
    window=Window(12, follow_up_days=7),
    maturity_months=6,
    version=1,
    status="unverified",
    source=(
        "Ontario indicator library, In-person patient follow-up with a family doctor after leaving hospital (verified);"
        " the eight conditions are chosen by main diagnosis (unverified), where the library uses a grouper that is not"
        " public"
    ),
    examples=(
        Example("seen", {"condition": "pneumonia", "days_to_period_end": 90, "has_family_visit_7d": True}, 1, 1),
        Example(
            "spoken to by telephone alone",
            {"condition": "pneumonia", "days_to_period_end": 90, "has_family_contact_7d": True},
            1,
            0,
        ),
        Example("not seen", {"condition": "pneumonia", "days_to_period_end": 7}, 1, 0),
        Example("6 days before the period end", {"condition": "pneumonia", "days_to_period_end": 6}, 0, 0),
        Example("another condition", {"days_to_period_end": 90, "has_family_visit_7d": True}, 0, 0),
        Example("died", {"condition": "pneumonia", "days_to_period_end": 90, "has_died": True}, 0, 0),
    ),
    exclusions=(Clause("died in hospital", pl.col("has_died")),),
)
