"""Builds a practice's own list with invented charts, for the tests of the pages."""

import datetime as dt
from typing import Any

import polars as pl

from reports.catalogue import load_catalogue
from reports.pack import OwnList
from reports.reasons import with_explanations
from schemas.pack import PackReconciliation
from schemas.reconciliation import AGREED, ATTRIBUTED_ONLY, CHART_ONLY, REASONS
from tests.reports.sample_pack import reference

SCHEMA = {name: column.dtype.type for name, column in PackReconciliation.to_schema().columns.items()}
SENTENCES = ["why", "what_to_do"]
COUNTS = {
    "rostered_elsewhere": 41,
    "care_elsewhere": 38,
    "enrolled_not_listed": 23,
    "no_health_number": 12,
    "seen_most": 61,
    "died": 9,
    "marked_inactive": 4,
    "not_active": 17,
    "excluded_by_practice": 3,
}


def own_list(**changes: Any) -> OwnList:
    """What is known of a list made on the last day of the sample's period."""
    return OwnList(**{"extract_date": dt.date(2026, 9, 30), "is_after": False, "left_out": 2, **changes})


def chart_number(number: int) -> str:
    """Give the invented chart number of a patient."""
    return f"C-{number:05d}"


def reconciliation(agreed: int = 2000, reasons: dict[str, int] | None = None, twice: int = 0) -> pl.DataFrame:
    """One row per invented patient: so many agree, so many differ for each reason; `twice` of all have two charts."""
    plain = [(AGREED, None)] * agreed
    differing = [(REASONS[name].status, name) for name, count in (reasons or {}).items() for _ in range(count)]
    rows = [_row(number, status, reason, twice) for number, (status, reason) in enumerate([*plain, *differing])]
    frame = pl.DataFrame(rows, schema={name: kind for name, kind in SCHEMA.items() if name not in SENTENCES})
    return PackReconciliation.validate(with_explanations(frame, load_catalogue("en")))


def _row(number: int, status: str, reason: str | None, twice: int) -> dict[str, Any]:
    is_placed, has_chart = status != CHART_ONLY, status != ATTRIBUTED_ONLY
    return {
        "chart_number": chart_number(number) if has_chart else None,
        "patient_reference": None if reason == "no_health_number" else reference(number),
        "status": status,
        "reason": reason,
        "action": REASONS[reason].action if reason else None,
        "roster_status": "rostered" if has_chart else None,
        "charts": (2 if number < twice else 1) if has_chart else 0,
        "tier": "rostered" if is_placed else None,
        "age_years": 3 + number % 94 if is_placed else None,
        "sex": "F" if is_placed else None,
    }
