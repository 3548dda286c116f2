"""Who counts where: the tables that counts, lists and explanations read."""

import datetime as dt
from typing import Any

import polars as pl

from schemas.core import PRACTICE_TIERS, DerivedModel
from schemas.fields import SEXES, described, person_id_field

COUNT_COLUMNS = r"^[a-z0-9_]+/(numerator|denominator|weight)$"


def _counts() -> Any:
    """Describe the columns of what a row counts for in indicators, whatever the rows are."""
    return described(
        "Count above (`<id>/numerator`) and below the line (`<id>/denominator`) of an indicator; of a survey also the "
        "weight (`<id>/weight`) in thousandths",
        alias=COUNT_COLUMNS,
        regex=True,
        ge=0,
        required=False,
    )


class PersonMembership(DerivedModel):
    """One row per counted person: what the person counts for in every computable indicator of a period.

    Two columns an indicator, `<id>/numerator` and `<id>/denominator`; what a person's events count for is summed. Of
    a survey also `<id>/weight`, in whole thousandths.
    """

    person_id: int = person_id_field(unique=True)
    counts: pl.Int32 = _counts()


class PhysicianMembership(DerivedModel):
    """One row per physician: what he or she counts for in every computable indicator of physicians of a period."""

    physician_id: str = described("Physician", unique=True)
    counts: pl.Int32 = _counts()


class HospitalMembership(DerivedModel):
    """One row per hospital site: what it counts for in every computable indicator of hospitals of a period."""

    hospital_id: str = described("Hospital site", unique=True)
    counts: pl.Int32 = _counts()


class RiskPatterns(DerivedModel):
    """One row per person, indicator whose rows are counted apart by their values, and pattern of these, of a period.

    These are the covariates of a risk-adjusted indicator, or what a median is of.
    """

    person_id: int = person_id_field()
    indicator_id: str = described("Indicator")
    pattern: str = described("Values by which rows are counted apart, with a bar between them")
    numerator: pl.Int32 = described("Count above the line", ge=0)
    denominator: pl.Int32 = described("Count below the line", gt=0)


class CohortMembership(DerivedModel):
    """One row per counted person, for one cohort and period."""

    person_id: int = person_id_field(unique=True)
    is_member: bool = described("In the cohort")


class Needs(DerivedModel):
    """One row per person of a practice and need of a period."""

    physician_id: str = described("Physician, who is also the practice")
    person_id: int = person_id_field()
    need_id: str = described("Need")
    age_years: pl.Int32 = described("Age in completed years at the period end")
    sex: str = described("Sex on the registry", isin=SEXES)
    tier: str = described("Tier the person stands on", isin=PRACTICE_TIERS)
    evidence_count: pl.Int32 = described("How many events show the need; null: it is an absence", nullable=True)
    evidence_date: dt.date = described("Day of the last such event; null: it is an absence", nullable=True)
