"""Premature mortality."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="premature_mort",
    title="Premature mortality",
    why="Deaths before 75 tell of health and care over a lifetime.",
    aim="outcomes",
    setting="cross",
    direction="lower",
    grain="population",
    features=("mid_years",),
    denominator=(Clause("aged under 75 at the period end, or at death", pl.col("age_years") < 75),),
    numerator=Clause("died in the 36 months up to the period end", pl.col("is_decedent")),
    limits="poisson",
    multiplier=100_000,
    unit="per 100,000 person-years",
    window=Window(36),
    maturity_months=6,
    version=1,
    status="unverified",
    source=(
        "From memory: deaths before 75 per 100,000 people, as public health units publish them. That the middle "
        "of each year stands for it, and the age that is taken, are settled here"
    ),
    # Whoever died counts for one year at least: nothing counts above the line that does not below it.
    amount=pl.max_horizontal("mid_years", pl.col("is_decedent").cast(pl.Int32)),
    adjustment="direct",
    minimum_denominator=60,
    levels=("group", "oht", "province"),
    examples=(
        Example("died at 74", {"is_decedent": True, "age_years": 74, "mid_years": 2}, 2, 1),
        Example("died at 75", {"is_decedent": True, "age_years": 75, "mid_years": 2}, 0, 0),
        Example("alive at 74", {"age_years": 74, "mid_years": 3}, 3, 0),
        Example("alive at 75", {"age_years": 75, "mid_years": 3}, 0, 0),
        Example("died before any middle of a year", {"is_decedent": True, "age_years": 0}, 1, 1),
    ),
)
