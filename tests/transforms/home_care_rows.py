"""Rows of home care and long-term care with all that a test does not speak of as usual."""

import polars as pl

from schemas.inputs.home_care import HomeCareAssessments, HomeCareReferrals, HomeCareServices
from schemas.inputs.long_term_care import LongTermCareAssessments, LongTermCareStays
from tests.tables import table
from tests.transforms.rows import DAY

NONE = "person_id"


def referrals(text: str) -> pl.DataFrame:
    """One row per line: a referral of person 1 from the community on the usual day."""
    usual = {"person_id": 1, "referral_id": str, "referral_date": DAY, "referral_source": "community"}
    return table(text, HomeCareReferrals, **usual)


def services(text: str) -> pl.DataFrame:
    """One row per line: a nursing visit to person 1 on the usual day."""
    return table(text, HomeCareServices, person_id=1, service_id=str, service_date=DAY, service_code="01")


def assessments(text: str) -> pl.DataFrame:
    """One row per line: an assessment of person 1 on the usual day."""
    return table(text, HomeCareAssessments, person_id=1, assessment_id=str, assessment_date=DAY)


def stays_in_homes(text: str) -> pl.DataFrame:
    """One row per line: a stay of person 1 in a long-term care home."""
    return table(text, LongTermCareStays, person_id=1, facility_id="L1")


def resident_assessments(text: str) -> pl.DataFrame:
    """One row per line: an assessment of resident 1, who moved in long ago, without antipsychotics."""
    usual = {"person_id": 1, "assessment_id": str, "facility_id": "L1", "assessment_date": DAY}
    moved = DAY.replace(year=DAY.year - 3)
    return table(text, LongTermCareAssessments, **usual, admission_date=moved, antipsychotic_days=0)
