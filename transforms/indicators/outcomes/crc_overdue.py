"""Overdue for colorectal cancer screening."""

import polars as pl

from transforms.indicators.definition import Clause, Era, Example, Indicator, Window

INDICATOR = Indicator(
    id="crc_overdue",
    title="Overdue for colorectal cancer screening",
    why="Cancer of the bowel found early can mostly be cured; a kit sent by mail is enough.",
    aim="outcomes",
    setting="primary",
    direction="lower",
    grain="person",
    features=("colorectal_screening",),
    denominator=(Clause("aged 45 to 74", pl.col("age_years").is_between(45, 74)),),
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
    status="unverified",
    adjustment="direct",
    exclusions=(
        Clause("colorectal cancer or colectomy, by a registry", pl.col("is_out_of_colorectal_screening")),
        Clause(
            "cancer, colectomy, or screening does not apply, by a practice; who declined stays",
            pl.col("is_out_of_colorectal_screening_by_practice"),
        ),
    ),
    eras=(Era("2026-07", None, "screening begins at 45 from July 2026"),),
    source=(
        "Health Quality Ontario indicator library, Overdue for colorectal cancer screening (tests, intervals"
        " and exclusions; ages 50 to 74). That screening begins at 45 from 2026-07-01 is known from the press"
        " alone. That an invalid test is none, that fee codes count beside the tests and that practices may"
        " take people out is local"
    ),
    examples=(
        Example("45 and never tested", {"age_years": 45}, 1, 1),
        Example("74 and never tested", {"age_years": 74}, 1, 1),
        Example("44 years old", {"age_years": 44}, 0, 0),
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
