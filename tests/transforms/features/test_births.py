"""Weight, weeks and plurality of newborns (families/birth_records.md), both sides of each boundary."""

import datetime as dt

import polars as pl
import pytest

from flows.coverage import Coverage, missing_for
from schemas.inputs.birth_records import BirthRecords
from tests.tables import assert_rows, table
from tests.transforms.rows import D
from transforms.features import birth_weight, gestation, plurality
from transforms.features.family import Family
from transforms.newborns import live_births

FAMILIES = {"weight_grams": birth_weight.FAMILY, "gestation_weeks": gestation.FAMILY, "is_singleton": plurality.FAMILY}


def records(text: str) -> pl.DataFrame:
    """One row per line: a live birth at term half a year before D."""
    usual = {"birth_date": dt.date(2026, 3, 10), "weight_grams": 3_400, "gestation_weeks": 39}
    return table(text, BirthRecords, birth_id=str, is_live=True, **usual)


def build(family: Family, text: str) -> pl.DataFrame:
    return family.build({"birth_records": records(text)}, D)


def test_weight() -> None:
    text = """
        person_id weight_grams | has_birth_weight is_low_birth_weight
        1         2499         | true             true
        2         2500         | true             false
        3         -            | false            false
        4         199          | false            false
        5         200          | true             true
        6         7000         | true             false
        7         7001         | false            false
        8         3            | false            false
    """
    assert_rows(build(birth_weight.FAMILY, text), text)


def test_weeks() -> None:
    text = """
        person_id gestation_weeks | has_gestation is_preterm
        1         36              | true          true
        2         37              | true          false
        3         -               | false         false
        4         16              | false         false
        5         17              | true          true
        6         45              | true          false
        7         46              | false         false
    """
    assert_rows(build(gestation.FAMILY, text), text)


def test_not_told_is_no_singleton() -> None:
    text = "person_id is_singleton | is_singleton\n1 true | true\n2 false | false\n3 - | false"
    found = build(plurality.FAMILY, text)
    assert found["is_singleton"].to_list() == [True, False, False]


def test_live_births_of_12_months() -> None:
    text = """
        person_id birth_date is_live | birth_id
        1         2025-10-01 true    | 0
        2         2025-09-30 true    | x
        3         2026-09-30 true    | 2
        4         2026-10-01 true    | x
        5         2026-03-10 false   | x
    """
    assert_rows(live_births(records(text), D), text)


def test_of_two_records_the_first_id_whatever_the_order() -> None:
    two = records("person_id birth_id weight_grams\n1 9 2000\n1 10 3000")
    for frame in (two, two.reverse()):
        assert live_births(frame, D)["birth_id"].to_list() == ["10"]
    stillborn_first = records("person_id birth_id is_live\n1 1 false\n1 2 true")
    assert live_births(stillborn_first, D)["birth_id"].to_list() == ["2"]


@pytest.mark.parametrize("column", FAMILIES)
def test_what_they_need(column: str) -> None:
    needs = FAMILIES[column].requires
    assert missing_for(needs, Coverage({}, frozenset(), frozenset({"persons"})), D) == "needs birth_records"
    inputs = frozenset({"persons", "birth_records"})
    known = Coverage({}, frozenset({("birth_records", column)}), inputs)
    assert missing_for(needs, known, D) == f"needs birth_records.{column}"
