"""Two emergency visits or more in the last 30 days of life."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="eol_ed14",
    title="Two emergency visits or more in the last 30 days of life",
    why="Coming again and again tells that care near death was not at hand elsewhere.",
    aim="value",
    setting="cross",
    direction="lower",
    grain="population",
    features=("emergency_before_death",),
    denominator=(Clause("died in the 12 months up to the period end", pl.col("is_recent_decedent")),),
    numerator=Clause(
        "two unscheduled emergency visits or more in the last 30 days", pl.col("ed_visits_before_death") >= 2
    ),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(12, look_back_months=1),
    maturity_months=6,
    version=1,
    status="unverified",
    source=("From memory of measures of aggressive care near death; no specification was read"),
    examples=(
        Example("two visits", {"is_recent_decedent": True, "ed_visits_before_death": 2}, 1, 1),
        Example("one visit", {"is_recent_decedent": True, "ed_visits_before_death": 1}, 1, 0),
        Example("died earlier", {"is_decedent": True, "ed_visits_before_death": 3}, 0, 0),
        Example("alive", {}, 0, 0),
    ),
)
