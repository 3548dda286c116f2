"""The reliability report as tables that leave the restricted zones, after disclosure control."""

import datetime as dt

import pandera.polars as pa
import polars as pl

from reference.load import METHOD_STATUSES
from schemas.core import DerivedModel
from schemas.fields import described
from schemas.published import SUPPRESSIONS, TIER_SUPPRESSIONS
from schemas.reliability import FIGURE_LEVELS, MEASURES

SHARES = [
    "high_or_medium",
    "attached",
    "under_five_placed",
    "under_five_missing_from_file",
    "joined",
    "left",
    "linked",
    "loyalty",
    "loyalty_median",
    "crosswalk",
]


class PublishedFigures(DerivedModel):
    """One row per period, measure, level, unit, part and detail: a count; 1 to 5 are hidden with a reason, never zero.

    Hidden too: partners, so that one subtraction within this table and that of the tiers tells no hidden count. With
    other tables and releases it is not compared: the table is for the teams, not for the public.
    """

    period: str = described("Period, YYYY-MM")
    measure: str = described("Subject of the count", isin=MEASURES)
    level: str = described("Level of the unit", isin=FIGURE_LEVELS)
    unit_id: str = described("Network, OHT, or ontario")
    part: str = described("What of the subject is counted")
    detail: str = described("Reason, confidence or age; `all`: over all of them")
    number: int = described("Persons, physicians, visits or admissions; null: hidden", nullable=True, ge=0)
    suppression: str = described(
        "Why the number is absent (small_cell: 1 to 5, or it would give such a count away); null: shown",
        nullable=True,
        isin=TIER_SUPPRESSIONS,
    )

    @pa.dataframe_check
    def no_small_cell(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True when no number is 1 to 5."""
        return data.lazyframe.select(~pl.col("number").is_between(1, 5).fill_null(False))

    @pa.dataframe_check
    def hidden_has_a_reason(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True when what is hidden says why, and nothing else does."""
        return data.lazyframe.select(pl.col("number").is_null() == pl.col("suppression").is_not_null())


class PublishedShares(DerivedModel):
    """One row per period, share, level, unit and part: what the counts come to, beside published figures."""

    period: str = described("Period, YYYY-MM")
    share_id: str = described("What is shared out", isin=SHARES)
    level: str = described("Level of the unit", isin=FIGURE_LEVELS)
    unit_id: str = described("Network, OHT, or ontario")
    part: str = described("Kind of care or of physician, or OHT of a network; null: none", nullable=True)
    numerator: int = described("Count above the line; null: hidden, not computable, or a median", nullable=True)
    denominator: int = described("Count below the line; null: as numerator", nullable=True)
    share: float = described("0 to 1; null: hidden, not computable, or nothing below the line", nullable=True)
    given_share: float = described("Share that the crosswalk says; null: none", nullable=True)
    suppression: str = described("Why the share is absent; null: it is shown", nullable=True, isin=SUPPRESSIONS)
    not_computable: str = described("What is needed before it can be computed; null: computed", nullable=True)
    status: str = described("State of the definition", isin=list(METHOD_STATUSES))
    anchor_ids: str = described(
        "Published figures to read beside it (anchors), parted by blanks; null: none", nullable=True
    )


class PublishedStaleness(DerivedModel):
    """One row per period and input: how old what we know of it is at the period end."""

    period: str = described("Period, YYYY-MM")
    input_name: str = described("Input")
    delivered_on: dt.date = described("Day of its latest delivery; null: never delivered", nullable=True)
    reaches_to: dt.date = described("Last day its rows reach; null: they have no days", nullable=True)
    staleness_days: pl.Int64 = described(
        "Days from there to the period end, zero when they reach it; null: as reaches_to", nullable=True
    )


class PublishedAnchors(DerivedModel):
    """One row per period and published figure that the report sets beside ours."""

    period: str = described("Period, YYYY-MM")
    anchor_id: str = described("Published figure")
    percent: float = described("Its value; the lower one of a range")
    to_percent: float = described("The upper value of a range; null: no range", nullable=True)
    year: str = described("Years it is about")
    status: str = described("verified: read in the source", isin=list(METHOD_STATUSES))
    source: str = described("Where it was published")
