"""Contact with a family physician within a week of leaving hospital, at a distance too."""

import polars as pl

from transforms.indicators.definition import Clause, Era, Example, Indicator, Window

INDICATOR = Indicator(
    id="fu7_any_virtual",
    title="Family physician seen or spoken to within 7 days of leaving hospital",
    why="Beside visits in person it shows how much of the follow-up is by telephone or video.",
    aim="outcomes",
    setting="cross",
    direction="higher",
    grain="stays_followed",
    features=("stays_followed",),
    denominator=(
        Clause("one of the eight conditions", pl.col("condition").is_not_null()),
        Clause("discharged at least 7 days before the period end", pl.col("days_to_period_end") >= 7),
    ),
    numerator=Clause("a family physician seen or spoken to on days 0 to 7", pl.col("has_family_contact_7d")),
    limits="clustered",
    multiplier=100,
    unit="%",
    window=Window(12, follow_up_days=7),
    maturity_months=6,
    version=1,
    status="unverified",
    source=(
        "As fu7_pc with contacts at a distance, to be read beside it; no published specification could be read;"
        " the eight conditions are chosen by main diagnosis (unverified), where the library uses a grouper that is not"
        " public"
    ),
    examples=(
        Example(
            "spoken to by telephone",
            {"condition": "pneumonia", "days_to_period_end": 90, "has_family_contact_7d": True},
            1,
            1,
        ),
        Example("neither", {"condition": "pneumonia", "days_to_period_end": 7}, 1, 0),
        Example("6 days before the period end", {"condition": "pneumonia", "days_to_period_end": 6}, 0, 0),
        Example("another condition", {"days_to_period_end": 90, "has_family_contact_7d": True}, 0, 0),
        Example("died", {"condition": "pneumonia", "days_to_period_end": 90, "has_died": True}, 0, 0),
    ),
    exclusions=(Clause("died in hospital", pl.col("has_died")),),
    eras=(Era("2020-03", None, "fee codes for care by telephone or video exist from March 2020 on"),),
)
