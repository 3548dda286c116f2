"""Case definitions: runs of records, days that do not count, ages (conditions, 33)."""

import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tables import assert_rows, table
from transforms.conditions.case_rules import CaseRule, completing_days, find_cases, outside_of

RECORDS = {"person_id": pl.Int64(), "day": pl.Date()}
BIRTHS = {"person_id": pl.Int64(), "birth_date": pl.Date()}
FIRST = dt.date(2024, 1, 1)
days_of_records = st.lists(st.integers(0, 60), max_size=8)


def records(text: str = "person_id day") -> pl.DataFrame:
    return table(text, RECORDS)


def on_days(offsets: list[int]) -> pl.DataFrame:
    """One row per number of days after the first of 2024, of one person."""
    rows = [{"person_id": 1, "day": FIRST + dt.timedelta(days=offset)} for offset in offsets]
    return pl.DataFrame(rows, schema=RECORDS)


def test_two_records_within_so_many_days() -> None:
    found = completing_days(
        records(
            """
            person_id day
            1         2024-01-01
            1         2025-12-31  # 730 days later
            2         2024-01-01
            2         2026-01-01  # 731 days later
            3         2024-01-01  # twice on one day
            3         2024-01-01
            4         2024-01-01
            4         2024-01-02
            4         2024-01-03  # each of them ends a run
            5         2024-01-01
            6         2024-01-02  # another person's
            """
        ),
        2,
        730,
    )
    assert_rows(found, "person_id day\n1 2025-12-31\n4 2024-01-02\n4 2024-01-03")


def test_one_record_is_a_run_of_one() -> None:
    found = completing_days(records("person_id day\n2 2024-01-01\n1 2024-01-05\n1 2024-01-05"), 1, 0)
    assert_rows(found, "person_id day\n1 2024-01-05\n2 2024-01-01")


@pytest.mark.parametrize(
    ("offsets", "completed"),
    [
        ([0, 30, 60], [60]),
        ([0, 29, 60], []),  # the second is too near to the first, and is no second of the third
        ([0, 29, 59, 60], []),  # 29 to 59 leaves 0 too near; 60 goes back to 29, which has nothing before
        ([0, 30, 59, 60], [60]),
        ([0, 15, 30, 45, 60], [60]),
        ([0, 30, 61], []),  # too long: 61 days from first to last
    ],
)
def test_three_records_thirty_days_apart_within_sixty(offsets: list[int], completed: list[int]) -> None:
    found = completing_days(on_days(offsets), 3, 60, 30)
    assert found["day"].to_list() == [FIRST + dt.timedelta(days=offset) for offset in completed]


def runs_exist(offsets: list[int], last: int, number: int, within: int, gap: int) -> bool:
    """Say by trying all, whether a run of records ends on a day."""
    if number == 1:
        return within >= 0
    earlier = [offset for offset in offsets if offset <= last - gap and offset >= last - within]
    return any(runs_exist(offsets, offset, number - 1, within - (last - offset), gap) for offset in earlier)


@given(days_of_records, st.integers(1, 4), st.integers(0, 60), st.integers(1, 20))
def test_a_run_is_found_when_there_is_one(offsets: list[int], number: int, within: int, gap: int) -> None:
    expected = [day for day in sorted(set(offsets)) if runs_exist(offsets, day, number, within, gap)]
    found = completing_days(on_days(offsets), number, within, gap)
    assert found["day"].to_list() == [FIRST + dt.timedelta(days=day) for day in expected]


def test_days_about_an_anchor_do_not_count() -> None:
    anchors = records("person_id day\n1 2024-06-01\n2 2024-01-01\n2 2024-06-01\n2 2024-06-01")
    text = """
        person_id day
        1         2024-05-21  # 11 days before
        1         2024-05-22
        1         2024-06-01
        1         2024-06-21
        1         2024-06-22  # 21 days after
        2         2024-01-22  # after one anchor, before the other
        2         2024-05-25
        3         2024-06-01  # of another person
    """
    found = outside_of(records(text), anchors, 10, 20)
    assert_rows(found, "person_id day\n1 2024-05-21\n1 2024-06-22\n2 2024-01-22\n3 2024-06-01")


@given(days_of_records, days_of_records, st.integers(0, 15), st.integers(0, 15))
def test_what_is_left_is_far_from_every_anchor(told: list[int], anchors: list[int], before: int, after: int) -> None:
    left = [day for day in sorted(told) if not any(-before <= day - anchor <= after for anchor in anchors)]
    found = outside_of(on_days(told), on_days(anchors), before, after)
    assert found["day"].to_list() == [FIRST + dt.timedelta(days=day) for day in left]


def test_a_case_is_a_stay_or_a_run_at_the_age() -> None:
    births = table(
        """
        person_id birth_date
        1         1984-06-01
        2         1984-06-01
        3         1984-06-02
        4         1984-06-01
        5         1984-06-02
        6         1984-02-29
        7         1984-02-29
        """,
        BIRTHS,
    )
    stays = records(
        """
        person_id day
        2         2024-06-01  # 40 on the day
        3         2024-06-01  # 39
        4         2025-01-01  # after the claims made a case
        6         2024-02-29
        7         2024-02-28
        9         2024-06-01  # not registered
        """
    )
    claims = records(
        """
        person_id day
        1         2024-01-01
        4         2024-05-01
        4         2024-07-01  # the first at 39
        5         2024-01-01
        5         2024-06-01  # 39
        5         2025-06-02  # a year and a day after the last
        """
    )
    found = find_cases(stays, claims, births, CaseRule(first_age=40, claim_days=2, within_days=365))
    assert_rows(found, "person_id case_date\n2 2024-06-01\n4 2024-07-01\n6 2024-02-29")


def test_the_order_of_rows_says_nothing() -> None:
    told = records("person_id day\n1 2024-01-01\n1 2024-03-01\n2 2024-01-01\n1 2024-02-01\n2 2024-01-09")
    births = table("person_id birth_date\n1 1950-01-01\n2 1950-01-01", BIRTHS)
    rule = CaseRule(first_age=1, claim_days=2, within_days=30)
    once, again = (find_cases(records(), frame, births, rule) for frame in (told, told.reverse()))
    assert once.equals(again)
    assert_rows(once, "person_id case_date\n1 2024-03-01\n2 2024-01-09")
