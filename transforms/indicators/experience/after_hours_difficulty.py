"""Care in the evening or on a weekend that was difficult to get."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="after_hours_difficulty",
    title="Difficulty getting care after hours",
    why="Care that cannot be had in the evening or on a weekend is sought in an emergency department.",
    aim="experience",
    setting="primary",
    direction="lower",
    grain="person",
    features=("surveys",),
    denominator=(
        Clause(
            "said in an interview of 12 months how difficult it was to get care in the evening, on a weekend or "
            "a holiday, emergency departments aside",
            pl.col("after_hours_weight") > 0,
        ),
        Clause("16 years or older at the period end", pl.col("age_years") >= 16),
    ),
    numerator=Clause("very or somewhat difficult", pl.col("had_after_hours_difficulty")),
    weight=pl.col("after_hours_weight"),
    limits="survey",
    multiplier=100,
    unit="%",
    window=Window(12),
    maturity_months=6,
    version=1,
    status="verified",
    source=(
        "Health Quality Ontario indicator library, Accessing after-hours primary care; that age is that of the "
        "period end, and that the latest interview counts, is settled here"
    ),
    minimum_denominator=30,
    levels=("group", "oht", "province"),
    examples=(
        Example("somewhat difficult, weighs 1", {"after_hours_weight": 1000, "had_after_hours_difficulty": True}, 1, 1),
        Example("somewhat easy, weighs 2.5", {"after_hours_weight": 2500}, 1, 0),
        Example("not asked, or no need", {}, 0, 0),
        Example("16 years", {"after_hours_weight": 1000, "had_after_hours_difficulty": True, "age_years": 16}, 1, 1),
        Example("15 years", {"after_hours_weight": 1000, "had_after_hours_difficulty": True, "age_years": 15}, 0, 0),
    ),
)
