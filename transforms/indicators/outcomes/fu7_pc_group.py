"""Visit within the own group within a week of leaving hospital."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="fu7_pc_group",
    title="Seen in the own group within 7 days of leaving hospital",
    why="People enrolled with a group should be seen there soon after a stay, by whoever is in.",
    aim="outcomes",
    setting="primary",
    direction="higher",
    grain="stays_followed",
    features=("stays_followed",),
    denominator=(
        Clause("one of the eight conditions", pl.col("condition").is_not_null()),
        Clause("discharged at least 7 days before the period end", pl.col("days_to_period_end") >= 7),
        Clause("rostered at the period end", pl.col("tier") == "rostered"),
    ),
    numerator=Clause(
        "a family physician, geriatrician or paediatrician of the own group seen in person on days 0 to 7",
        pl.col("has_group_visit_7d"),
    ),
    limits="clustered",
    multiplier=100,
    unit="%",
    window=Window(12, follow_up_days=7),
    maturity_months=6,
    version=1,
    status="retired",
    source=(
        "Ontario indicator library, 7-day post-hospital discharge follow-up for selected conditions, retired; the"
        " library asks who was rostered at discharge, we who is at the period end (local);"
        " the eight conditions are chosen by main diagnosis (unverified), where the library uses a grouper that is not"
        " public"
    ),
    examples=(
        Example(
            "seen in the group", {"condition": "pneumonia", "days_to_period_end": 90, "has_group_visit_7d": True}, 1, 1
        ),
        Example(
            "seen elsewhere", {"condition": "pneumonia", "days_to_period_end": 90, "has_family_visit_7d": True}, 1, 0
        ),
        Example(
            "not rostered",
            {"condition": "pneumonia", "days_to_period_end": 90, "tier": "virtual", "has_group_visit_7d": True},
            0,
            0,
        ),
        Example("7 days before the period end", {"condition": "pneumonia", "days_to_period_end": 7}, 1, 0),
        Example("6 days before the period end", {"condition": "pneumonia", "days_to_period_end": 6}, 0, 0),
        Example("another condition", {"days_to_period_end": 90}, 0, 0),
        Example("died", {"condition": "pneumonia", "days_to_period_end": 90, "has_died": True}, 0, 0),
    ),
    exclusions=(Clause("died in hospital", pl.col("has_died")),),
)
