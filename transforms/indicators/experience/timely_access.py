"""Seen by the own provider on the same or the next day when sick."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="timely_access",
    title="Seen on the same or next day when sick",
    why="Who is sick and cannot be seen soon waits, or goes to an emergency department.",
    aim="experience",
    setting="primary",
    direction="higher",
    grain="person",
    features=("surveys",),
    denominator=(
        Clause(
            "said in an interview of 12 months how many days it took to be seen, have a provider, and wanted to "
            "see them for being sick",
            pl.col("timely_access_weight") > 0,
        ),
        Clause("16 years or older at the period end", pl.col("age_years") >= 16),
    ),
    numerator=Clause("seen on the same or the next day", pl.col("was_seen_in_time")),
    weight=pl.col("timely_access_weight"),
    limits="survey",
    multiplier=100,
    unit="%",
    window=Window(12),
    maturity_months=6,
    version=1,
    status="verified",
    source=(
        "Health Quality Ontario indicator library, Timely access to a primary care provider; that age is that "
        "of the period end, and that the latest interview counts, is settled here"
    ),
    minimum_denominator=30,
    levels=("group", "oht", "province"),
    examples=(
        Example("seen the next day, weighs 1", {"timely_access_weight": 1000, "was_seen_in_time": True}, 1, 1),
        Example("seen after 2 to 19 days, weighs 2.5", {"timely_access_weight": 2500}, 1, 0),
        Example("not asked, or no wish to be seen", {}, 0, 0),
        Example("16 years", {"timely_access_weight": 1000, "was_seen_in_time": True, "age_years": 16}, 1, 1),
        Example("15 years", {"timely_access_weight": 1000, "was_seen_in_time": True, "age_years": 15}, 0, 0),
    ),
)
