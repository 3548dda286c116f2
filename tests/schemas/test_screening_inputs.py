"""What sets a row of the screening inputs aside, and what is only remarked."""

import datetime as dt

import polars as pl
import pytest

from schemas.fields import InputModel
from schemas.inputs.registry import INPUTS
from schemas.inputs.screening import PracticeExclusions, RegistryExclusions, ScreeningTests
from schemas.rules import row_rules
from tests.tables import column_types

KNOWN_AT = dt.date(2026, 10, 5)
DAY = dt.date(2026, 3, 2)
TEST = {"test_id": "T1", "person_id": 1, "test_kind": "fit", "test_date": DAY, "result": "normal", "is_screening": True}
FINDING = {"person_id": 1, "reason_code": "colectomy", "from_date": DAY}
TOLD = {
    "person_id": 1,
    "physician_id": "a",
    "programme": "cervical",
    "reason_code": "hysterectomy",
    "from_date": DAY,
    "until_date": None,
}


def broken(model: type[InputModel], good: dict[str, object], **changes: object) -> list[str]:
    """Give the rules that a good row breaks with some values changed."""
    row = pl.DataFrame([{**good, **changes}], schema=column_types(model))
    verdict = row.select(**row_rules(model, KNOWN_AT)).row(0, named=True)
    return [rule_id for rule_id, passes in verdict.items() if not passes]


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({}, []),
        ({"result": None, "is_screening": None}, []),
        ({"test_kind": "x_ray"}, ["test_kind_unknown_code"]),
        ({"result": "good"}, ["result_unknown_code"]),
        ({"test_date": None}, ["test_date_missing"]),
        ({"test_date": KNOWN_AT}, []),
        ({"test_date": dt.date(2026, 10, 6)}, ["test_date_in_future"]),
        ({"test_date": dt.date(1899, 12, 31)}, ["test_date_out_of_range"]),
        ({"test_id": ""}, ["test_id_too_short"]),
    ],
)
def test_screening_tests(changes: dict[str, object], rules: list[str]) -> None:
    assert broken(ScreeningTests, TEST, **changes) == rules


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({}, []),
        ({"reason_code": "declined"}, ["reason_code_unknown_code"]),
        ({"from_date": dt.date(2026, 10, 6)}, ["from_date_in_future"]),
    ],
)
def test_registry_exclusions(changes: dict[str, object], rules: list[str]) -> None:
    assert broken(RegistryExclusions, FINDING, **changes) == rules


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({}, []),
        ({"until_date": DAY}, []),
        ({"until_date": DAY - dt.timedelta(days=1)}, ["spell_not_inverted"]),
        ({"until_date": dt.date(2030, 1, 1)}, []),
        ({"physician_id": None}, []),
        ({"programme": "lung", "reason_code": "cancer"}, ["programme_unknown_code"]),
        ({"reason_code": "colectomy"}, ["reason_fits_programme"]),
        ({"programme": "colorectal", "reason_code": "colectomy"}, []),
        ({"programme": "breast", "reason_code": "mastectomy"}, []),
        ({"programme": "breast", "reason_code": "hysterectomy"}, ["reason_fits_programme"]),
        ({"reason_code": "cancer"}, []),
        ({"reason_code": "declined"}, []),
        ({"reason_code": "not_applicable"}, []),
    ],
)
def test_practice_exclusions(changes: dict[str, object], rules: list[str]) -> None:
    assert broken(PracticeExclusions, TOLD, **changes) == rules


def test_a_reason_of_another_programme_keeps_its_row() -> None:
    assert PracticeExclusions.contract().warnings == ["reason_fits_programme"]


def test_none_of_them_is_remarked_when_it_is_missing() -> None:
    assert not any(INPUTS[name].contract().is_needed for name in ("screening_tests", "registry_exclusions"))
