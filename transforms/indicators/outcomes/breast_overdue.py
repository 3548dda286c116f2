"""Overdue for breast cancer screening."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="breast_overdue",
    title="Overdue for breast cancer screening",
    why="A mammogram finds cancer before it can be felt.",
    aim="outcomes",
    setting="primary",
    direction="lower",
    grain="person",
    features=("breast_screening",),
    denominator=(
        Clause("women by the registry", pl.col("sex") == "F"),
        Clause("aged 50 to 74", pl.col("age_years").is_between(50, 74)),
    ),
    numerator=Clause(
        "no mammogram in 30 months",
        ~pl.col("has_mammogram_30m"),
    ),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(30),
    maturity_months=6,
    version=1,
    status="unverified",
    adjustment="direct",
    exclusions=(
        Clause("breast cancer or mastectomy, by a registry", pl.col("is_out_of_breast_screening")),
        Clause(
            "cancer, mastectomy, or screening does not apply, by a practice; who declined stays",
            pl.col("is_out_of_breast_screening_by_practice"),
        ),
    ),
    source=(
        "Cancer System Quality Index 2020, Breast cancer screening participation (its complement): ages and"
        " 30 months are its own; the exclusions are those of the catalogue, unverified. A mammogram known to"
        " be for signs or follow-up does not count (local). That women and men are those of the registry, that"
        " an invalid test is none, that fee codes count beside the tests and that practices may take people"
        " out is local"
    ),
    examples=(
        Example("50 and no mammogram", {"age_years": 50}, 1, 1),
        Example("74 and no mammogram", {"age_years": 74}, 1, 1),
        Example("49 years old", {"age_years": 49}, 0, 0),
        Example("75 years old", {"age_years": 75}, 0, 0),
        Example("mammogram", {"age_years": 50, "has_mammogram_30m": True}, 1, 0),
        Example("a man", {"age_years": 50, "sex": "M"}, 0, 0),
        Example("sex unknown", {"age_years": 50, "sex": "U"}, 0, 0),
        Example("breast cancer", {"age_years": 50, "is_out_of_breast_screening": True}, 0, 0),
        Example("taken out by the practice", {"age_years": 50, "is_out_of_breast_screening_by_practice": True}, 0, 0),
    ),
)
