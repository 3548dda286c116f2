"""What the care of a person cost in twelve months, in all and by sector, and whether it is among the costliest.

Rules: docs/explanation/families/costs.md 44.
"""

import datetime as dt

import polars as pl

from transforms.cost_thresholds import MONTHS, costs_of_persons, whole_dollars
from transforms.features.family import Family, Frames, Requirement

# The name under which the family reads the thresholds of the whole province.
COST_THRESHOLDS = "cost_thresholds"
SECTORS = ("acute", "emergency", "physician", "drugs", "home_care", "long_term_care")
TOTAL = "cost_dollars_12m"


def cost_column(sector: str) -> str:
    """Give the column with the cost of a sector."""
    return f"{sector}_{TOTAL}"


def build_costs(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person with a cost in the twelve months ending at the period end, sorted by person_id.

    Costs are in whole dollars, each rounded for itself, so that the sectors may differ from the total by some dollars.
    `is_top_5_percent`, `is_top_1_percent`: the total reaches the threshold of the province.
    """
    cents = pl.col("cost_cents")
    of_sectors = [
        whole_dollars(cents.filter(pl.col("sector") == sector)).alias(cost_column(sector)) for sector in SECTORS
    ]
    grouped = costs_of_persons(frames["costs"], period_end).group_by("person_id")
    found = grouped.agg(whole_dollars(cents).alias(TOTAL), *of_sectors)
    five, one = frames[COST_THRESHOLDS].select("top_5_from_dollars", "top_1_from_dollars").row(0)
    return (
        found.with_columns(
            (pl.col(TOTAL) >= pl.lit(five, pl.Int64)).fill_null(False).alias("is_top_5_percent"),
            (pl.col(TOTAL) >= pl.lit(one, pl.Int64)).fill_null(False).alias("is_top_1_percent"),
        )
        .with_columns(pl.col(TOTAL, *(cost_column(sector) for sector in SECTORS)).cast(pl.Int32))
        .sort("person_id")
    )


FAMILY = Family(
    name="costs",
    reads=("costs", COST_THRESHOLDS),
    requires=(Requirement("costs", months=MONTHS),),
    zeros=(TOTAL, *(cost_column(sector) for sector in SECTORS)),
    flags=("is_top_5_percent", "is_top_1_percent"),
    dates=(),
    build=build_costs,
)
