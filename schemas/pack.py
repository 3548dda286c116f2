"""Tables of a practice pack, as shipped to the practice in Parquet."""

import pandera.polars as pa
import polars as pl

from schemas import neighbourhoods
from schemas.core import PRACTICE_TIERS, TIERS
from schemas.fields import described
from schemas.inputs.charts import ROSTER_STATUSES
from schemas.reconciliation import ACTIONS, REASONS, RECONCILIATION_STATUSES
from schemas.results import ADJUSTMENTS, LIMITS_METHODS

AIMS = ["experience", "outcomes", "value", "provider"]
DIRECTIONS = ["higher", "lower", "context"]
STATUSES = ["verified", "unverified", "retired", "local"]
SUPPRESSIONS = ["small_cell", "not_applicable"]
VERDICTS = ["better", "similar", "worse", "none"]
JUDGED_REASONS = ["limits_above", "limits_below", "limits_hold"]
VERDICT_REASONS = [
    "context",
    "not_computable",
    "below_minimum",
    "no_value",
    "no_limits",
    "no_comparator",
    "other_data",
    *JUDGED_REASONS,
]
CHANGE_REASONS = ["context", "no_value", "definition_changed", "no_year_before", "below_minimum", "no_limits"]
SHOWN = ["first", "further", "file"]
# Of 95 % limits a twentieth leave the true value out.
OUTSIDE_BY_CHANCE_SHARE = 0.05
GROUP_SUPPRESSIONS = ["no_group", "not_applicable", "few_practices", "small_cell"]
PEER_SUPPRESSIONS = ["not_published", "few_practices", "few_others"]
SEXES_SHOWN = ["F", "M", "X", "U"]
PEERS_NEEDED = 20
PEER_COLUMNS = ["peers_p10", "peers_p25", "peers_p50", "peers_p75", "peers_p90"]
OWN_COLUMNS = ["value", "lower", "upper"]

NO_VALUE = "null: not computable, or nobody to count"
NO_OHT = "null: suppressed (see oht_suppression), or not published yet"
NO_PROVINCE = "null: suppressed (see province_suppression), or not published yet"
REFERENCE = r"^[0-9a-f]{12}$"
NO_PEERS = "null: see peers_suppression"
NO_ADJUSTED = "null: it is not adjusted, or missing"


class PackModel(pa.DataFrameModel):
    """Base of the pack's models: exactly the declared columns, in order."""

    class Config:
        strict = True
        ordered = True


def all_null(columns: list[str]) -> pl.Expr:
    """True where none of the columns holds a value."""
    return pl.all_horizontal(pl.col(column).is_null() for column in columns)


class PackMeasures(PackModel):
    """One row per indicator.

    Values, limits and percentiles are already in the unit of the row: a proportion with unit "%" runs from 0 to 100.
    """

    indicator_id: str = described("Identifier of the indicator", unique=True, str_length={"min_value": 1})
    aim: str = described("Quadruple aim: experience, outcomes, value or provider", isin=AIMS)
    title: str = described("Name of the indicator in plain words")
    why: str = described("What the number means and why it is shown")
    direction: str = described("Better when higher or lower; context: not judged", isin=DIRECTIONS)
    unit: str = described("Unit of the values, such as % or per 100 persons")
    status: str = described("State of the definition: verified, unverified, retired or local", isin=STATUSES)
    shown: str = described(
        "Where the page has it: first, the table of its first sheet; further, that after the lists; file: not there",
        isin=SHOWN,
    )
    period: str = described("Period of the value, year and month of its end")
    numerator: int = described("Count of events or persons; null: not computable", nullable=True, ge=0)
    denominator: int = described("Count of those who are counted; null: not computable", nullable=True, ge=0)
    value: float = described(f"The practice's value, in the unit; {NO_VALUE}", nullable=True)
    lower: float = described(f"Lower 95 % limit of the value; {NO_VALUE}", nullable=True)
    upper: float = described(f"Upper 95 % limit of the value; {NO_VALUE}", nullable=True)
    limits_method: str = described("Method of the limits", isin=LIMITS_METHODS)
    adjustment: str = described("How the adjusted value is made", isin=ADJUSTMENTS)
    adjusted: float = described(
        "The value with age and sex, or risk, taken into account, in the unit: observed over expected, times the "
        f"province's value; {NO_ADJUSTED}",
        nullable=True,
    )
    adjusted_lower: float = described(f"Lower 95 % limit of the adjusted value; {NO_ADJUSTED}", nullable=True)
    adjusted_upper: float = described(f"Upper 95 % limit of the adjusted value; {NO_ADJUSTED}", nullable=True)
    minimum_denominator: int = described("With a smaller denominator nothing is judged", ge=0)
    not_computable: str = described('Why there is no value, as "needs X"; null: computable', nullable=True)
    previous_value: float = described(
        "The practice's value of the period before, in the unit; null: none was published", nullable=True
    )
    previous_period: str = described("Period of previous_value; null: none was published", nullable=True)
    change_from: str = described(
        "Period a year before with which the value is compared; null: see change_reason", nullable=True
    )
    change: float = described("Value less that of a year before, in the unit; null: see change_reason", nullable=True)
    change_lower: float = described("Lower 95 % limit of the change; null: see change_reason", nullable=True)
    change_upper: float = described("Upper 95 % limit of the change; null: see change_reason", nullable=True)
    change_verdict: str = described(
        "better or worse: the limits of the change leave 0 out on that side; similar: they hold it; none: not judged",
        isin=VERDICTS,
    )
    change_reason: str = described(
        "Why the change is not judged: context, no_value, definition_changed, no_year_before, below_minimum, "
        "no_limits; null: judged",
        nullable=True,
        isin=CHANGE_REASONS,
    )
    group_value: float = described(
        "Value of the practice's registry group in three significant digits, in the unit; null: see group_suppression",
        nullable=True,
    )
    group_suppression: str = described(
        "Why the group's value is absent: no_group (a solo practice), not_applicable (no value), few_practices (of "
        "fewer than 4 practices anybody is counted), small_cell (a count of the group or of the others in it is 1 to "
        "5); null: shown",
        nullable=True,
        isin=GROUP_SUPPRESSIONS,
    )
    oht_value: float = described(f"Value of the practice's OHT, in the unit; {NO_OHT}", nullable=True)
    oht_lower: float = described(f"Lower 95 % limit of the OHT's value; {NO_OHT}", nullable=True)
    oht_upper: float = described(f"Upper 95 % limit of the OHT's value; {NO_OHT}", nullable=True)
    oht_suppression: str = described(
        "Why the OHT's value is absent: small_cell (a count of 1 to 5 is hidden) or not_applicable (it could not "
        "be computed); null: not suppressed",
        nullable=True,
        isin=SUPPRESSIONS,
    )
    province_value: float = described(f"Value of the province, in the unit; {NO_PROVINCE}", nullable=True)
    province_lower: float = described(f"Lower 95 % limit of the province's value; {NO_PROVINCE}", nullable=True)
    province_upper: float = described(f"Upper 95 % limit of the province's value; {NO_PROVINCE}", nullable=True)
    province_suppression: str = described(
        "Why the province's value is absent: small_cell (a count of 1 to 5 is hidden) or not_applicable (it could not "
        "be computed); null: not suppressed",
        nullable=True,
        isin=SUPPRESSIONS,
    )
    peer_group: str = described(
        "Practices compared with, by model, place, size and third of deprivation; ontario: all; null: not known",
        nullable=True,
    )
    peers_count: int = described("Practices compared with; fewer than 20 give no percentiles", ge=0)
    peers_p10: float = described(f"10th percentile of the peers, in the unit; {NO_PEERS}", nullable=True)
    peers_p25: float = described(f"25th percentile of the peers, in the unit; {NO_PEERS}", nullable=True)
    peers_p50: float = described(f"Median of the peers, in the unit; {NO_PEERS}", nullable=True)
    peers_p75: float = described(f"75th percentile of the peers, in the unit; {NO_PEERS}", nullable=True)
    peers_p90: float = described(f"90th percentile of the peers, in the unit; {NO_PEERS}", nullable=True)
    peers_suppression: str = described(
        "Why there are no percentiles: not_published, few_practices (fewer than 20), few_others (1 to 3 beside the "
        "groups within it, who could be told); null: shown",
        nullable=True,
        isin=PEER_SUPPRESSIONS,
    )
    benchmark_value: float = described(
        "What the best quarter of the peers reach, in the unit; null: no direction, or fewer than 20 large enough",
        nullable=True,
    )
    gain: int = described(
        "By how many the numerator must rise (fall, where lower is better) to reach benchmark_value; null: reached "
        "already, below the minimum denominator, or nothing to reach",
        nullable=True,
        ge=1,
    )
    verdict: str = described(
        "better or worse: the whole interval (of the adjusted value where there is one) lies on that side of the "
        "province's value; similar: it does not; none: not judged",
        isin=VERDICTS,
    )
    verdict_reason: str = described(
        "Why the verdict, or why none: context, not_computable, below_minimum, no_value, no_limits, no_comparator, "
        "other_data (the comparison was made from other data), limits_above, limits_below, limits_hold",
        isin=VERDICT_REASONS,
    )

    @pa.dataframe_check
    def not_computable_has_no_value(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for good rows: a reason and a value exclude each other."""
        return data.lazyframe.select(pl.col("not_computable").is_null() | all_null(OWN_COLUMNS))

    @pa.dataframe_check
    def suppressed_has_no_value(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for good rows: what is hidden on the page is absent from the file."""
        oht = pl.col("oht_suppression").is_null() | all_null([f"oht_{name}" for name in OWN_COLUMNS])
        province = pl.col("province_suppression").is_null() | all_null([f"province_{name}" for name in OWN_COLUMNS])
        return data.lazyframe.select(oht & province)

    @pa.dataframe_check
    def few_peers_have_no_percentiles(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for good rows: with fewer than 20 peers a percentile would point at single practices."""
        return data.lazyframe.select((pl.col("peers_count") >= PEERS_NEEDED) | all_null(PEER_COLUMNS))

    @pa.dataframe_check
    def hidden_peers_and_groups_have_no_value(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for good rows: a reason and what it hides exclude each other."""
        peers = pl.col("peers_suppression").is_null() | all_null(PEER_COLUMNS)
        group = pl.col("group_suppression").is_null() == pl.col("group_value").is_not_null()
        return data.lazyframe.select(peers & group)

    @pa.dataframe_check
    def verdict_has_its_reason(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for good rows: a verdict only by limits, and never below the minimum denominator."""
        is_judged = pl.col("verdict") != "none"
        by_limits = pl.col("verdict_reason").is_in(JUDGED_REASONS)
        enough = (pl.col("denominator") >= pl.col("minimum_denominator")).fill_null(False)
        return data.lazyframe.select((is_judged == by_limits) & (~is_judged | enough))

    @pa.dataframe_check
    def gain_leads_to_a_benchmark(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for good rows: there is nothing to gain without a benchmark."""
        return data.lazyframe.select(pl.col("gain").is_null() | pl.col("benchmark_value").is_not_null())


class PackPatients(PackModel):
    """One row per person of the practice with at least one need: most needs first, then most events, then oldest."""

    patient_reference: str = described(
        "Keyed pseudonym of the patient in this pack, 12 hexadecimal characters",
        unique=True,
        str_matches=REFERENCE,
    )
    chart_number: str = described(
        "Chart number by the practice's own list; null: not on a list, or the number is a health number",
        nullable=True,
    )
    age_years: int = described("Age in full years at the end of the period", ge=0)
    sex: str = described("Sex on the registry: F, M, X, or U when not recorded", isin=SEXES_SHOWN)
    tier: str = described("Tier by which the person came to the practice", isin=PRACTICE_TIERS)
    needs: pl.List(pl.String) = described("Identifiers of the person's needs")  # type: ignore[valid-type]
    reasons: pl.List(pl.String) = described(  # type: ignore[valid-type]
        "Evidence of each need as a plain sentence, in the order of needs"
    )
    needs_count: int = described("Number of the person's needs", ge=1)

    @pa.dataframe_check
    def every_need_has_its_reason(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for good rows: needs, reasons and their count agree."""
        needs, reasons = pl.col("needs").list.len(), pl.col("reasons").list.len()
        return data.lazyframe.select((needs == reasons) & (needs == pl.col("needs_count")))


class PackTiers(PackModel):
    """One row per tier."""

    tier: str = described("Tier by which persons came to the practice", unique=True, isin=PRACTICE_TIERS)
    persons: int = described("Persons counted in the tier at the end of the period", ge=0)


class PackReconciliation(PackModel):
    """One row per patient on the practice's own list or placed with the practice: agreed or not, and why.

    A patient with several charts has one row; charts without a health number are a patient each.
    """

    chart_number: str = described(
        "Chart number by the practice's own list; null: not on the list, or the number is a health number",
        nullable=True,
    )
    patient_reference: str = described(
        "Keyed pseudonym of the patient in this pack, as in patients; null: the chart has no health number",
        nullable=True,
        str_matches=REFERENCE,
    )
    status: str = described(
        "agreed: on the list and placed with the practice; chart_only; attributed_only: placed and not on the list",
        isin=RECONCILIATION_STATUSES,
    )
    reason: str = described("Why, by its id; null: agreed and nothing odd", nullable=True, isin=list(REASONS))
    action: str = described("What can be done, by its id; null: as reason", nullable=True, isin=ACTIONS)
    why: str = described("The reason as a plain sentence; null: as reason", nullable=True)
    what_to_do: str = described("The action as a plain sentence; null: as reason", nullable=True)
    roster_status: str = described("Standing by the list; null: not on the list", nullable=True, isin=ROSTER_STATUSES)
    charts: int = described("Charts of the list with the patient's health number", ge=0)
    tier: str = described("How the person came to the practice; null: chart_only", nullable=True, isin=TIERS)
    age_years: int = described("Age in full years at the end of the period; null: chart_only", nullable=True, ge=0)
    sex: str = described("Sex on the registry; null: chart_only", nullable=True, isin=SEXES_SHOWN)


class PackReconciliationSheet(PackModel):
    """One row per patient, as in reconciliation: the sheet for the office, with what asks for something first."""

    chart_number: str = described(
        "Chart number by the practice's own list; null: not on the list, or the number is a health number",
        alias="Chart number",
        nullable=True,
    )
    status: str = described("On both lists or on one, in words", alias="Status")
    why: str = described("The reason as a plain sentence; null: agreed and nothing odd", alias="Why", nullable=True)
    what_to_do: str = described("What can be done, in words; null: as reason", alias="What to do", nullable=True)
    patient_reference: str = described(
        "Keyed pseudonym of the patient in this pack; null: the chart has no health number",
        alias="Reference",
        nullable=True,
        str_matches=REFERENCE,
    )
    age_years: int = described("Age at the end of the period; null: on the list only", alias="Age", nullable=True)
    sex: str = described("Sex on the registry, in words; null: on the list only", alias="Sex", nullable=True)
    tier: str = described("How the person came; null: on the list only", alias="Counted as", nullable=True)


SHEET_HEADINGS = {
    "chart_number": "Chart number",
    "status": "Status",
    "why": "Why",
    "what_to_do": "What to do",
    "patient_reference": "Reference",
    "age_years": "Age",
    "sex": "Sex",
    "tier": "Counted as",
}


class PackNeighbourhoods(PackModel):
    """One row per area in which people of the practice live, and indicator told of neighbourhoods."""

    area_id: str = described(neighbourhoods.AREA)
    place: int = described("1: the area in which most people of the practice live", ge=1)
    own_persons: int = described("People of the practice who live there, exact", ge=1)
    persons: int = described(neighbourhoods.TOLD_PERSONS, nullable=True, ge=100)
    deprivation_quintile: int = described(neighbourhoods.DEPRIVATION, nullable=True, isin=neighbourhoods.QUINTILES)
    income_quintile: int = described(neighbourhoods.INCOME, nullable=True, isin=neighbourhoods.QUINTILES)
    is_rural: bool = described(neighbourhoods.RURAL, nullable=True)
    indicator_id: str = described("Indicator")
    title: str = described("Name of the indicator in plain words")
    unit: str = described("Unit of the value")
    value: float = described(neighbourhoods.TOLD_VALUE, nullable=True)
    suppression: str = described(
        "Why there is no value: small_area (fewer than 100 people), small_cell (1 to 5 on a side of the line), "
        "not_published; null: it is shown",
        nullable=True,
        isin=neighbourhoods.PACK_SUPPRESSIONS,
    )
    status: str = described("State of the definition: verified, unverified, retired or local")


PACK_TABLES: dict[str, type[PackModel]] = {
    "measures": PackMeasures,
    "patients": PackPatients,
    "tiers": PackTiers,
    "neighbourhoods": PackNeighbourhoods,
    "reconciliation": PackReconciliation,
}
# Files of a pack that are no Parquet tables; the dictionary explains them too.
PACK_SHEETS: dict[str, type[PackModel]] = {"reconciliation.xlsx": PackReconciliationSheet}
