"""Tables that leave the restricted zones, after disclosure control."""

import datetime as dt

import pandera.polars as pa
import polars as pl

from reference.load import METHOD_STATUSES
from schemas.core import TIERS, DerivedModel
from schemas.fields import described
from schemas.networks import CARE_KINDS, FLOW_LEVELS
from schemas.results import ADJUSTMENTS, LIMITS_METHODS

PUBLISHED_LEVELS = ["oht", "province"]
SUPPRESSIONS = ["small_cell", "not_applicable"]
TIER_SUPPRESSIONS = ["small_cell"]
FEWEST_PEERS = 20
STATES = ["provisional", "final"]


class PublishedResults(DerivedModel):
    """One row per indicator, OHT or province, and period. Counts of 1 to 5 are hidden with a reason, never zero.

    Complementary suppression is not applied yet: the table is for the teams, not for the public.
    """

    indicator_id: str = described("Indicator")
    period: str = described("Period, YYYY-MM")
    level: str = described("Level of the unit", isin=PUBLISHED_LEVELS)
    unit_id: str = described("OHT, or ontario")
    numerator: int = described("Count above the line; null: hidden or not computable", nullable=True)
    denominator: int = described("Count below the line; null: hidden or not computable", nullable=True)
    value: float = described("In the indicator's unit; null: hidden, not computable, or no denominator", nullable=True)
    lower: float = described("Lower 95 % limit; null: as value", nullable=True)
    upper: float = described("Upper 95 % limit; null: as value", nullable=True)
    adjusted: float = described(
        "Value adjusted for age and sex, or for risk; null: it is not, or as value", nullable=True
    )
    adjusted_lower: float = described("Lower 95 % limit of it; null: as adjusted", nullable=True)
    adjusted_upper: float = described("Upper 95 % limit of it; null: as adjusted", nullable=True)
    limits_method: str = described("Method of the limits", isin=LIMITS_METHODS)
    adjustment: str = described("How the adjusted value is made", isin=ADJUSTMENTS)
    is_below_minimum: bool = described("Too few below the line to judge by; null: as value", nullable=True)
    suppression: str = described(
        "Why counts and value are absent; null: they are shown", nullable=True, isin=SUPPRESSIONS
    )
    not_computable: str = described("What is needed before it can be computed; null: computed", nullable=True)
    unit: str = described("Unit of the value")
    status: str = described("State of the definition: verified, unverified, retired or local")
    definition_version: pl.Int32 = described("Version of the definition")
    method_id: str = described("Attribution method")
    data_cut_off: dt.date = described("Day of the latest delivery known to the numbers")
    state: str = described(
        "provisional until the sources have settled, then final; null: not computable", nullable=True, isin=STATES
    )
    attribution_note: str = described("What the attribution lacked of its look-back; null: nothing", nullable=True)

    @pa.dataframe_check
    def no_small_cell(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True when neither count is 1 to 5."""
        small = pl.col("numerator").is_between(1, 5) | pl.col("denominator").is_between(1, 5)
        return data.lazyframe.select(~small.fill_null(False))


class PublishedTiers(DerivedModel):
    """One row per OHT or province, tier and period: persons; 1 to 5 are hidden with a reason, never zero.

    Hidden too: the next smallest count of the tier, where a hidden one could be had by subtraction within this table.
    With the totals of other tables and releases it is not compared: the table is for the teams, not for the public.
    """

    level: str = described("Level of the unit", isin=PUBLISHED_LEVELS)
    unit_id: str = described("OHT, or ontario")
    tier: str = described("Rule that placed the persons", isin=TIERS)
    persons: int = described("Number of persons; null: hidden", nullable=True)
    without_team: int = described("Of them, persons without a team; null: hidden", nullable=True)
    suppression: str = described(
        "Why persons is absent (small_cell: 1 to 5, or it would give such a count away); null: shown",
        nullable=True,
        isin=TIER_SUPPRESSIONS,
    )
    without_team_suppression: str = described(
        "Why without_team is absent, as suppression; null: shown", nullable=True, isin=TIER_SUPPRESSIONS
    )
    period: str = described("Period, YYYY-MM")
    method_id: str = described("Attribution method")
    method_status: str = described(
        "unverified: a parameter of the method could not be checked; local: one was settled here; else verified",
        isin=list(METHOD_STATUSES),
    )
    attribution_note: str = described("What the attribution lacked of its look-back; null: nothing", nullable=True)

    @pa.dataframe_check
    def no_small_cell(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True when neither count, nor what one leaves of the other, is 1 to 5."""
        counts = [pl.col("persons"), pl.col("without_team"), pl.col("persons") - pl.col("without_team")]
        small = pl.any_horizontal(count.is_between(1, 5).fill_null(False) for count in counts)
        return data.lazyframe.select(~small)

    @pa.dataframe_check
    def hidden_has_a_reason(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True when what is hidden says why, and nothing else does."""
        reasons = {"persons": "suppression", "without_team": "without_team_suppression"}
        agree = [pl.col(count).is_null() == pl.col(reason).is_not_null() for count, reason in reasons.items()]
        return data.lazyframe.select(pl.all_horizontal(agree))


class PublishedPeers(DerivedModel):
    """One row per indicator, peer group and period: how the values of the group's practices are spread, for comparison.

    Practices with fewer than 100 persons are left out. Groups lie within one another: a practice stands in every group
    of its cells. Percentiles and benchmark have three significant digits, and no count but that of practices is given.
    """

    indicator_id: str = described("Indicator")
    period: str = described("Period, YYYY-MM")
    peer_group: str = described("Model, place, size and third of deprivation, as many as stand; ontario: all practices")
    peers_count: int = described("Practices with a value", ge=0)
    peers_p10: float = described("10th percentile of their values; null: see suppression", nullable=True)
    peers_p25: float = described("25th percentile of their values; null: see suppression", nullable=True)
    peers_p50: float = described("Median of their values; null: see suppression", nullable=True)
    peers_p75: float = described("75th percentile of their values; null: see suppression", nullable=True)
    peers_p90: float = described("90th percentile of their values; null: see suppression", nullable=True)
    suppression: str = described(
        "few_practices: fewer than 20; few_others: 1 to 3 beside the groups within it that are shown; null: shown",
        nullable=True,
        isin=["few_practices", "few_others"],
    )
    benchmark_practices: int = described("Of them, those with at least the minimum denominator", ge=0)
    benchmark_value: float = described(
        "Value that the best quarter of these reach; null: no direction, fewer than 20, or 1 to 3 beside other groups",
        nullable=True,
    )
    status: str = described("State of the definition: verified, unverified, retired or local")

    @pa.dataframe_check
    def few_practices_are_not_described(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True when percentiles and benchmark stand on 20 practices or more, and nothing hidden has a value."""
        names = [f"peers_p{share}" for share in (10, 25, 50, 75, 90)]
        is_hidden = pl.all_horizontal(pl.col(name).is_null() for name in names)
        spread = is_hidden | ((pl.col("peers_count") >= FEWEST_PEERS) & pl.col("suppression").is_null())
        best = pl.col("benchmark_value").is_null() | (pl.col("benchmark_practices") >= FEWEST_PEERS)
        return data.lazyframe.select(spread & best)


class PublishedLoyalty(DerivedModel):
    """One row per network or OHT and kind of care of a period: how much of it its people receive within the unit.

    A unit is hidden when anything inside or outside of it is 1 to 5. Counts are of OHTs alone, and there is no row of
    the province: networks make up OHTs, and OHTs the province, so that counts of both would be subtracted.
    """

    level: str = described("Level of the unit", isin=FLOW_LEVELS)
    unit_id: str = described("Network or OHT")
    kind: str = described("Kind of care", isin=CARE_KINDS)
    inside: int = described("Visits or admissions within the unit; null: see suppression", nullable=True)
    total: int = described("All visits or admissions of its people; null: see suppression", nullable=True)
    share: float = described("Inside over total, of a network in hundredths; null: see suppression", nullable=True)
    suppression: str = described(
        "small_cell: all of it is hidden; differencing: the counts are, since they are of a network; not_applicable: "
        "it could not be computed; null: shown",
        nullable=True,
        isin=["small_cell", "differencing", "not_applicable"],
    )
    not_computable: str = described("What is needed before it can be computed; null: computed", nullable=True)
    period: str = described("Period, YYYY-MM")
    method_id: str = described("Attribution method")

    @pa.dataframe_check
    def no_small_cell(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True when neither what is inside, nor what is outside, nor all of it is 1 to 5."""
        inside, total = pl.col("inside"), pl.col("total")
        counts = [inside, total, total - inside]
        small = pl.any_horizontal(count.is_between(1, 5).fill_null(False) for count in counts)
        return data.lazyframe.select(~small)


class PublishedFlows(DerivedModel):
    """One row per OHT, place of care and kind of a period: where its people receive their care.

    Flows of 1 to 5 are one row together, with others until it is 6 or more. A unit hidden in the loyalty has no rows.
    """

    level: str = described("Level of both units", isin=["oht"])
    unit_id: str = described("OHT of the people")
    care_unit_id: str = described("OHT in which care was given; null: see basis", nullable=True)
    basis: str = described(
        "unit; pooled: several small ones together; none: no unit can be told", isin=["unit", "pooled", "none"]
    )
    kind: str = described("Kind of care", isin=CARE_KINDS)
    total: int = described("Visits or admissions", ge=6)
    period: str = described("Period, YYYY-MM")
    method_id: str = described("Attribution method")
