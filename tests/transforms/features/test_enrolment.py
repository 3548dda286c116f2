"""Spells open now and three months ago (indicators, 22)."""

import datetime as dt

import polars as pl

from tests.tables import assert_rows
from tests.transforms.rows import D, enrolments, physicians
from transforms.features.enrolment import FAMILY


def spells(text: str, end: dt.date = D) -> pl.DataFrame:
    return FAMILY.build({"enrolments": enrolments(text), "physicians": physicians("physician_id\na\nb")}, end)


def test_open_now_and_open_three_months_before() -> None:
    text = """
        person_id start_date end_date   | has_spell_now had_spell_before
        1         2020-01-01 -          | true          true
        2         2026-06-30 -          | true          true    # began on the day three months before
        3         2026-07-01 -          | true          false
        4         2026-09-30 -          | true          false   # on D
        5         2026-10-01 -          | x             x       # after D
        6         2020-01-01 2026-10-01 | true          true    # the first day after the spell
        7         2020-01-01 2026-09-30 | false         true
        8         2020-01-01 2026-07-01 | false         true
        9         2020-01-01 2026-06-30 | x             x       # over by then
        10        2026-09-01 2026-09-01 | x             x       # never open
        11        2026-07-05 2026-09-01 | x             x       # came and went between
    """
    assert_rows(spells(text), text)


def test_a_change_of_physician_is_neither_new_nor_lost() -> None:
    text = "person_id physician_id start_date end_date\n1 a 2020-01-01 2026-08-01\n1 b 2026-08-01 -"
    assert_rows(spells(text), "person_id has_spell_now had_spell_before\n1 true true")


def test_a_physician_whom_the_registry_does_not_know_enrols_nobody() -> None:
    assert spells("person_id physician_id\n1 x").is_empty()


def test_three_months_before_the_end_of_may_is_the_end_of_february() -> None:
    text = """
        person_id start_date | had_spell_before
        1         2026-02-28 | true
        2         2026-03-01 | false
    """
    assert_rows(spells(text, dt.date(2026, 5, 31)), text)
