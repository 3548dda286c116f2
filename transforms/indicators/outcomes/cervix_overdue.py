"""Overdue for cervical cancer screening, by the HPV test."""

import polars as pl

from transforms.indicators.definition import Clause, Era, Example, Indicator, Window

INDICATOR = Indicator(
    id="cervix_overdue",
    title="Overdue for cervical cancer screening",
    why="Cancer of the cervix can nearly always be prevented; one test lasts five years.",
    aim="outcomes",
    setting="primary",
    direction="lower",
    grain="person",
    features=("cervical_screening",),
    denominator=(
        Clause("women by the registry", pl.col("sex") == "F"),
        Clause("aged 25 to 69", pl.col("age_years").is_between(25, 69)),
    ),
    numerator=Clause(
        "no HPV test in 60 months, and no Pap test or specimen of a repeat or follow-up in 36",
        ~(pl.col("has_hpv_test_60m") | pl.col("has_pap_test_36m") | pl.col("has_cervical_specimen_36m")),
    ),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(60),
    maturity_months=6,
    version=1,
    status="unverified",
    adjustment="direct",
    exclusions=(
        Clause("cervical cancer or hysterectomy, by a registry", pl.col("is_out_of_cervical_screening")),
        Clause(
            "cancer, hysterectomy, or screening does not apply, by a practice; who declined stays",
            pl.col("is_out_of_cervical_screening_by_practice"),
        ),
    ),
    eras=(Era("2025-03", None, "the HPV test replaced the Pap test on 2025-03-03"),),
    source=(
        "HPV test from 2025-03-03, ages and five years: ccohealth.ca, ontario.ca and a clinic's page, read in"
        " part; credit for a Pap test of three years unverified. Three years for people with a weak immune"
        " system cannot be told from the inputs, so that some of them count as up to date. That women and men"
        " are those of the registry, that an invalid test is none, that fee codes count beside the tests (those"
        " of repeats and follow-up for three years) and that practices may take people out is local"
    ),
    examples=(
        Example("25 and never tested", {"age_years": 25}, 1, 1),
        Example("69 and never tested", {"age_years": 69}, 1, 1),
        Example("24 years old", {"age_years": 24}, 0, 0),
        Example("70 years old", {"age_years": 70}, 0, 0),
        Example("HPV test", {"age_years": 40, "has_hpv_test_60m": True}, 1, 0),
        Example(
            "Pap test within three years", {"age_years": 40, "has_pap_test_36m": True, "has_pap_test_42m": True}, 1, 0
        ),
        Example("repeat or follow-up specimen", {"age_years": 40, "has_cervical_specimen_36m": True}, 1, 0),
        Example("Pap test of 40 months ago", {"age_years": 40, "has_pap_test_42m": True}, 1, 1),
        Example("a man", {"age_years": 40, "sex": "M"}, 0, 0),
        Example("sex unknown", {"age_years": 40, "sex": "U"}, 0, 0),
        Example("hysterectomy", {"age_years": 40, "is_out_of_cervical_screening": True}, 0, 0),
        Example("taken out by the practice", {"age_years": 40, "is_out_of_cervical_screening_by_practice": True}, 0, 0),
    ),
)
