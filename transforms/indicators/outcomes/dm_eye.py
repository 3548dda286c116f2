"""Eye examinations of people with diabetes."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="dm_eye",
    title="Diabetes: eye examination in two years",
    why="Diabetes damages the retina without a sign until sight is lost; an examination finds it in time.",
    aim="outcomes",
    setting="primary",
    direction="higher",
    grain="person",
    features=("conditions", "eye_examinations"),
    denominator=(
        Clause("people with diabetes, by the records of 48 months", pl.col("has_diabetes")),
        Clause("20 years or older", pl.col("age_years") >= 20),
    ),
    numerator=Clause("a listed eye examination in 24 months", pl.col("has_eye_examination_24m")),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(24),
    maturity_months=6,
    version=1,
    status="local",
    source=(
        "Health Quality Ontario indicator library, Diabetes eye exams (ages, two years and codes followed to the"
        " letter); who has the condition is told by the rule of the Canadian surveillance system (v2024), where"
        " the page has the Ontario Diabetes Database, and the standard population is Ontario 2011 where it is"
        " people with diabetes"
    ),
    examples=(
        Example("examined at 20", {"age_years": 20, "has_diabetes": True, "has_eye_examination_24m": True}, 1, 1),
        Example("not examined", {"age_years": 20, "has_diabetes": True}, 1, 0),
        Example("19 years old", {"age_years": 19, "has_diabetes": True, "has_eye_examination_24m": True}, 0, 0),
        Example("no diabetes", {"age_years": 60, "has_eye_examination_24m": True}, 0, 0),
    ),
    adjustment="direct",
)
