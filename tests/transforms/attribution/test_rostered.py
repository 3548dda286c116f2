"""Tier rostered (method, 4.1): open spells with known physicians, the latest start first."""

import polars as pl

from tests.tables import assert_rows
from tests.transforms.rows import core_lines, enrolments, persons, round_one

CHOICE = "person_id tier_rule physician_id tie_step"


def rostered(spells: str, lines: str = "person_id", people: int = 1) -> pl.DataFrame:
    registry = persons("\n".join(["person_id", *map(str, range(1, people + 1))]))
    return round_one(persons=registry, enrolments=enrolments(spells), core_lines=core_lines(lines)).persons


def test_a_spell_is_open_at_d() -> None:
    text = """
        person_id start_date end_date   | tier_rule
        1         2026-09-30 -          | enrolment  # starts on D
        2         2026-10-01 -          | -         # starts the day after
        3         2020-01-01 2026-09-30 | -         # ends on D: D is the first day after it
        4         2020-01-01 2026-10-01 | enrolment  # ends the day after
        5         2026-09-30 2026-10-01 | enrolment  # D alone
        6         2026-09-30 2026-09-30 | -         # an empty spell
    """
    assert_rows(rostered(text, people=6), text)


def test_a_physician_unknown_to_the_registry_is_passed_over() -> None:
    spells = """
        person_id physician_id start_date
        1         nobody       2026-01-01
        2         nobody       2026-01-01
        2         a            2020-01-01   # the known one, however early
    """
    assert_rows(rostered(spells, people=2), f"{CHOICE}\n1 - - -\n2 enrolment a none")


def test_the_latest_start_wins_whatever_the_care() -> None:
    spells = "person_id physician_id start_date\n1 a 2024-01-02\n1 b 2024-01-01"
    lines = "person_id physician_id value_cents\n1 b 9000"
    assert_rows(rostered(spells, lines), f"{CHOICE}\n1 enrolment a start_date")


def test_spells_with_one_physician_are_one_candidate() -> None:
    spells = """
        person_id physician_id start_date end_date
        1         a            2020-01-01 -
        1         a            2025-01-01 -            # the same physician again: nobody to beat
        2         a            2020-01-01 -
        2         a            2025-01-01 -            # his or her latest start counts
        2         b            2024-01-01 -
        3         a            2020-01-01 -            # of the open ones: the closed spell does not help
        3         a            2025-01-01 2025-06-01
        3         b            2024-01-01 -
    """
    expected = f"{CHOICE}\n1 enrolment a none\n2 enrolment a start_date\n3 enrolment b start_date"
    assert_rows(rostered(spells, people=3), expected)


def test_one_start_leaves_it_to_the_care_with_each() -> None:
    spells = """
        person_id physician_id
        1         a             # more care with b
        1         b
        2         a             # care with b alone: who has none has zeros and comes last
        2         b
        3         a             # care with c, who has no spell, decides nothing
        3         b
        4         a             # no care at all: the smaller hash, b before a
        4         b
    """
    lines = "person_id physician_id value_cents\n1 a 100\n1 b 200\n2 b 1\n3 c 900"
    expected = f"{CHOICE}\n1 enrolment b value\n2 enrolment b value\n3 enrolment b hash\n4 enrolment b hash"
    assert_rows(rostered(spells, lines, people=4), expected)


def test_care_counts_for_two_years_only() -> None:
    spells = "person_id physician_id\n1 a\n1 b\n2 a\n2 b"
    lines = """
        person_id physician_id service_date
        1         a            2024-09-30   # D - 2 years: outside, the hash gives b
        2         a            2024-10-01   # the day after: inside
    """
    expected = f"{CHOICE}\n1 enrolment b hash\n2 enrolment a value"
    assert_rows(rostered(spells, lines, people=2), expected)


def test_a_spell_goes_before_any_care() -> None:
    spells = "person_id physician_id\n1 a"
    lines = "person_id physician_id value_cents\n1 b 99999"
    assert_rows(rostered(spells, lines), f"{CHOICE}\n1 enrolment a none")


def test_spells_of_unregistered_persons_count_for_nothing() -> None:
    assert_rows(rostered("person_id\n1\n99"), f"{CHOICE}\n1 enrolment a none")
