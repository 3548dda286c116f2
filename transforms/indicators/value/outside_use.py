"""Visits of enrolled people outside their group."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="outside_use",
    title="Visits of enrolled people outside their group",
    why="What is found and prescribed elsewhere often does not reach the record.",
    aim="value",
    setting="primary",
    direction="lower",
    grain="person",
    features=("own_care", "enrolment"),
    denominator=(
        Clause("persons on tier rostered", pl.col("tier") == "rostered"),
        Clause("primary-care visits in 12 months, each counting one", pl.col("primary_care_visits_12m") > 0),
    ),
    numerator=Clause("those outside the own group", pl.col("primary_care_visits_12m") - pl.col("own_group_visits_12m")),
    amount=pl.col("primary_care_visits_12m"),
    limits="clustered",
    multiplier=100,
    unit="% of visits",
    window=Window(12),
    maturity_months=6,
    version=1,
    status="unverified",
    source=(
        "Idea of CMAJ Open 2016; 4(4):E679 (abstract alone read); the fee-code list behind a visit and the window are"
        " unverified. The group is the registry's; a solo physician stands alone"
    ),
    examples=(
        Example("one of four outside", {"primary_care_visits_12m": 4, "own_group_visits_12m": 3}, 4, 1),
        Example("all within", {"primary_care_visits_12m": 2, "own_group_visits_12m": 2}, 2, 0),
        Example("no visit", {}, 0, 0),
        Example("virtually rostered", {"tier": "virtual", "primary_care_visits_12m": 4}, 0, 0),
    ),
)
