"""Tier virtual (method, 4.2): by core care in the two years ending at D, when no spell is open."""

import datetime as dt

import polars as pl

from tests.tables import assert_rows
from tests.transforms.rows import D, core_lines, enrolments, persons, physicians, round_one

CHOICE = "person_id tier_rule physician_id tie_step"


def virtual(lines: str, people: int = 1, end: dt.date = D, **frames: pl.DataFrame) -> pl.DataFrame:
    registry = persons("\n".join(["person_id", *map(str, range(1, people + 1))]))
    return round_one(end, persons=registry, core_lines=core_lines(lines), **frames).persons


def test_two_years_ending_at_d() -> None:
    text = """
        person_id service_date | tier_rule
        1         2024-09-30   | -        # D - 2 years is outside
        2         2024-10-01   | core_care  # the first day
        3         2026-09-30   | core_care  # D
        4         2026-10-01   | -        # the day after
    """
    assert_rows(virtual(text, people=4), text)


def test_two_years_ending_at_a_leap_day() -> None:
    text = """
        person_id service_date | tier_rule
        1         2022-02-28   | -        # 29 February minus two years is 28 February
        2         2022-03-01   | core_care
        3         2024-02-29   | core_care
    """
    assert_rows(virtual(text, people=3, end=dt.date(2024, 2, 29)), text)


def test_the_largest_value_of_two_years_together() -> None:
    lines = """
        person_id physician_id value_cents service_date
        1         a            100         2024-10-01
        1         a            100         2025-10-01
        1         b            150         2026-09-01
        1         b            90          2024-09-30   # outside, or b would win
    """
    assert_rows(virtual(lines), f"{CHOICE}\n1 core_care a value")


def test_a_spell_with_an_unknown_physician_does_not_stop_it() -> None:
    spells = enrolments("person_id physician_id\n1 nobody")
    assert_rows(virtual("person_id\n1", enrolments=spells), f"{CHOICE}\n1 core_care a none")


def test_a_closed_spell_does_not_stop_it() -> None:
    spells = enrolments("person_id physician_id end_date\n1 b 2026-09-30")
    assert_rows(virtual("person_id\n1", enrolments=spells), f"{CHOICE}\n1 core_care a none")


def test_a_physician_who_left_keeps_the_people() -> None:
    registry = physicians("physician_id end_date\na 2026-01-01\nb -")
    assert_rows(virtual("person_id\n1", physicians=registry), f"{CHOICE}\n1 core_care a none")


def test_without_spell_and_care_the_area_is_left() -> None:
    assert_rows(virtual("person_id\n99"), f"{CHOICE}\n1 - - -")  # care of somebody unregistered
