"""Antipsychotics in long-term care without a psychosis."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

GIVEN = {"has_known_medicines": True, "has_antipsychotic": True}

INDICATOR = Indicator(
    id="antipsych_ltc",
    title="Antipsychotics in long-term care without psychosis",
    why="These medicines carry risks; for restlessness in dementia other ways come first.",
    aim="outcomes",
    setting="cross",
    direction="lower",
    grain="long_term_care_quarters",
    features=("long_term_care_quarters",),
    denominator=(
        Clause(
            "residents in each of four quarters with an assessment more than 92 days after moving in, that tells of"
            " antipsychotics",
            pl.col("has_known_medicines"),
        ),
    ),
    numerator=Clause(
        "an antipsychotic was given on one or more of the seven days before it", pl.col("has_antipsychotic")
    ),
    limits="clustered",
    multiplier=100,
    unit="%",
    window=Window(12),
    maturity_months=3,
    version=1,
    status="unverified",
    source=(
        "Health Quality Ontario indicator library, Percentage of long-term care home residents without psychosis on"
        " antipsychotics in the last 7 days, read in part; which assessment is valid is from memory of CIHI's method,"
        " and the value is crude, since the risk model is not public"
    ),
    examples=(
        Example("given", GIVEN, 1, 1),
        Example("not given", {"has_known_medicines": True}, 1, 0),
        Example("not known", {"has_antipsychotic": True}, 0, 0),
        Example("schizophrenia", {**GIVEN, "has_schizophrenia": True}, 0, 0),
        Example("Huntington's chorea", {**GIVEN, "has_huntington": True}, 0, 0),
        Example("had hallucinations", {**GIVEN, "has_hallucinations": True}, 0, 0),
        Example("delusions", {**GIVEN, "has_delusions": True}, 0, 0),
        Example("end of life", {**GIVEN, "is_end_of_life": True}, 0, 0),
    ),
    exclusions=(
        Clause("schizophrenia", pl.col("has_schizophrenia")),
        Clause("Huntington's chorea", pl.col("has_huntington")),
        Clause("had hallucinations", pl.col("has_hallucinations")),
        Clause("delusions", pl.col("has_delusions")),
        Clause("end-stage disease, or hospice care", pl.col("is_end_of_life")),
    ),
)
