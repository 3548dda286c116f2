"""Counts, rates and limits before disclosure control."""

import pandera.polars as pa
import polars as pl

from schemas.core import TIERS, UNATTRIBUTABLE_REASONS, DerivedModel
from schemas.fields import described

LEVELS = ["practice", "group", "oht", "province"]
ADJUSTMENTS = ["none", "direct", "risk"]
LIMITS_METHODS = ["wilson", "poisson", "repeat", "clustered", "survey", "median", "none"]


class Results(DerivedModel):
    """One row per indicator, level and unit of a period. Exact: restricted until disclosure control has passed."""

    indicator_id: str = described("Indicator")
    period: str = described("Period, YYYY-MM", str_matches=r"^[0-9]{4}-[0-9]{2}$")
    level: str = described("Level of the unit", isin=LEVELS)
    unit_id: str = described("Physician for a practice, group, OHT, or ontario")
    numerator: int = described("Count above the line; null: not computable", nullable=True, ge=0)
    denominator: int = described("Count below the line; null: not computable", nullable=True, ge=0)
    fewest_persons: int = described(
        "Of sums of events or amounts, the fewest persons of whom one is made; null: counts of persons, or zero",
        nullable=True,
        ge=1,
    )
    value: float = described(
        "Numerator over denominator, of a survey the share of the weights, or the median, in the indicator's unit; "
        "null: no denominator, or no median",
        nullable=True,
    )
    lower: float = described("Lower 95 % limit; null: no value", nullable=True)
    upper: float = described("Upper 95 % limit; null: no value", nullable=True)
    adjusted: float = described(
        "Value adjusted for age and sex, or for risk; null: it is not, or missing", nullable=True
    )
    adjusted_lower: float = described("Lower 95 % limit of the adjusted value; null: as adjusted", nullable=True)
    adjusted_upper: float = described("Upper 95 % limit of the adjusted value; null: as adjusted", nullable=True)
    limits_method: str = described("Method of the limits", isin=LIMITS_METHODS)
    adjustment: str = described("How the adjusted value is made", isin=ADJUSTMENTS)
    is_proportion: bool = described("The numerator counts members of the denominator")
    is_below_minimum: bool = described("Too few below the line to judge by; null: not computable", nullable=True)
    not_computable: str = described("What is needed before it can be computed; null: computed", nullable=True)
    definition_version: pl.Int32 = described("Version of the definition")
    method_id: str = described("Attribution method")

    @pa.dataframe_check
    def proportion_at_most_one(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True when a proportion's numerator does not exceed its denominator."""
        return data.lazyframe.select(~pl.col("is_proportion") | (pl.col("numerator") <= pl.col("denominator")))


class StrataResults(DerivedModel):
    """One row per indicator, level, unit, dimension and stratum of a period that has anybody below the line.

    Exact: restricted until disclosure control has passed. People whose stratum is unknown are in none.
    """

    indicator_id: str = described("Indicator")
    period: str = described("Period, YYYY-MM", str_matches=r"^[0-9]{4}-[0-9]{2}$")
    level: str = described("Level of the unit", isin=LEVELS)
    unit_id: str = described("Physician for a practice, group, OHT, or ontario")
    dimension: str = described("By what people are told apart")
    stratum: str = described("Value of the dimension")
    numerator: int = described("Count above the line", ge=0)
    denominator: int = described("Count below the line", gt=0)
    fewest_persons: int = described(
        "Of sums of events or amounts, the fewest persons of whom one is made; null: counts of persons, or zero",
        nullable=True,
        ge=1,
    )
    value: float = described(
        "Numerator over denominator, or of a survey the share of the weights, in the indicator's unit"
    )
    lower: float = described("Lower 95 % limit; null: rows repeat within persons", nullable=True)
    upper: float = described("Upper 95 % limit; null: as lower", nullable=True)


class InequalityResults(DerivedModel):
    """One row per indicator, OHT or province, and ranked dimension of a period: how unequal neighbourhoods are.

    Ranks are quintiles: of deprivation 5 is the most deprived, of income 5 the highest. Exact: restricted.
    """

    indicator_id: str = described("Indicator")
    period: str = described("Period, YYYY-MM", str_matches=r"^[0-9]{4}-[0-9]{2}$")
    level: str = described("Level of the unit", isin=["oht", "province"])
    unit_id: str = described("OHT, or ontario")
    dimension: str = described("By what neighbourhoods are ranked", isin=["deprivation", "income"])
    slope_index: float = described("Rank 5 minus rank 1 on the fitted line; null: see the status", nullable=True)
    slope_lower: float = described("Lower 95 % limit of it; null: see the status", nullable=True)
    slope_upper: float = described("Upper 95 % limit of it; null: see the status", nullable=True)
    relative_index: float = described("Rank 5 over rank 1 on the fitted line; null: see the status", nullable=True)
    relative_lower: float = described("Lower 95 % limit of it; null: see the status", nullable=True)
    relative_upper: float = described("Upper 95 % limit of it; null: see the status", nullable=True)
    inequality_status: str = described("Whether the indices could be made, and why not")
    absolute_gap: float = described("Rank 5 minus rank 1; null: see gap_status", nullable=True)
    absolute_lower: float = described("Lower 95 % limit of it; null: see gap_status", nullable=True)
    absolute_upper: float = described("Upper 95 % limit of it; null: see gap_status", nullable=True)
    relative_gap: float = described("Rank 5 over rank 1; null: see gap_status", nullable=True)
    relative_gap_lower: float = described("Lower 95 % limit of it; null: see gap_status", nullable=True)
    relative_gap_upper: float = described("Upper 95 % limit of it; null: see gap_status", nullable=True)
    gap_status: str = described("Whether the gaps could be made, and why not")


class ShrunkenResults(DerivedModel):
    """One row per indicator that counts rows or events and practice of a period: its value drawn towards the mean.

    Exact and of practices: restricted, for the analyst. Practices with nobody below the line have no row.
    """

    indicator_id: str = described("Indicator")
    period: str = described("Period, YYYY-MM", str_matches=r"^[0-9]{4}-[0-9]{2}$")
    unit_id: str = described("Physician of the practice")
    value: float = described("The practice's own value, in the indicator's unit")
    overall_value: float = described("Value of all practices together")
    own_weight: float = described("Weight of the practice's own value; 0: practices differ by chance alone", ge=0, le=1)
    shrunken_value: float = described("Own value and that of all, weighed; it has no limits")
    definition_version: pl.Int32 = described("Version of the definition")
    method_id: str = described("Attribution method")


class PanelFacts(DerivedModel):
    """One row per physician with persons in a bucket: whole numbers that add up over buckets."""

    physician_id: str = described("Physician", unique=True)
    panel_persons: int = described("Persons placed with the physician", ge=1)
    known_persons: int = described("Of them, those whose area has a deprivation quintile", ge=0)
    deprivation_total: int = described("Sum of their quintiles", ge=0)


class PracticePeers(DerivedModel):
    """One row per practice with persons, of a period: what it is like, and with whom it is compared."""

    physician_id: str = described("Physician of the practice", unique=True)
    model: str = described("Enrolment model on the registry; none: there is none")
    rurality: str = described("Place of the practice: urban, rural or unknown", isin=["urban", "rural", "unknown"])
    size_class: str = described("Persons of its panel: under-800, 800-1499 or 1500-or-more")
    deprivation_third: str = described("Third of practices by deprivation of their people, 3 the most; unknown: none")
    is_peer: bool = described("It has 100 persons or more; smaller ones are nobody's peers")
    peer_group: str = described("Narrowest cell of the first of these that holds 20 peers; ontario: none does")
    peer_practices: int = described("Peers in the group", ge=0)


class PeerMembers(DerivedModel):
    """One row per peer group that some practice has, and practice of 100 persons or more in it, of a period."""

    peer_group: str = described("Peer group")
    physician_id: str = described("Physician of the practice")


class TierCounts(DerivedModel):
    """One row per level, unit, tier and reason of a period: how many persons stand on which rule."""

    level: str = described("Level of the unit", isin=LEVELS)
    unit_id: str = described("Physician for a practice, group, OHT, or ontario")
    tier: str = described("Rule that placed the persons", isin=TIERS)
    reason: str = described("Why there is no team; null: there is one", nullable=True, isin=UNATTRIBUTABLE_REASONS)
    persons: int = described("Number of persons", ge=0)


class ReferenceCounts(DerivedModel):
    """One row per rule on references between inputs: rows that name what is not known, of the rows that name any.

    Rows of the claims are netted lines. No rows at all and no broken ones are both 0.
    """

    rule_id: str = described("Rule: the input, and what its rows name in vain", unique=True)
    rows: int = described("Rows that name what is not known", ge=0)
    of_rows: int = described("Rows that name anything there", ge=0)

    @pa.dataframe_check
    def rows_among_of_rows(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True when no more rows are broken than there are."""
        return data.lazyframe.select(pl.col("rows") <= pl.col("of_rows"))


class CohortCounts(DerivedModel):
    """One row per level and unit of a period: persons in the cohort."""

    level: str = described("Level of the unit", isin=LEVELS)
    unit_id: str = described("Physician for a practice, group, OHT, or ontario")
    persons: int = described("Number of persons", ge=0)
