"""The records of costs per person, of all care or of one sector: they differ by their column and their words alone.

Rules: docs/explanation/families/costs.md 44.
"""

from collections.abc import Collection

import polars as pl

from transforms.features.costs import SECTORS
from transforms.indicators.definition import Clause, Example, Indicator, Window

SOURCE = (
    "Person-level costing of the health system in Ontario (method of ICES and the Ministry of Health): its existence is"
    " verified, its tables are not public; costs are taken as delivered, crude, and without people who have died"
)


def sectors_without_costs(costed: Collection[str]) -> dict[str, str]:
    """Say by indicator which sector has no row in the whole province; `costed`: those that have one.

    A sector that nobody costed would otherwise look like care that nobody had.
    """
    return {f"cost_pc_{sector}": f"needs costs of sector {sector}" for sector in SECTORS if sector not in costed}


def cost_per_person(indicator_id: str, title: str, why: str, what: str, column: str) -> Indicator:
    """Give the record of a cost in dollars per counted person; `what` names the cost in the clause."""
    return Indicator(
        id=indicator_id,
        title=title,
        why=why,
        aim="value",
        setting="cross",
        direction="context",
        grain="person",
        features=("costs",),
        denominator=(),
        numerator=Clause(f"{what} in 12 months, in whole dollars", pl.col(column)),
        limits="clustered",
        multiplier=1,
        unit="$ per person",
        window=Window(12),
        maturity_months=6,
        version=1,
        status="unverified",
        source=SOURCE,
        examples=(
            Example("a year of care", {column: 2_500}, 1, 2_500),
            Example("no cost at all", {}, 1, 0),
        ),
    )
