"""People whose care is among the costliest one per cent of the province."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="hcu1",
    title="People among the costliest 1 % of the province",
    why="A few people need most of the care: whoever plans it together with them should know where they are.",
    aim="value",
    setting="cross",
    direction="context",
    grain="person",
    features=("costs",),
    denominator=(),
    numerator=Clause("cost of 12 months among the highest 1 % of all counted persons", pl.col("is_top_1_percent")),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(12),
    maturity_months=6,
    version=1,
    within="hcu5",
    status="unverified",
    source=(
        "Idea of the work on high-cost users in Ontario (top 1 % of people by cost), whose code could not be read."
        " Settled here: who is ranked, and that people with the same cost are all in or all out"
    ),
    examples=(
        Example("above the threshold", {"cost_dollars_12m": 90_000, "is_top_1_percent": True}, 1, 1),
        Example("below the threshold", {"cost_dollars_12m": 900}, 1, 0),
        Example("no cost at all", {}, 1, 0),
    ),
)
