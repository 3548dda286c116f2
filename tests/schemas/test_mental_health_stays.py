"""The model of stays in designated mental-health beds: what is set aside, and what is odd but kept."""

import datetime as dt

import polars as pl
import pytest

from schemas.inputs.mental_health_stays import MentalHealthStays
from schemas.rules import row_rules
from tests.tables import column_types

KNOWN_AT = dt.date(2026, 9, 30)
WARNINGS = MentalHealthStays.contract().warnings
GOOD = {
    "stay_id": "1", "person_id": 1, "hospital_id": "S1", "admission_date": dt.date(2026, 3, 1),
    "discharge_date": dt.date(2026, 3, 5), "disposition": "home", "diagnosis_category": "mood",
}  # fmt: skip


def broken(**changes: object) -> list[str]:
    """Give the rules that a usual row with some changed values breaks."""
    row = pl.DataFrame([{**GOOD, **changes}], schema=column_types(MentalHealthStays))
    verdict = row.select(**row_rules(MentalHealthStays, KNOWN_AT)).row(0, named=True)
    return [name for name, holds in verdict.items() if holds is False]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"discharge_date": None, "disposition": None},
        {"discharge_date": KNOWN_AT, "admission_date": KNOWN_AT},
        {"diagnosis_category": None, "main_diagnosis_code": "F209", "legal_status": "forensic"},
    ],
)
def test_good_rows(changes: dict[str, object]) -> None:
    assert broken(**changes) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"hospital_id": None},
        {"admission_date": None},
        {"admission_date": dt.date(2026, 3, 6)},
        {"admission_date": dt.date(2026, 10, 1), "discharge_date": None, "disposition": None},
        {"discharge_date": dt.date(2026, 10, 1)},
        {"disposition": "05"},
        {"legal_status": "unknown"},
        {"diagnosis_category": "F20"},
        {"main_diagnosis_code": "295"},  # ICD-9
    ],
)
def test_rows_set_aside(changes: dict[str, object]) -> None:
    rules = broken(**changes)
    assert rules
    assert not set(rules) & set(WARNINGS)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"discharge_date": None}, "disposition_with_discharge"),
        ({"admission_date": dt.date(2021, 2, 1)}, "stay_under_five_years"),
    ],
)
def test_odd_rows_are_kept(changes: dict[str, object], rule: str) -> None:
    assert broken(**changes) == [rule]
    assert rule in WARNINGS
