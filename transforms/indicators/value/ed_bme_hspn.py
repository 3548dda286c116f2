"""Emergency visits for conditions best managed elsewhere, as evaluations of Ontario Health Teams show them."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="ed_bme_hspn",
    title="Emergency visits for conditions best managed elsewhere (HSPN)",
    why="Evaluations of Ontario Health Teams still show how often people go to hospital with what a practice treats.",
    aim="value",
    setting="primary",
    direction="lower",
    grain="person",
    features=("best_managed_elsewhere",),
    denominator=(Clause("aged 1 to 74", pl.col("age_years").is_between(1, 74)),),
    numerator=Clause(
        "unscheduled emergency visits in 12 months of triage level 4 or 5, not admitted, for a listed condition",
        pl.col("ed_best_elsewhere_visits_12m"),
    ),
    limits="repeat",
    multiplier=1_000,
    unit="per 1,000 people aged 1 to 74",
    window=Window(12),
    maturity_months=3,
    version=1,
    status="unverified",
    source=(
        "Named by the Health System Performance Network; its own specification could not be read: the rule is that of"
        " Health Quality Ontario's retired indicator, ages 1 to 74 settled here"
    ),
    adjustment="direct",
    examples=(
        Example("a baby is not counted", {"age_years": 0, "ed_best_elsewhere_visits_12m": 1}, 0, 0),
        Example("from 1 year on", {"age_years": 1, "ed_best_elsewhere_visits_12m": 1}, 1, 1),
        Example("up to 74", {"age_years": 74, "ed_best_elsewhere_visits_12m": 2}, 1, 2),
        Example("not at 75", {"age_years": 75, "ed_best_elsewhere_visits_12m": 2}, 0, 0),
        Example("none", {}, 1, 0),
    ),
)
