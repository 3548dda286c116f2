"""Potential years of life lost."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="pyll",
    title="Potential years of life lost",
    why="Counts a death the more the earlier it comes.",
    aim="outcomes",
    setting="cross",
    direction="lower",
    grain="population",
    features=("mid_years",),
    denominator=(Clause("aged under 75 at the period end, or at death", pl.col("age_years") < 75),),
    numerator=Clause(
        "years from death to the age of 75, by completed years of age",
        pl.when("is_decedent").then(75 - pl.col("age_years")).otherwise(0),
    ),
    limits="repeat",
    multiplier=100_000,
    unit="years per 100,000 person-years",
    window=Window(36),
    maturity_months=6,
    version=1,
    status="unverified",
    source=(
        "From memory: years lost before 75 per 100,000 people, a common public-health measure. Completed years of "
        "age, and the middle of each year for the year, are settled here"
    ),
    # Whoever died counts for one year at least: nothing counts above the line that does not below it.
    amount=pl.max_horizontal("mid_years", pl.col("is_decedent").cast(pl.Int32)),
    adjustment="direct",
    minimum_denominator=60,
    levels=("group", "oht", "province"),
    examples=(
        Example("died at 74", {"is_decedent": True, "age_years": 74, "mid_years": 2}, 2, 1),
        Example("died at 40", {"is_decedent": True, "age_years": 40, "mid_years": 1}, 1, 35),
        Example("died at 75", {"is_decedent": True, "age_years": 75, "mid_years": 2}, 0, 0),
        Example("alive at 40", {"age_years": 40, "mid_years": 3}, 3, 0),
    ),
)
