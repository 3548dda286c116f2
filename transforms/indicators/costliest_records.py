"""The records of the costliest people of the province: who they are, and what part of all costs they have.

Those of one per cent and of five differ by their column and their words alone. Rules: families/costs.md 44.
"""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

WHY = "The more the costs lie with a few, the more can be reached by care that is planned around them."
SOURCE_OF_SHARES = (
    "Idea of the work on high-cost users in Ontario (their share of spending), whose code could not be read."
    " Settled here: the threshold is that of the province, so that an area may have more or fewer of these people"
)
# Dollars weigh here: about what twenty people cost in a year.
FEWEST_DOLLARS = 100_000


def costliest_people(percent: int, within: str | None = None) -> Indicator:
    """Give the record of people among the costliest `percent` per cent; `within` as in the record."""
    is_among = f"is_top_{percent}_percent"
    return Indicator(
        id=f"hcu{percent}",
        title=f"People among the costliest {percent} % of the province",
        why="A few people need most of the care: whoever plans it together with them should know where they are.",
        aim="value",
        setting="cross",
        direction="context",
        grain="person",
        features=("costs",),
        denominator=(),
        numerator=Clause(f"cost of 12 months among the highest {percent} % of all counted persons", pl.col(is_among)),
        limits="wilson",
        multiplier=100,
        unit="%",
        window=Window(12),
        maturity_months=6,
        version=1,
        within=within,
        status="unverified",
        source=(
            f"Idea of the work on high-cost users in Ontario (top {percent} % of people by cost), whose code could not"
            " be read. Settled here: who is ranked, and that people with the same cost are all in or all out"
        ),
        examples=(
            Example("above the threshold", {"cost_dollars_12m": 90_000, is_among: True}, 1, 1),
            Example("below the threshold", {"cost_dollars_12m": 900}, 1, 0),
            Example("no cost at all", {}, 1, 0),
        ),
    )


def share_of_the_costliest(percent: int) -> Indicator:
    """Give the record of what part of all costs the costliest `percent` per cent of people have."""
    is_among = f"is_top_{percent}_percent"
    return Indicator(
        id=f"hcu{percent}_cost_share",
        title=f"Share of costs of the costliest {percent} % of people",
        why=WHY,
        aim="value",
        setting="cross",
        direction="context",
        grain="person",
        features=("costs",),
        denominator=(),
        numerator=Clause(
            f"dollars of persons whose cost is among the highest {percent} % of all counted persons",
            pl.when(is_among).then("cost_dollars_12m").otherwise(pl.lit(0, pl.Int32)),
        ),
        amount=pl.col("cost_dollars_12m"),
        limits="clustered",
        multiplier=100,
        unit="% of costs",
        window=Window(12),
        maturity_months=6,
        version=1,
        status="unverified",
        source=SOURCE_OF_SHARES,
        minimum_denominator=FEWEST_DOLLARS,
        levels=("oht", "province"),
        examples=(
            Example("above the threshold", {"cost_dollars_12m": 90_000, is_among: True}, 90_000, 90_000),
            Example("below the threshold", {"cost_dollars_12m": 900}, 900, 0),
            Example("no cost at all", {}, 0, 0),
        ),
    )
