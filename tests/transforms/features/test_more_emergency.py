"""Emergency visits that were not urgent, best managed elsewhere, or of mental health (indicators.md 21), by person."""

from types import ModuleType

import pytest

from reference.diagnosis_lists import ed_best_managed_elsewhere
from tests.tables import assert_rows
from tests.transforms.rows import D, ed_visits
from transforms.features import best_managed_elsewhere, low_acuity_emergency, mental_health_emergency


def low_acuity(text: str) -> None:
    assert_rows(low_acuity_emergency.FAMILY.build({"ed_visits": ed_visits(text)}, D), text)


def best_elsewhere(text: str) -> None:
    assert_rows(best_managed_elsewhere.FAMILY.build({"ed_visits": ed_visits(text)}, D), text)


def mental_health(text: str) -> None:
    assert_rows(mental_health_emergency.FAMILY.build({"ed_visits": ed_visits(text)}, D), text)


def test_low_acuity_is_level_4_or_5_and_not_admitted() -> None:
    low_acuity("""
        person_id triage_level is_admitted is_scheduled visit_date | ed_low_acuity_visits_12m
        1         3            false       false        2026-03-02 | x   # urgent
        2         4            false       false        2026-03-02 | 1
        3         5            false       false        2026-03-02 | 1
        4         -            false       false        2026-03-02 | x   # unknown level is neither
        5         4            true        false        2026-03-02 | x   # admitted
        6         4            -           false        2026-03-02 | 1   # unknown counts as not admitted
        7         4            false       true         2026-03-02 | x   # booked
        8         4            false       false        2025-09-30 | x   # 12 months before D
        9         4            false       false        2025-10-01 | 1
        10        4            false       false        2026-09-30 | 1   # D
        11        4            false       false        2026-10-01 | x
    """)


def test_each_low_acuity_visit_counts() -> None:
    visits = ed_visits("person_id triage_level\n1 4\n1 4\n1 5\n1 1")
    counted = low_acuity_emergency.FAMILY.build({"ed_visits": visits}, D)
    assert_rows(counted, "person_id ed_low_acuity_visits_12m\n1 3")


def test_best_managed_elsewhere_asks_for_a_whole_listed_code() -> None:
    best_elsewhere("""
        person_id triage_level is_admitted main_diagnosis_code | ed_best_elsewhere_visits_12m
        1         4            false       J069                | 1
        2         4            false       J06                 | x   # the block is not the code
        3         4            false       J00                 | 1   # a code of three characters
        4         4            false       N390                | 1
        5         4            false       N391                | x
        6         4            false       H663                | 1
        7         4            false       -                   | x   # not supplied
        8         3            false       J069                | x   # urgent
        9         5            true        J069                | x   # admitted
        10        5            -           J069                | 1
        11        4            false       J0690               | x   # longer than the listed code
    """)


def test_the_printed_list_is_whole() -> None:
    assert len(ed_best_managed_elsewhere()) == 72


def test_mental_health_by_main_diagnosis_else_by_self_harm() -> None:
    mental_health("""
        person_id main_diagnosis_code other_diagnosis_codes | ed_mental_health_visits_12m
        1         F05                 []                    | x   # delirium is none
        2         F06                 []                    | 1
        3         F99                 []                    | 1
        4         F329                -                     | 1   # begins with F32
        5         F102                []                    | 1   # substance use is included
        6         R104                X60                   | 1   # self-harm beside another problem
        7         R104                X84,Z000              | 1
        8         R104                X85                   | x   # assault
        9         R104                X599                  | x
        10        R104                Y10                   | 1
        11        R104                Y19                   | 1
        12        R104                Y20                   | x
        13        R104                Y280                  | 1
        14        R104                Y29                   | x
        15        R104                F329                  | x   # mental health only beside it
        16        X70                 []                    | x   # as main diagnosis self-harm is none
        17        -                   X70                   | 1   # no main diagnosis: it is not one of F06 to F99
        18        R104                -                     | x   # not supplied
    """)


def test_mental_health_visits_are_unscheduled_and_of_12_months() -> None:
    mental_health("""
        person_id main_diagnosis_code is_scheduled visit_date | ed_mental_health_visits_12m
        1         F329                true         2026-03-02 | x
        2         F329                false        2025-09-30 | x   # 12 months before D
        3         F329                false        2025-10-01 | 1
        4         F329                false        2026-09-30 | 1
        5         F329                false        2026-10-01 | x
    """)


@pytest.mark.parametrize("module", [low_acuity_emergency, best_managed_elsewhere, mental_health_emergency])
def test_nobody(module: ModuleType) -> None:
    built = module.FAMILY.build({"ed_visits": ed_visits("person_id")}, D)
    assert built.is_empty()
    assert set(built.columns) == {"person_id", *module.FAMILY.columns}
