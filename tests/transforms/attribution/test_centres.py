"""Tier health_centre (method, 4, rule centre_roster): registered with a centre, and seen there in the look-back."""

import dataclasses

import polars as pl

from tests.tables import assert_rows
from tests.transforms.rows import (
    METHOD,
    centre_rosters,
    centre_visits,
    core_lines,
    discharges,
    enrolments,
    persons,
    round_one,
)

CHOICE = "person_id tier_rule centre_id tie_step"


def registered(rosters: str, visits: str, people: int = 1, **others: object) -> pl.DataFrame:
    frames = {name: frame for name, frame in others.items() if isinstance(frame, pl.DataFrame)}
    method = dataclasses.replace(METHOD, **{name: value for name, value in others.items() if name not in frames})
    registry = persons("\n".join(["person_id", *map(str, range(1, people + 1))]))
    frames |= {"centre_rosters": centre_rosters(rosters), "centre_visits": centre_visits(visits)}
    return round_one(method=method, persons=registry, **frames).persons


def test_a_visit_in_the_look_back() -> None:
    text = """
        person_id visit_date | tier_rule
        1         2024-09-30 | -              # D - 2 years is outside
        2         2024-10-01 | centre_roster  # the first day
        3         2026-09-30 | centre_roster  # D
        4         2026-10-01 | -              # the day after
    """
    assert_rows(registered("person_id\n1\n2\n3\n4\n5", text, people=4), text)


def test_an_open_registration_with_the_centre_visited() -> None:
    rosters = """
        person_id centre_id start_date end_date   | tier_rule
        1         c         2026-09-30 -          | centre_roster
        2         c         2026-10-01 -          | -              # begins the day after
        3         c         2020-01-01 2026-09-30 | -              # D is the first day after it
        4         c         2020-01-01 2026-10-01 | centre_roster
        5         d         2020-01-01 -          | -              # registered with d, seen at c
        6         x         2020-01-01 -          | -              # a centre that is not in the registry
    """
    visits = "person_id centre_id\n1 c\n2 c\n3 c\n4 c\n5 c\n6 x"
    assert_rows(registered(rosters, visits, people=7), rosters + "    7         -         -          -          | -\n")


def test_as_many_visits_as_the_method_wants() -> None:
    visits = "person_id\n1\n2\n2"
    found = registered("person_id\n1\n2", visits, 2, centre_minimum_visits=2)
    assert_rows(found, f"{CHOICE}\n1 - - -\n2 centre_roster c none")


def test_two_centres_go_by_visits_dates_recency_start_and_hash() -> None:
    rosters = """
        person_id centre_id start_date
        1         c         2020-01-01
        1         d         2025-01-01
        2         c         2020-01-01
        2         d         2025-01-01
        3         c         2020-01-01
        3         d         2025-01-01
        4         c         2020-01-01
        4         d         2025-01-01
        5         c         2020-01-01   # hashes begin d 18, c 2e
        5         d         2020-01-01
    """
    visits = """
        person_id centre_id visit_date
        1         c         2026-03-01   # two visits against one
        1         c         2026-03-01
        1         d         2026-03-02
        2         c         2026-03-01   # on two days
        2         c         2026-03-02
        2         d         2026-03-03
        2         d         2026-03-03
        3         c         2026-03-02   # later
        3         d         2026-03-01
        4         c         2026-03-02   # the registration with d began later
        4         d         2026-03-02
        5         c         2026-03-02
        5         d         2026-03-02
    """
    expected = f"""{CHOICE}
        1 centre_roster c visits
        2 centre_roster c dates
        3 centre_roster c recent
        4 centre_roster d start_date
        5 centre_roster d hash
    """
    assert_rows(registered(rosters, visits, people=5), expected)
    by_date = registered(rosters, visits, people=5, visit="date").head(1)
    assert_rows(by_date, f"{CHOICE}\n1 centre_roster d recent")  # a day each, and d's came later


def test_its_place_in_the_order() -> None:
    frames = {
        "enrolments": enrolments("person_id\n1"),
        "core_lines": core_lines("person_id value_cents\n1 9000\n2 9000"),
    }
    both = ("person_id\n1\n2", "person_id\n1\n2", 2)
    expected = "person_id tier_rule physician_id centre_id\n1 enrolment a -\n2 centre_roster - c"
    assert_rows(registered(*both, **frames), expected)
    turned = ("centre_roster", "enrolment", *METHOD.tier_order[2:])
    found = registered(*both, tier_order=turned, **frames)
    assert_rows(found, f"{CHOICE}\n1 centre_roster c none\n2 centre_roster c none")


def test_its_people_tell_the_centres_hospital() -> None:
    frames = {"centre_rosters": centre_rosters("person_id\n1"), "centre_visits": centre_visits("person_id\n1")}
    found = round_one(persons=persons("person_id\n1"), discharges=discharges("person_id\n1"), **frames)
    assert_rows(found.centre_admissions, "centre_id corporation_id admissions patients\nc C1 1 1")
    assert found.admissions.is_empty()
