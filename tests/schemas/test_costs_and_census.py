"""The models of the bed census and of costs: what is set aside."""

import datetime as dt

import polars as pl
import pytest

from schemas.fields import InputModel
from schemas.inputs.bed_census import BedCensus
from schemas.inputs.costs import MOST_CENTS, SECTORS, Costs
from schemas.rules import row_rules
from tests.tables import column_types

KNOWN_AT = dt.date(2026, 9, 30)
GOOD: dict[type[InputModel], dict[str, object]] = {
    BedCensus: {"hospital_id": "S1", "census_date": KNOWN_AT, "inpatients": 10, "alc_patients": 10},
    Costs: {"person_id": 1, "sector": "acute", "cost_month": dt.date(2026, 9, 1), "cost_cents": 0},
}


def broken(model: type[InputModel], **changes: object) -> list[str]:
    """Give the rules that a usual row with some changed values breaks."""
    row = pl.DataFrame([{**GOOD[model], **changes}], schema=column_types(model))
    verdict = row.select(**row_rules(model, KNOWN_AT)).row(0, named=True)
    return [name for name, holds in verdict.items() if holds is False]


@pytest.mark.parametrize("changes", [{}, {"inpatients": 0, "alc_patients": 0}, {"inpatients": 10_000}])
def test_good_counts(changes: dict[str, object]) -> None:
    assert broken(BedCensus, **changes) == []


@pytest.mark.parametrize(
    "changes",
    [
        *[{"hospital_id": None}, {"census_date": None}, {"inpatients": None}, {"alc_patients": None}],
        *[{"alc_patients": 11}, {"alc_patients": -1}, {"inpatients": 10_001}],
        {"census_date": dt.date(2026, 10, 1)},
    ],
)
def test_counts_set_aside(changes: dict[str, object]) -> None:
    assert broken(BedCensus, **changes)


@pytest.mark.parametrize("changes", [{}, {"cost_cents": MOST_CENTS}, {"sector": "other"}])
def test_good_costs(changes: dict[str, object]) -> None:
    assert broken(Costs, **changes) == []


@pytest.mark.parametrize(
    "changes",
    [
        *[{"person_id": None}, {"sector": None}, {"cost_month": None}, {"cost_cents": None}, {"sector": "hospital"}],
        *[{"cost_cents": -1}, {"cost_cents": MOST_CENTS + 1}, {"cost_month": dt.date(2026, 8, 2)}],
        {"cost_month": dt.date(2026, 10, 1)},
    ],
)
def test_costs_set_aside(changes: dict[str, object]) -> None:
    assert broken(Costs, **changes)


def test_dollars_of_twelve_months_of_every_sector_fit_into_what_counts_them() -> None:
    assert 12 * len(SECTORS) * MOST_CENTS // 100 < 2**31
