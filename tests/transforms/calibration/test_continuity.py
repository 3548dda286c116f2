"""Visits of the rostered to their own physician and group (reliability, 17.3)."""

from tests.transforms.calibration.counted import fraction, values
from tests.transforms.rows import attribution, core_lines, physicians
from transforms.calibration.continuity import FAMILY

PHYSICIANS = """
    physician_id group_id model_code
    a            G1       FHO
    b            G1       FHO
    c            -        FHG
    d            -        -
    e            G2       FHO+
"""
PERSONS = """
    person_id physician_id group_id tier_rule  birth_date
    1         a            G1       enrolment  1980-01-01
    2         a            G1       enrolment  2010-09-30   # 16 on the day
    3         a            G1       enrolment  2010-10-01   # a day younger
    4         a            G1       core_care  1980-01-01   # not rostered
    5         c            -        enrolment  1980-01-01   # a solo physician
    6         d            -        enrolment  1980-01-01   # fee for service
    7         a            G1       enrolment  1980-01-01   # one visit only
    8         a            G1       enrolment  1980-01-01   # two days, one of them too old
"""
LINES = """
    person_id physician_id service_date
    1         a            2026-03-01
    1         a            2026-03-01    # two lines of a visit
    1         b            2026-03-01    # another visit of the day, to the group
    1         e            2026-03-02
    2         a            2024-10-01    # the first day of the window
    2         c            2026-09-30    # the last
    3         a            2026-03-01
    3         a            2026-03-02
    4         a            2026-03-01
    4         a            2026-03-02
    5         c            2026-03-01
    5         d            2026-03-02    # solo as well, and no colleague
    5         a            2026-03-03
    6         d            2026-03-01
    6         d            2026-03-02
    7         a            2026-03-01
    8         a            2024-09-30
    8         a            2026-03-01
"""


def test_visits_to_the_own_physician_and_group() -> None:
    frames = {"persons": attribution(PERSONS), "core_lines": core_lines(LINES), "physicians": physicians(PHYSICIANS)}
    found = values(FAMILY, frames)
    assert {name: fraction(value) for name, value in found.items()} == {
        "own_physician_share_capitation": (2, 5),
        "own_group_share_capitation": (3, 5),
        "own_physician_share_enhanced_fee_for_service": (1, 3),
        "own_group_share_enhanced_fee_for_service": (1, 3),
    }


def test_small_differences_of_the_two_shares_stand_behind_the_second() -> None:
    frames = {"persons": attribution(PERSONS), "core_lines": core_lines(LINES), "physicians": physicians(PHYSICIANS)}
    value = values(FAMILY, frames)["own_group_share_capitation"]
    assert value is not None and value.behind == (3, 5, 2, 1)
