"""Mammograms before the age of 50."""

import polars as pl

from transforms.indicators.definition import Clause, Era, Example, Indicator, Window

INDICATOR = Indicator(
    id="breast_40_49",
    title="Breast screening at 40 to 49",
    why="These women may come by themselves since October 2024; whoever does not is not overdue.",
    aim="outcomes",
    setting="primary",
    direction="context",
    grain="person",
    features=("breast_screening",),
    denominator=(
        Clause("women by the registry", pl.col("sex") == "F"),
        Clause("aged 40 to 49", pl.col("age_years").is_between(40, 49)),
    ),
    numerator=Clause(
        "a mammogram in 30 months",
        pl.col("has_mammogram_30m"),
    ),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(30),
    maturity_months=6,
    version=1,
    status="local",
    adjustment="direct",
    exclusions=(
        Clause("breast cancer or mastectomy, by a registry", pl.col("is_out_of_breast_screening")),
        Clause(
            "cancer, mastectomy, or screening does not apply, by a practice; who declined stays",
            pl.col("is_out_of_breast_screening_by_practice"),
        ),
    ),
    eras=(Era("2024-10", None, "women of 40 to 49 may refer themselves from October 2024"),),
    source=(
        "That women of 40 to 49 may refer themselves since October 2024 is known from the press alone; the"
        " measure, its 30 months and its exclusions are our own, after those of women of 50 to 74. That women"
        " and men are those of the registry, that an invalid test is none, that fee codes count beside the"
        " tests and that practices may take people out is local"
    ),
    examples=(
        Example("40 and no mammogram", {"age_years": 40}, 1, 0),
        Example("49 and no mammogram", {"age_years": 49}, 1, 0),
        Example("39 years old", {"age_years": 39}, 0, 0),
        Example("50 years old", {"age_years": 50}, 0, 0),
        Example("mammogram", {"age_years": 40, "has_mammogram_30m": True}, 1, 1),
        Example("a man", {"age_years": 40, "sex": "M"}, 0, 0),
        Example("sex unknown", {"age_years": 40, "sex": "U"}, 0, 0),
        Example("breast cancer", {"age_years": 40, "is_out_of_breast_screening": True}, 0, 0),
        Example("taken out by the practice", {"age_years": 40, "is_out_of_breast_screening_by_practice": True}, 0, 0),
    ),
)
