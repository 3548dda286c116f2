"""Visits to the own physician and the own group (indicators, 22)."""

import polars as pl

from tests.tables import assert_rows
from tests.transforms.rows import D, attribution, contacts, core_lines, physicians
from transforms.features.family import ATTRIBUTION
from transforms.features.own_care import FAMILY

REGISTRY = """
    physician_id specialty_code group_id
    a            00             G1
    b            05             G1
    c            00             G2
    p            26             -
    q            07             G1
    s            00             -
    t            00             -
"""
PLACED = """
    person_id tier     physician_id group_id
    1         rostered a            G1
    2         virtual  s            -        # solo: the physician alone
    3         newborn  p            -
    4         postal_area -         -        # nobody's
"""


def care(lines: str = "person_id", seen: str = "person_id") -> pl.DataFrame:
    frames = {"core_lines": core_lines(lines), "contacts": contacts(seen), "physicians": physicians(REGISTRY)}
    return FAMILY.build({**frames, ATTRIBUTION: attribution(PLACED)}, D)


def test_own_physician_and_own_group() -> None:
    lines = """
        person_id physician_id service_date
        1         a            2026-03-01
        1         a            2026-03-01     # one visit
        1         b            2026-03-01     # of the group
        1         c            2026-03-02     # of another
        2         s            2026-03-01
        2         t            2026-03-02     # two solo physicians are no group
        4         a            2026-03-01     # no own physician, so none is own
        9         a            2026-03-01     # not counted: no attribution
    """
    expected = """
        person_id own_visits_24m own_visit_parts_24m own_group_visit_parts_24m
        1         1              3333                6667
        2         1              5000                5000
        4         0              0                   0
        9         0              0                   0
    """
    assert_rows(care(lines), expected)
    assert_rows(care(lines), "person_id primary_care_visits_12m own_group_visits_12m\n1 3 2\n2 2 1\n4 1 0\n9 1 0")


def test_windows_of_24_and_12_months() -> None:
    lines = """
        person_id service_date
        1         2024-09-30    # outside both
        1         2024-10-01
        1         2025-09-30    # outside the year
        1         2025-10-01
        1         2026-09-30
        1         2026-10-01    # after D
    """
    assert_rows(
        care(lines),
        "person_id own_visits_24m primary_care_visits_12m own_group_visits_12m\n1 4 2 2",
    )


def test_contacts_of_family_doctors_and_paediatricians() -> None:
    seen = """
        person_id physician_id service_date
        1         a            2024-09-30     # outside
        1         a            2024-10-01
        1         b            2026-09-30
        1         p            2026-03-01
        1         q            2026-03-01     # geriatrics does not count
        1         x            2026-03-01     # not in the registry
        1         a            2026-10-01     # outside
        3         p            2026-03-01
    """
    expected = """
        person_id family_contacts_24m own_family_contacts_24m own_visits_24m
        1         3                   1                       0
        3         1                   1                       0
    """
    assert_rows(care(seen=seen), expected)


def test_visits_and_contacts_of_one_person_stand_in_one_row() -> None:
    both = "person_id\n1\n2"
    assert_rows(
        care("person_id\n1", both),
        "person_id own_visits_24m family_contacts_24m own_family_contacts_24m\n1 1 1 1\n2 0 1 0",
    )
