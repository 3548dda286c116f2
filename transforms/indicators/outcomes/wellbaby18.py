"""Enhanced visit at 18 months."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="wellbaby18",
    title="Enhanced visit at 18 months",
    why="The visit finds delays of development while much can still be done.",
    aim="outcomes",
    setting="primary",
    direction="higher",
    grain="person",
    features=("eighteen_month_visits",),
    denominator=(Clause("children who turned 24 months in 12 months", pl.col("has_reached_24_months")),),
    numerator=Clause(
        "an enhanced visit (A002 or A268) on a day from 17 months old on, up to the day of 24 months",
        pl.col("has_18_month_visit"),
    ),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(12, look_back_months=7),
    maturity_months=6,
    version=1,
    status="unverified",
    source=(
        "Schedule of Benefits of 2025-03-03 for codes and age; that children who turned 24 months are counted could be"
        " read in no specification"
    ),
    examples=(
        Example("had the visit", {"has_reached_24_months": True, "has_18_month_visit": True}, 1, 1),
        Example("did not", {"has_reached_24_months": True}, 1, 0),
        Example("of another age", {"has_18_month_visit": True}, 0, 0),
    ),
)
