"""Who counts where: the tables that counts, lists and explanations read."""

import datetime as dt

import polars as pl

from schemas.core import PRACTICE_TIERS, DerivedModel
from schemas.fields import SEXES, described, person_id_field


class PersonMembership(DerivedModel):
    """One row per counted person, for one indicator and period."""

    person_id: int = person_id_field(unique=True)
    in_denominator: bool = described("Counted below the line")
    numerator: int = described("Count above the line; zero outside the denominator", ge=0)


class PhysicianMembership(DerivedModel):
    """One row per physician, for one indicator of physicians and period."""

    physician_id: str = described("Physician", unique=True)
    in_denominator: bool = described("Counted below the line")
    numerator: int = described("Count above the line; zero outside the denominator", ge=0)


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
