"""Emergency departments as the first place of help for mental health."""

import polars as pl

from transforms.features.family import Requirement
from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="ed_first_mha",
    title="Emergency department as the first contact for mental health",
    why="Whoever finds help for mental health only in an emergency department did not find it before.",
    aim="experience",
    setting="primary",
    direction="lower",
    grain="mental_health_ed_visits",
    features=("mental_health_ed_visits",),
    denominator=(
        Clause(
            "the person's first emergency visit for mental health or substance use in 12 months", pl.col("is_first")
        ),
    ),
    numerator=Clause(
        "no care of mental health in the 24 months before: contact, emergency visit, hospital stay or designated bed",
        ~pl.col("had_care_before"),
    ),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(12, look_back_months=24),
    maturity_months=6,
    version=2,
    # Without designated beds most stays are missing, and what is left is another measure.
    requires=(Requirement("mental_health_stays", months=36),),
    status="unverified",
    source=(
        "Collaborative quality improvement plans of Ontario Health Teams name it; no published"
        " specification could be read: look-back and code lists are settled here. It is not computable without"
        " stays in designated mental-health beds (OMHRS): people known only from there would count as not seen before"
    ),
    adjustment="direct",
    examples=(
        Example("first visit, nobody before", {"is_first": True}, 1, 1),
        Example("somebody was seen before", {"is_first": True, "had_care_before": True}, 1, 0),
        Example("a later visit of the year", {"had_care_before": True}, 0, 0),
        Example("substance use counts", {"is_first": True, "is_substance": True}, 1, 1),
    ),
)
