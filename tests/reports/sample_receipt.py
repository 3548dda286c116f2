"""Builds receipts of invented persons for the tests of their text."""

import datetime as dt
from typing import Any

import polars as pl

from reports.receipt import ReceiptPage
from transforms.attribution.receipt import CANDIDATE, Found, Margin, Receipt, Tried

FACTS = {
    "person": "12345",
    "period": "2026-09 (2026-09-30)",
    "method": "oht-attr/1",
    "cut_off": "2026-10-05",
    "weight": "schedule_value",
    "purpose": "a question",
}
TYPES = {
    "evidence": pl.String,
    "physician_id": pl.String,
    "centre_id": pl.String,
    "is_comprehensive": pl.Boolean,
    "start_date": pl.Date,
    "value": pl.Int64,
    "visits": pl.Int64,
    "visit_dates": pl.Int64,
    "last_date": pl.Date,
    "share": pl.Float64,
}
DAY = dt.date(2026, 3, 2)
SPELL = ("enrolment", "a", None, None, dt.date(2020, 1, 1), 0, 0, 0, None, None)
CARE = ("core_care", "a", None, True, None, 300, 1, 1, DAY, 0.6)
RULES = (
    Tried("enrolment", 0, "no_candidate"),
    Tried("core_care", 2, "chosen"),
    Tried("other_visits", 1, "not_reached"),
)
PLACED = {
    "tier": "virtual",
    "tier_rule": "core_care",
    "physician_id": "a",
    "centre_id": None,
    "area_id": "N6A",
    "network_id": "N1",
    "oht_id": "T1",
    "oht_basis": "provider",
    "tie_step": "value",
    "own_value": 300,
    "other_value": 200,
    "all_value": 500,
    "confidence": "medium",
    "unattributable_reason": None,
}
HOSPITAL = {"corporation_id": "C1", "network_basis": "own_admissions", "hospital_tie_step": "none"}
NO_VALUES = dict.fromkeys(["own_value", "other_value", "all_value"])


def candidates(*rows: tuple[Any, ...]) -> pl.DataFrame:
    """One row per candidate, in the columns of a receipt."""
    return pl.DataFrame(rows, schema={name: TYPES[name] for name in CANDIDATE}, orient="row")


def account(**changes: Any) -> Receipt:
    """Give the account of a person with two candidates by care; `changes` replace its parts."""
    usual: dict[str, Any] = {
        "excluded_reason": None,
        "unplaced_reason": None,
        "is_barred": False,
        "rules": RULES,
        "candidates": candidates(CARE, (*CARE[:1], "b", *CARE[2:5], 200, 2, 2, DAY, 0.4)),
        "chosen": Found("core_care", "a", None, "value"),
        "margins": (Margin("value", "300", "200", 100),),
        "without": Found("core_care", "b", None, "none"),
    }
    return Receipt(**{**usual, **changes})


def page(of: Receipt | None = None, provider: Any = HOSPITAL, official: Any = None, **placed: Any) -> ReceiptPage:
    """Give the page of an account; `placed` replaces columns of the person's row."""
    return ReceiptPage(FACTS, of or account(), {**PLACED, **placed}, provider, official)


def every_kind() -> list[ReceiptPage]:
    """Give pages that between them use every sentence of a receipt."""
    enrolled = Found("enrolment", "a", None, "start_date")
    spells = candidates(SPELL, (*SPELL[:1], "b", *SPELL[2:]))
    by_start = account(chosen=enrolled, candidates=spells, margins=(Margin("start_date", "2020", "2019", None),))
    nobody = account(chosen=None, margins=(), without=None, candidates=candidates(), rules=RULES[:1])
    gone = account(chosen=None, margins=(), without=None, excluded_reason="dead", candidates=candidates(), rules=())
    nowhere = {"oht_id": None, "unattributable_reason": "no_oht", **NO_VALUES}
    by_area = {"physician_id": None, "oht_basis": "area", "tie_step": None, **NO_VALUES}
    centre = account(chosen=Found("centre_roster", None, "c", "none"), margins=(), without=None)
    level = account(margins=(Margin("value", "3", "3", 0), Margin("recent", "2026-03-02", "2026-03-01", None)))
    day = {"day": dt.date(2025, 3, 31)}
    return [
        page(official={**day, "oht_id": "T1"}),
        page(by_start, official={**day, "oht_id": None}),
        page(nobody, None, **by_area),
        page(centre, {**HOSPITAL, "corporation_id": None}, physician_id=None, centre_id="c"),
        page(level, **nowhere),
        ReceiptPage({**FACTS, "weight": "fee_paid"}, gone, None, None),
        ReceiptPage({**FACTS, "weight": "visits"}, account(is_barred=True), {**PLACED, **nowhere}, None),
    ]
