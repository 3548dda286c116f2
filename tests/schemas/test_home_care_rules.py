"""Rules of home care and long-term care between columns: what is set aside, and what is odd but kept."""

import datetime as dt

import polars as pl
import pytest

from schemas.checking import check
from schemas.fields import InputModel
from schemas.inputs.home_care import HomeCareReferrals, HomeCareServices
from schemas.inputs.long_term_care import LongTermCareAssessments, LongTermCareStays
from tests.transforms.home_care_rows import referrals, resident_assessments, services, stays_in_homes

KNOWN_AT = dt.date(2026, 10, 5)


def broken(frame: pl.DataFrame, model: type[InputModel]) -> dict[str, str]:
    """Give the rules that a row breaks, with their severity."""
    counts = check(frame.with_row_index("row_number"), model, KNOWN_AT).counts.filter(pl.col("rows") > 0)
    return dict(counts.select("rule_id", "severity").iter_rows())


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("admission_date discharge_date\n2026-03-02 2026-03-02", {}),
        ("admission_date discharge_date\n2026-03-03 2026-03-02", {"discharge_not_before_admission": "quarantine"}),
        ("admission_date discharge_date\n- 2026-03-02", {}),
        ("available_date\n2026-03-02", {}),
        ("available_date\n2026-03-01", {"available_not_before_referral": "warning"}),
        ("available_date\n2026-12-01", {}),
        ("admission_date\n2026-03-01", {"admission_not_before_referral": "warning"}),
        ("client_type_code\n95", {}),
    ],
)
def test_referrals(row: str, expected: dict[str, str]) -> None:
    assert broken(referrals(row), HomeCareReferrals) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("01", {}),
        ("17", {}),
        ("18", {"service_code_is_listed": "warning"}),
        ("00", {"service_code_is_listed": "warning"}),
    ],
)
def test_services(code: str, expected: dict[str, str]) -> None:
    assert broken(services(f"service_code\n{code}"), HomeCareServices) == expected


def test_long_term_care() -> None:
    stay = "admission_date discharge_date\n2026-03-02 2026-03-0"
    assert broken(stays_in_homes(f"{stay}2"), LongTermCareStays) == {}
    assert broken(stays_in_homes(f"{stay}1"), LongTermCareStays) == {"discharge_not_before_admission": "quarantine"}
    early = resident_assessments("assessment_date admission_date\n2026-03-01 2026-03-02")
    assert broken(early, LongTermCareAssessments) == {"assessment_not_before_admission": "warning"}
