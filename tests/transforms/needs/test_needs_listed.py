"""Needs of the persons of practices, with their evidence (method, 7)."""

import datetime as dt

import polars as pl

from schemas.membership import Needs
from tests.tables import assert_rows
from tests.transforms.rows import D, base
from transforms.catalogue import needs
from transforms.needs.listing import list_needs

LISTED = "person_id need_id evidence_count evidence_date"


def listed(text: str, end: dt.date = D) -> pl.DataFrame:
    return Needs.validate(list_needs(base(text), list(needs().values()), end))


def test_no_visit_is_a_need_of_those_who_lived_through_the_window() -> None:
    text = """
        person_id birth_date primary_care_visits_24m | need_id
        1         2024-09-30 0                       | no_primary_care_visit   # born on the day 24 months before D
        2         2024-10-01 0                       | x                       # the day after
        3         1980-06-15 1                       | x                       # one visit
        4         1980-06-15 0                       | no_primary_care_visit
    """
    assert_rows(listed(text), text)


def test_24_months_before_a_leap_day() -> None:
    text = "person_id birth_date | need_id\n1 2022-02-28 | no_primary_care_visit\n2 2022-03-01 | x"
    assert_rows(listed(text, dt.date(2024, 2, 29)), text)


def test_frequent_visits_come_with_their_number_and_last_day() -> None:
    people = """
        person_id ed_visits_12m last_ed_date primary_care_visits_24m
        1         3             2026-03-02   1
        2         4             2026-03-02   1
        3         4             2026-03-02   0     # both needs; the absence has no evidence
    """
    expected = f"""
        {LISTED}
        2 frequent_emergency_visits 4 2026-03-02
        3 frequent_emergency_visits 4 2026-03-02
        3 no_primary_care_visit     - -
    """
    assert_rows(listed(people), expected)


def test_a_need_without_evidence_can_stand_alone() -> None:
    """When emergency visits are not computable, nothing else says what the evidence would be."""
    alone = list_needs(base("person_id\n1"), [needs()["no_primary_care_visit"]], D)
    assert_rows(Needs.validate(alone), f"{LISTED}\n1 no_primary_care_visit - -")


def test_persons_of_no_practice_have_none() -> None:
    people = """
        person_id tier           physician_id
        1         postal_area    -
        2         unattributable -
        3         virtual        a
    """
    assert_rows(listed(people), "person_id need_id\n3 no_primary_care_visit")


def test_sorted_by_practice_person_and_need() -> None:
    people = """
        person_id physician_id ed_visits_12m
        1         b            4
        3         a            0
        2         a            0
    """
    expected = """
        physician_id person_id need_id
        a            2         no_primary_care_visit
        a            3         no_primary_care_visit
        b            1         frequent_emergency_visits
        b            1         no_primary_care_visit
    """
    assert_rows(listed(people), expected)
