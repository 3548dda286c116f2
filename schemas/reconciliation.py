"""A practice's own list beside the people placed with it: what agrees, what does not, and why."""

from typing import NamedTuple

import pandera.polars as pa
import polars as pl

from schemas.core import TIERS, DerivedModel
from schemas.fields import SEXES, described, person_id_field
from schemas.inputs.charts import CHART_REF, ROSTER_STATUSES

AGREED, CHART_ONLY, ATTRIBUTED_ONLY = "agreed", "chart_only", "attributed_only"
RECONCILIATION_STATUSES = [AGREED, CHART_ONLY, ATTRIBUTED_ONLY]
NOTHING_TO_DO, LEFT_TO_ANALYST = "nothing", "left_to_analyst"
# Actions that ask nothing of the practice.
NOT_ASKED = [NOTHING_TO_DO, LEFT_TO_ANALYST]


class Ground(NamedTuple):
    """What a reason belongs to: the status it explains, and the action that settles it."""

    status: str
    action: str


# In the order in which they are asked within a status; the first that holds is the reason.
REASONS = {
    "marked_deceased": Ground(AGREED, "tell_registry"),
    "marked_inactive": Ground(AGREED, "check_status"),
    "excluded_by_practice": Ground(AGREED, NOTHING_TO_DO),
    "status_without_enrolment": Ground(AGREED, "check_enrolment"),
    "not_active": Ground(CHART_ONLY, NOTHING_TO_DO),
    "no_health_number": Ground(CHART_ONLY, "add_health_number"),
    "unknown_health_number": Ground(CHART_ONLY, "check_health_number"),
    "died": Ground(CHART_ONLY, "close_chart"),
    "not_covered": Ground(CHART_ONLY, "ask_for_card"),
    "not_counted": Ground(CHART_ONLY, "ask_patient"),
    "rostered_elsewhere": Ground(CHART_ONLY, "ask_patient"),
    "not_placeable": Ground(CHART_ONLY, "check_address"),
    "no_team": Ground(CHART_ONLY, LEFT_TO_ANALYST),
    "rostered_without_enrolment": Ground(CHART_ONLY, "check_enrolment"),
    "health_centre": Ground(CHART_ONLY, "ask_patient"),
    "newborn_elsewhere": Ground(CHART_ONLY, "offer_enrolment"),
    "care_in_group": Ground(CHART_ONLY, "offer_enrolment"),
    "care_elsewhere": Ground(CHART_ONLY, "offer_enrolment"),
    "by_address": Ground(CHART_ONLY, "offer_enrolment"),
    "enrolled_not_listed": Ground(ATTRIBUTED_ONLY, "add_to_list"),
    "newborn_of_patient": Ground(ATTRIBUTED_ONLY, "add_to_list"),
    "low_confidence": Ground(ATTRIBUTED_ONLY, "review"),
    "seen_most": Ground(ATTRIBUTED_ONLY, "review"),
}
ACTIONS = list(dict.fromkeys(ground.action for ground in REASONS.values()))


class Reconciliation(DerivedModel):
    """One row per practice that sent its list, and patient on the list or placed with the practice.

    A patient with several charts has one row, that of the most active chart; charts without a health number are a
    patient each.
    """

    physician_id: str = described("Practice")
    person_id: int = person_id_field(nullable=True)
    chart_ref: str = described("Chart of the patient; null: not on the list", nullable=True, str_matches=CHART_REF)
    charts: int = described("Charts of the list with the person's health number", ge=0)
    status: str = described("On both sides or on one", isin=RECONCILIATION_STATUSES)
    reason: str = described("Why; null: agreed and nothing odd", nullable=True, isin=list(REASONS))
    action: str = described("What the practice can do; null: as reason", nullable=True, isin=ACTIONS)
    roster_status: str = described("Standing by the list; null: not on the list", nullable=True, isin=ROSTER_STATUSES)
    tier: str = described("Tier of a person placed with the practice; null: chart_only", nullable=True, isin=TIERS)
    age_years: int = described("Age in full years at the period end; null: as tier", nullable=True, ge=0)
    sex: str = described("Sex on the registry; null: as tier", nullable=True, isin=SEXES)
    is_left_out: bool = described("The practice wants the person on no list of needs, or knows of the death")

    @pa.dataframe_check
    def sides_fit_status(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for good rows: a chart unless attributed only, a tier unless on the chart only."""
        has_chart = pl.col("chart_ref").is_not_null() == (pl.col("status") != ATTRIBUTED_ONLY)
        has_tier = pl.col("tier").is_not_null() == (pl.col("status") != CHART_ONLY)
        return data.lazyframe.select(has_chart & has_tier)
