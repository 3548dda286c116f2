"""Overdue for colorectal cancer screening, at the ages of all periods."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="crc_overdue_50",
    title="Overdue for colorectal cancer screening, aged 50 to 74",
    why="The ages that were screened before July 2026 too, so that years can be compared.",
    aim="outcomes",
    setting="primary",
    direction="lower",
    grain="person",
    features=("colorectal_screening",),
    denominator=(Clause("aged 50 to 74", pl.col("age_years").is_between(50, 74)),),
    numerator=Clause(
        "no FOBT or FIT in 24 months, and neither colonoscopy nor flexible sigmoidoscopy in 120",
        ~(pl.col("has_stool_test_24m") | pl.col("has_colonoscopy_120m") | pl.col("has_sigmoidoscopy_120m")),
    ),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(120),
    maturity_months=6,
    version=1,
    within="crc_overdue",
    status="unverified",
    adjustment="direct",
    exclusions=(
        Clause("colorectal cancer or colectomy, by a registry", pl.col("is_out_of_colorectal_screening")),
        Clause(
            "cancer, colectomy, or screening does not apply, by a practice; who declined stays",
            pl.col("is_out_of_colorectal_screening_by_practice"),
        ),
    ),
    source=(
        "Health Quality Ontario indicator library, Overdue for colorectal cancer screening; ages, tests,"
        " intervals and exclusions are its own. That an invalid test is none, that fee codes count beside the"
        " tests and that practices may take people out is local, so that it is not followed whole"
    ),
    examples=(
        Example("50 and never tested", {"age_years": 50}, 1, 1),
        Example("74 and never tested", {"age_years": 74}, 1, 1),
        Example("49 years old", {"age_years": 49}, 0, 0),
        Example("75 years old", {"age_years": 75}, 0, 0),
        Example("stool test", {"age_years": 60, "has_stool_test_24m": True}, 1, 0),
        Example("colonoscopy", {"age_years": 60, "has_colonoscopy_120m": True}, 1, 0),
        Example("flexible sigmoidoscopy", {"age_years": 60, "has_sigmoidoscopy_120m": True}, 1, 0),
        Example("a man", {"age_years": 60, "sex": "M"}, 1, 1),
        Example("colorectal cancer", {"age_years": 60, "is_out_of_colorectal_screening": True}, 0, 0),
        Example(
            "taken out by the practice", {"age_years": 60, "is_out_of_colorectal_screening_by_practice": True}, 0, 0
        ),
    ),
)
