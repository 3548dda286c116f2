"""Visits, emergency visits and stays: the windows and what is left out."""

import pytest

from tests.transforms.calibration.counted import fraction, values
from tests.transforms.rows import areas, attribution, core_lines, discharges, ed_visits
from transforms.calibration import admissions, emergency, primary_care

PERSONS = """
    person_id sex area_id
    1         F   N6A
    2         M   N6B
    3         F   -
"""


def test_visits_of_twelve_months() -> None:
    lines = core_lines("""
        person_id physician_id service_date
        1         a            2025-09-30    # the day before the window
        1         a            2025-10-01    # the first day
        1         a            2025-10-01    # two lines of a visit
        1         b            2025-10-01
        2         a            2026-09-30    # the last day
        2         a            2026-10-01
        9         a            2026-03-01    # not counted
    """)
    found = values(primary_care.FAMILY, {"persons": attribution(PERSONS), "core_lines": lines})
    assert fraction(found["primary_care_visits_per_person_year"]) == (3, 3)
    assert fraction(found["primary_care_visits_per_1000_per_day"]) == (3, 3 * 365)


VISITS = """
    person_id visit_date triage_level is_scheduled
    1         2025-09-30 4            false          # the day before the window
    1         2025-10-01 4            false
    1         2026-09-30 5            false
    2         2026-03-01 -            false          # of unknown urgency
    2         2026-03-01 4            true           # booked beforehand
    3         2026-03-01 4            false          # no area
    9         2026-03-01 4            false          # not counted
"""


@pytest.mark.parametrize(
    ("measure", "numerator", "denominator"),
    [
        ("ed_visits_per_1000", 4, 3),
        ("ed_triage_4_share", 2, 4),
        ("ed_triage_5_share", 1, 4),
        ("ed_female_share", 3, 4),
        ("ed_deprivation_1_share", 2, 4),
        ("ed_deprivation_5_share", 1, 4),
        ("ed_deprivation_2_share", 0, 4),
    ],
)
def test_emergency_visits(measure: str, numerator: int, denominator: int) -> None:
    known = areas("area_id deprivation_quintile\nN6A 1\nN6B 5")
    found = values(emergency.FAMILY, {"persons": attribution(PERSONS), "ed_visits": ed_visits(VISITS), "areas": known})
    assert fraction(found[measure]) == (numerator, denominator)


def test_without_quintiles_no_share_of_them_is_measured() -> None:
    unknown = areas("area_id\nN6A\nN6B")
    found = values(
        emergency.FAMILY, {"persons": attribution(PERSONS), "ed_visits": ed_visits(VISITS), "areas": unknown}
    )
    assert found["ed_deprivation_1_share"] is None
    assert fraction(found["ed_female_share"]) == (3, 4)


def test_a_small_quintile_stands_behind_all_of_them() -> None:
    known = areas("area_id deprivation_quintile\nN6A 1\nN6B 5")
    found = values(emergency.FAMILY, {"persons": attribution(PERSONS), "ed_visits": ed_visits(VISITS), "areas": known})
    shares = [found[f"ed_deprivation_{of}_share"] for of in range(1, 6)]
    assert [share.smallest_count for share in shares if share] == [1] * 5


def test_stays() -> None:
    stays = discharges("""
        person_id admission_date discharge_date admission_category alc_days
        1         2025-09-20     2025-09-30     U                  -          # the day before the window
        1         2025-09-30     2025-10-01     U                  0
        2         2026-09-20     2026-09-30     L                  4
        2         2026-03-01     2026-03-01     U                  -          # within a day
        3         2026-03-01     2026-03-03     N                  -          # a newborn
        9         2026-03-01     2026-03-09     U                  3          # not counted
    """)
    found = values(admissions.FAMILY, {"persons": attribution(PERSONS), "discharges": stays})
    assert fraction(found["discharges_per_month"]) == (3, 12)
    assert fraction(found["mean_length_of_stay_days"]) == (1 + 10 + 1, 3)
    assert fraction(found["alternate_level_of_care_share"]) == (1, 3)
