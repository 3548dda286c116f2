"""What the indicators of medicines say when what they need was not supplied (families, medicines 39)."""

import datetime as dt

import pytest

from flows.coverage import Coverage
from flows.measures import missing_by
from reference.load import load_method
from schemas.inputs.registry import INPUTS

D = dt.date(2026, 9, 30)
OPIOIDS = ["opioid_any", "opioid_new", "opioid_high", "opioid_benzo"]
OLD = ["benzo_65", "benzo_65_chronic", "dm_statin"]


def missing(first: str = "2020-01-01", without: str = "", absent: str = "") -> dict[str, str]:
    """Say what is missing by indicator: everything is supplied but an input, and a column; medicines from a day on."""
    days = dict.fromkeys(INPUTS, ((dt.date(2011, 4, 1), D),)) | {"dispensations": ((dt.date.fromisoformat(first), D),)}
    lacks = frozenset({("dispensations", absent)} if absent else set())
    coverage = Coverage(days, lacks, frozenset(INPUTS) - {without})
    found, _ = missing_by(load_method(), coverage, D)
    return {name: found[name] for name in [*OPIOIDS, *OLD] if name in found}


def test_nothing_is_missing() -> None:
    assert missing() == {}


def test_without_the_input_nothing_is_computable() -> None:
    assert missing(without="dispensations") == dict.fromkeys([*OPIOIDS, *OLD], "needs dispensations")


def test_palliative_persons_are_known_by_stays() -> None:
    assert missing(without="discharges") == dict.fromkeys([*OPIOIDS, "dm_statin"], "needs discharges")


@pytest.mark.parametrize(
    ("column", "touched"),
    [
        ("atc_code", [*OPIOIDS, *OLD]),
        ("days_supply", ["opioid_high", "opioid_benzo"]),
        ("strength", ["opioid_high"]),
        ("quantity", ["opioid_high"]),
        ("route", ["opioid_high"]),
        ("payer", []),
        ("din", []),
    ],
)
def test_columns(column: str, touched: list[str]) -> None:
    found = missing(absent=column)
    assert sorted(found) == sorted(touched)
    assert all(f"needs dispensations.{column}" in reason for reason in found.values())


@pytest.mark.parametrize(
    ("first", "touched"),
    [
        ("2025-10-01", []),
        ("2025-10-02", ["opioid_any", "opioid_new", "opioid_benzo", *OLD]),
        ("2026-04-01", ["opioid_any", "opioid_new", "opioid_benzo", *OLD]),
        ("2026-04-02", [*OPIOIDS, *OLD]),
    ],
)
def test_months(first: str, touched: list[str]) -> None:
    assert sorted(missing(first)) == sorted(touched)
