"""Overdue for cervical cancer screening, by the Pap test."""

import polars as pl

from transforms.indicators.definition import Clause, Era, Example, Indicator, Window

INDICATOR = Indicator(
    id="cervix_overdue_pap",
    title="Overdue for cervical cancer screening by Pap test",
    why="What overdue meant until the HPV test came, for the years before.",
    aim="outcomes",
    setting="primary",
    direction="lower",
    grain="person",
    features=("cervical_screening",),
    denominator=(
        Clause("women by the registry", pl.col("sex") == "F"),
        Clause("aged 21 to 69", pl.col("age_years").is_between(21, 69)),
    ),
    numerator=Clause(
        "no Pap test in 42 months",
        ~pl.col("has_pap_test_42m"),
    ),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(42),
    maturity_months=6,
    version=1,
    status="retired",
    adjustment="direct",
    exclusions=(
        Clause("cervical cancer or hysterectomy, by a registry", pl.col("is_out_of_cervical_screening")),
        Clause(
            "cancer, hysterectomy, or screening does not apply, by a practice; who declined stays",
            pl.col("is_out_of_cervical_screening_by_practice"),
        ),
    ),
    eras=(Era(None, "2025-02", "the HPV test replaced the Pap test on 2025-03-03"),),
    source=(
        "Ontario indicator library, Cervical cancer screening participation (its complement), ended by the"
        " HPV test and kept for the years before; laboratory fee codes of Pap tests are not kept here. That"
        " women and men are those of the registry, that an invalid test is none, that fee codes count beside"
        " the tests and that practices may take people out is local"
    ),
    examples=(
        Example("21 and never tested", {"age_years": 21}, 1, 1),
        Example("69 and never tested", {"age_years": 69}, 1, 1),
        Example("20 years old", {"age_years": 20}, 0, 0),
        Example("70 years old", {"age_years": 70}, 0, 0),
        Example("Pap test within 42 months", {"age_years": 40, "has_pap_test_42m": True}, 1, 0),
        Example("HPV test alone", {"age_years": 40, "has_hpv_test_60m": True}, 1, 1),
        Example("a man", {"age_years": 40, "sex": "M"}, 0, 0),
        Example("sex unknown", {"age_years": 40, "sex": "U"}, 0, 0),
        Example("hysterectomy", {"age_years": 40, "is_out_of_cervical_screening": True}, 0, 0),
        Example("taken out by the practice", {"age_years": 40, "is_out_of_cervical_screening_by_practice": True}, 0, 0),
    ),
)
