"""Builds receipts of invented persons for the tests of their text."""

import datetime as dt
from dataclasses import replace
from typing import Any

import polars as pl

from reports.receipt import ReceiptPage, Route
from transforms.attribution.receipt import CANDIDATE, Found, Margin, Receipt, Tried

FACTS = {
    "person": "12345",
    "period": "2026-09 (2026-09-30)",
    "method": "oht-attr/1",
    "unverified": "core_list, ghost_years",
    "cut_off": "2026-10-05",
    "in_force": "recomputed",
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
NOT_ASKED = (Tried("enrolment", 1, "not_asked"),)
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
HOSPITAL = {"corporation_id": "C1", "network_id": "N1", "network_basis": "own_admissions", "hospital_tie_step": "none"}
AREA = {"area_id": "N6A", "network_id": "N1", "area_basis": "plurality", "oht_id": "T1"}
ORDER = ("enrolment", "centre_roster", "core_care", "other_visits", "mother", "area")
ROUTE = Route(ORDER, None, HOSPITAL, AREA, (("N1", 60), ("N2", 1)))
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


def page(of: Receipt | None = None, route: Route = ROUTE, official: Any = None, **placed: Any) -> ReceiptPage:
    """Give the page of an account; `placed` replaces columns of the person's row."""
    return ReceiptPage(FACTS, of or account(), {**PLACED, **placed}, route, official)


def nobody() -> Receipt:
    """Give the account of a person whom no rule of own care finds."""
    rules = tuple(replace(tried, candidates=0, outcome="no_candidate") for tried in RULES)
    return account(chosen=None, margins=(), without=None, candidates=candidates(), rules=rules)


def newborn() -> ReceiptPage:
    """Give the page of a newborn placed with the mother's provider."""
    route = replace(ROUTE, mother={"physician_id": "a", "centre_id": None})
    return page(nobody(), route, tier="newborn", tier_rule="mother", tie_step=None, confidence="low", **NO_VALUES)


def by_area() -> ReceiptPage:
    """Give the page of a person placed by address."""
    route = replace(ROUTE, provider=None)
    placed = {"physician_id": None, "oht_basis": "area", "tie_step": None, "confidence": "lowest", **NO_VALUES}
    return page(nobody(), route, tier="postal_area", tier_rule="area", **placed)


def without_team(area: Any) -> ReceiptPage:
    """Give the page of a person whose provider and area lead to no team."""
    placed = {"oht_id": None, "tier": "unattributable", "tier_rule": None, "unattributable_reason": "no_oht"}
    return page(account(), replace(ROUTE, area=area, votes=()), **placed, **NO_VALUES)


def every_kind() -> list[ReceiptPage]:
    """Give pages that between them use every sentence of a receipt."""
    enrolled = Found("enrolment", "a", None, "start_date")
    spells = candidates(SPELL, (*SPELL[:1], "b", *SPELL[2:]))
    by_start = account(chosen=enrolled, candidates=spells, margins=(Margin("start_date", "2020", "2019", None),))
    gone = account(chosen=None, margins=(), without=None, excluded_reason="dead", rules=NOT_ASKED)
    barred = account(chosen=None, is_barred=True, margins=(), without=None, rules=NOT_ASKED)
    centre = account(chosen=Found("centre_roster", None, "c", "none"), margins=(), without=None)
    level = account(margins=(Margin("value", "3", "3", 0), Margin("recent", "2026-03-02", "2026-03-01", None)))
    day = {"day": dt.date(2025, 3, 31), "reason": None}
    unknown = {**day, "oht_id": None, "reason": "official_oht_unknown"}
    no_hospital = replace(ROUTE, provider={**HOSPITAL, "corporation_id": None})
    return [
        page(official={**day, "oht_id": "T1"}),
        page(by_start, official={**day, "oht_id": None, "reason": "not_in_official_file"}, tier_rule="enrolment"),
        page(level, official=unknown),
        page(centre, no_hospital, physician_id=None, centre_id="c", tier_rule="centre_roster"),
        newborn(),
        by_area(),
        without_team(AREA),
        without_team(None),
        ReceiptPage({**FACTS, "weight": "fee_paid", "in_force": "file"}, gone, None, ROUTE),
        ReceiptPage({**FACTS, "weight": "visits"}, barred, without_team(AREA).placed, ROUTE),
    ]
