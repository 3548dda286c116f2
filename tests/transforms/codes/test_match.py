"""Matching against a set: systems, rules and days, and the same answer as reading row by row."""

import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.code_sets import code_set
from tests.tables import table
from transforms.codes.match import SET_COLUMNS, matched, matched_any, matched_category

SET = {name: pl.Date() if name.startswith("valid") else pl.String() for name in SET_COLUMNS}
SET |= {"kind": pl.String()}
EVENTS = {"code": pl.String(), "day": pl.Date(), "expected": pl.Boolean(), "kind": pl.String()}
ROWS = table(
    """
    system    code rule   valid_from valid_to   kind
    ICD-10-CA J44  prefix -          -          lung
    ICD-10-CA I10  exact  -          -          heart
    ICD-10-CA G40  prefix 2020-01-01 2020-12-31 brain
    """,
    SET,
)


def test_rules_and_days_on_both_sides() -> None:
    events = table(
        """
        code day        expected kind
        J44  2026-01-01 true     lung   # the listed code itself
        J441 2026-01-01 true     lung   # and what it begins
        J4   2026-01-01 false    -      # shorter than listed
        I10  2026-01-01 true     heart
        I100 2026-01-01 false    -      # exact asks for the whole
        G401 2019-12-31 false    -      # the day before
        G401 2020-01-01 true     brain  # the first day
        G401 2020-12-31 true     brain  # the last day
        G401 2021-01-01 false    -      # the day after
        G401 -          false    -      # no day, and the row asks for one
        J441 -          true     lung   # no day, and the row asks for none
        -    2026-01-01 false    -
        """,
        EVENTS,
    )
    assert matched(events, "code", "day", ROWS).to_list() == events["expected"].to_list()
    assert matched_category(events, "code", "day", ROWS, "kind").to_list() == events["kind"].to_list()


def test_a_code_of_another_system_is_another_code() -> None:
    both = pl.concat([ROWS.head(1), ROWS.head(1).with_columns(system=pl.lit("CCI"), code=pl.lit("1HA"))])
    events = table("code day\nJ441 2026-01-01\n1HA5 2026-01-01", {"code": pl.String(), "day": pl.Date()})
    assert matched(events, "code", "day", both, "ICD-10-CA").to_list() == [True, False]
    assert matched(events, "code", "day", both, "CCI").to_list() == [False, True]
    assert matched(events, "code", "day", both, "OHIP fee").to_list() == [False, False]
    with pytest.raises(ValueError, match="several systems"):
        matched(events, "code", "day", both)


def test_lists_ask_for_any() -> None:
    events = pl.DataFrame(
        {"codes": [["A00", "J441"], ["A00"], [], None], "day": [dt.date(2026, 1, 1)] * 4},
        schema={"codes": pl.List(pl.String), "day": pl.Date},
    )
    assert matched_any(events, "codes", "day", ROWS).to_list() == [True, False, False, False]


def test_nobody_and_an_empty_set() -> None:
    events = table("code day\nJ441 2026-01-01", {"code": pl.String(), "day": pl.Date()})
    assert matched(events.clear(), "code", "day", ROWS).to_list() == []
    assert matched_category(events.clear(), "code", "day", ROWS, "kind").to_list() == []
    assert matched(events, "code", "day", ROWS.clear()).to_list() == [False]


def test_a_shipped_set() -> None:
    events = table(
        "code day\nE1164 2026-01-01\nE116 2026-01-01\nK080 2026-01-01", {"code": pl.String(), "day": pl.Date()}
    )
    assert matched(events, "code", "day", code_set("acsc_diagnoses")).to_list() == [True, False, False]


DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2020, 1, 6))
CODES = st.text("AB1", min_size=1, max_size=4)
SYSTEMS = st.sampled_from(["CCI", "ICD-10-CA"])
LISTED = st.tuples(SYSTEMS, CODES, st.sampled_from(["prefix", "exact"]), st.none() | DAYS, st.none() | DAYS)


@given(st.lists(LISTED, max_size=6), st.lists(st.tuples(st.none() | CODES, DAYS), max_size=12), SYSTEMS)
def test_the_same_as_reading_row_by_row(
    listed: list[tuple], events: list[tuple[str | None, dt.date]], system: str
) -> None:
    types = {name: kind for name, kind in SET.items() if name != "kind"}
    rows = pl.DataFrame(listed, schema=types, orient="row")
    frame = pl.DataFrame(events, schema={"code": pl.String(), "day": pl.Date()}, orient="row")
    slow = [any(fits(row, system, code, day) for row in listed) for code, day in events]
    assert matched(frame, "code", "day", rows, system).to_list() == slow
    lists = frame.with_columns(pl.concat_list("code"))
    assert matched_any(lists, "code", "day", rows, system).to_list() == slow
    first = [next((row[1] for row in listed if fits(row, system, code, day)), None) for code, day in events]
    named = rows.with_columns(pl.col("code").alias("name"))
    assert matched_category(frame, "code", "day", named, "name", system).to_list() == first


def fits(row: tuple, system: str, code: str | None, day: dt.date) -> bool:
    of_system, listed, rule, first, last = row
    if code is None or of_system != system:
        return False
    is_same = code.startswith(listed) if rule == "prefix" else code == listed
    return is_same and (first is None or first <= day) and (last is None or day <= last)
