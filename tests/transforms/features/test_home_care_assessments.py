"""Last assessments in home care: caregivers, and daily life compared (families/home_care.md 35.2 and 35.3)."""

import datetime as dt

import polars as pl
import pytest

from tests.tables import assert_rows
from tests.transforms.home_care_rows import NONE, assessments, referrals
from tests.transforms.rows import D, attribution
from transforms.features import adl_changes, caregiver_assessments

ADMITTED = "person_id admission_date\n1 2024-01-01\n2 2024-01-01\n3 2024-01-01\n4 2024-01-01\n5 2024-01-01"
PEOPLE = "person_id birth_date\n1 1941-03-02\n2 1941-03-03\n3 1980-06-15\n4 1980-06-15"


def caregivers(text: str, admitted: str = ADMITTED, end: dt.date = D) -> pl.DataFrame:
    frames = {"home_care_assessments": assessments(text), "home_care_referrals": referrals(admitted)}
    return caregiver_assessments.FAMILY.build({**frames, "attribution": attribution(PEOPLE)}, end)


def changes(text: str, admitted: str = ADMITTED, end: dt.date = D) -> pl.DataFrame:
    frames = {"home_care_assessments": assessments(text), "home_care_referrals": referrals(admitted)}
    return adl_changes.FAMILY.build(frames, end)


@pytest.mark.parametrize(
    ("distressed", "unable", "known", "expected"),
    [
        ("true", "false", True, True),
        ("false", "true", True, True),
        ("true", "true", True, True),
        ("true", "-", True, True),
        ("false", "false", True, False),
        ("false", "-", True, False),
        ("-", "false", True, False),
        ("-", "-", False, False),
    ],
)
def test_distress(distressed: str, unable: str, known: bool, expected: bool) -> None:
    text = f"has_caregiver is_caregiver_distressed is_caregiver_unable\ntrue {distressed} {unable}"
    found = caregivers(text).select("has_known_distress", "has_caregiver_distress")
    assert found.rows() == [(known, expected)]


def test_caregivers_and_what_they_are_compared_by() -> None:
    text = """
        person_id has_caregiver adl_hierarchy cognitive_performance | assessed_age_group adl_group cognition_group
        1         true          0             6                     | 85+                0         3-6
        2         -             2             -                     | 75-84              1-2       unknown
        3         false         -             1                     | 45-64              unknown   1-2
        5         true          1             1                     | x                  x         x   # not counted
    """
    found = caregivers(text)
    assert_rows(found, text)
    assert found["has_caregiver"].to_list() == [True, False, False]
    assert found["is_long_stay"].all()


def test_the_last_assessment_decides_though_it_is_of_another_admission() -> None:
    text = """
        assessment_id assessment_date has_caregiver is_caregiver_distressed
        a             2026-01-05      true          true
        b             2026-03-02      true          false
    """
    admitted = "admission_date discharge_date\n2025-01-01 2026-02-01\n2026-02-01 -"
    assert_rows(caregivers(text, admitted), "event_id is_long_stay has_caregiver_distress\nb false false")


def test_nobody_is_assessed() -> None:
    assert caregivers(NONE).is_empty()
    assert changes(NONE).is_empty()
    assert caregivers("person_id\n1", NONE)["is_long_stay"].to_list() == [False]


def test_daily_life_against_the_earliest_of_six_months() -> None:
    text = """
        person_id assessment_id assessment_date adl_hierarchy
        1         a             2025-09-02      2          # six months before, to the day
        1         b             2025-12-01      4
        1         c             2026-03-02      3
        2         a             2025-09-01      2          # a day too early
        2         b             2026-03-02      3
        3         a             2026-01-01      6
        3         b             2026-03-02      6
        4         a             2026-01-01      3
        4         b             2026-01-01      1          # of two of a day the one with the greater id
        4         c             2026-03-02      2
        5         a             2026-03-01      2
        5         b             2026-03-02      2
        5         c             2026-03-02      -          # nothing known: not read
    """
    assert_rows(
        changes(text),
        """
        person_id event_id has_adl_before was_most_dependent has_adl_decline
        1         c        true           false              true
        2         b        false          false              false
        3         b        true           true               false
        4         c        true           false              true
        5         b        true           false              false
        """,
    )


def test_two_assessments_of_the_last_day_are_not_compared() -> None:
    text = "assessment_id assessment_date adl_hierarchy\na 2026-03-02 1\nb 2026-03-02 2"
    assert_rows(changes(text), "event_id has_adl_before has_adl_decline\nb false false")


def test_six_months_before_the_end_of_august() -> None:
    text = """
        person_id assessment_id assessment_date adl_hierarchy
        1         a             2026-02-28      1
        1         b             2026-08-31      2
        2         a             2026-02-27      1
        2         b             2026-08-31      2
    """
    assert changes(text)["has_adl_before"].to_list() == [True, False]


def test_the_order_of_rows_does_not_matter() -> None:
    text = "assessment_id assessment_date adl_hierarchy\na 2026-01-01 1\nb 2026-01-01 3\nc 2026-03-02 2\nd 2026-03-02 1"
    frames = {"home_care_assessments": assessments(text), "home_care_referrals": referrals(ADMITTED)}
    turned = {name: frame.reverse() for name, frame in frames.items()}
    assert adl_changes.FAMILY.build(frames, D).equals(adl_changes.FAMILY.build(turned, D))
