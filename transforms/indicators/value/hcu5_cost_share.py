"""What part of all costs the costliest five per cent of people have."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="hcu5_cost_share",
    title="Share of costs of the costliest 5 % of people",
    why="The more the costs lie with a few, the more can be reached by care that is planned around them.",
    aim="value",
    setting="cross",
    direction="context",
    grain="person",
    features=("costs",),
    denominator=(),
    numerator=Clause(
        "dollars of persons whose cost is among the highest 5 % of all counted persons",
        pl.when("is_top_5_percent").then("cost_dollars_12m").otherwise(pl.lit(0, pl.Int32)),
    ),
    amount=pl.col("cost_dollars_12m"),
    limits="clustered",
    multiplier=100,
    unit="% of costs",
    window=Window(12),
    maturity_months=6,
    version=1,
    status="unverified",
    source=(
        "Idea of the work on high-cost users in Ontario (their share of spending), whose code could not be read."
        " Settled here: the threshold is that of the province, so that an area may have more or fewer of these people"
    ),
    # Dollars weigh here: about what twenty people cost in a year.
    minimum_denominator=100_000,
    levels=("oht", "province"),
    examples=(
        Example("above the threshold", {"cost_dollars_12m": 90_000, "is_top_5_percent": True}, 90_000, 90_000),
        Example("below the threshold", {"cost_dollars_12m": 900}, 900, 0),
        Example("no cost at all", {}, 0, 0),
    ),
)
