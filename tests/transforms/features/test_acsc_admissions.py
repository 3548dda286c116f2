"""Stays for ambulatory-care-sensitive conditions (method, 6), rule by rule."""

import polars as pl

from tests.tables import assert_rows
from tests.transforms.rows import D, discharges
from transforms.features.ambulatory_care_sensitive import FAMILY


def stays(text: str) -> pl.DataFrame:
    return FAMILY.build({"discharges": discharges(text)}, D)


def check(text: str) -> None:
    assert_rows(stays(text), text)


def test_the_main_diagnosis_begins_with_a_listed_code() -> None:
    check("""
        person_id main_diagnosis_code | acsc_admissions_12m
        1         G40                 | 1   # the code itself
        2         G4091               | 1   # begins with it
        3         G42                 | x
        4         E1064               | 1
        5         E1065               | x   # of E10 only some
        6         E102                | x
        7         J44                 | 1
        8         J459                | 1
        9         A099                | x
        10        -                   | x   # not supplied
        11        I100                | 1
        12        I10                 | x   # shorter than the listed code
    """)


def test_some_codes_need_j44_among_the_other_diagnoses() -> None:
    check("""
        person_id main_diagnosis_code other_diagnosis_codes | acsc_admissions_12m
        1         J189                J441                  | 1
        2         J189                A099,J440             | 1   # among several
        3         J189                A099                  | x
        4         J189                []                    | x   # none
        5         J189                -                     | x   # not supplied
        6         J100                J44                   | 1
        7         J101                J44                   | x   # of J10 only J100
        8         J189                J43                   | x   # another disease of the lung
        9         J441                -                     | 1   # needs none
        10        J22                 J449                  | 1
    """)


def test_some_codes_are_left_out_with_a_cardiac_procedure() -> None:
    check("""
        person_id main_diagnosis_code intervention_codes | acsc_admissions_12m
        1         I500                1HZ80LA            | x   # heart failure
        2         I500                3AN20,1IJ76        | x   # among several
        3         I500                3AN20              | 1   # not a listed one
        4         I500                []                 | 1   # none
        5         I500                -                  | 1   # not supplied
        6         J81                 1HB53              | x   # pulmonary oedema
        7         I11                 1HB53              | x   # high blood pressure
        8         I200                1HB53              | x   # angina
        9         J44                 1HB53              | 1   # COPD is not so marked
        10        E109                1HB53              | 1
        11        I500                1YY54LANJ          | x
    """)


def test_a_code_that_begins_with_the_exception_is_no_cardiac_procedure() -> None:
    check("""
        person_id main_diagnosis_code intervention_codes | acsc_admissions_12m
        1         I500                1HZ53GRFR          | x
        2         I500                1HZ53LAKP          | 1   # the exception
        3         I500                1HZ53LAKPXX        | 1   # begins with it
        4         I500                1HZ53LAKP,1HZ80    | x   # beside another
        5         I500                1HZ55LAKP          | 1   # each prefix has its own
        6         I500                1HZ56LAKP          | x   # this one has none
    """)


def test_who_died_and_who_was_not_admitted_for_care_are_left_out() -> None:
    check("""
        person_id disposition_code admission_category main_diagnosis_code | acsc_admissions_12m
        1         07               U                  G40                 | x   # died
        2         72               U                  G40                 | x
        3         73               U                  G40                 | x
        4         74               U                  G40                 | x
        5         04               U                  G40                 | 1   # home
        6         -                U                  G40                 | 1   # not supplied
        7         04               N                  G40                 | x   # newborn
        8         04               S                  G40                 | x   # stillborn
        9         04               R                  G40                 | x   # donor
        10        04               RI                 G40                 | x
        11        04               L                  G40                 | 1   # elective
    """)


def test_12_months_ending_at_d_by_the_day_of_discharge() -> None:
    check("""
        person_id admission_date discharge_date main_diagnosis_code | acsc_admissions_12m
        1         2025-09-20     2025-09-30     G40                 | x   # 12 months before D is outside
        2         2025-09-20     2025-10-01     G40                 | 1   # whatever the admission
        3         2026-09-20     2026-09-30     G40                 | 1   # D
        4         2026-09-20     2026-10-01     G40                 | x
    """)


def test_any_kind_of_care_counts_and_every_stay() -> None:
    counted = stays("""
        person_id main_diagnosis_code care_type discharge_date hospital_id
        1         G40                 medical   2026-03-02     S1
        1         G40                 surgical  2026-03-09     S9            # unknown hospitals too
        1         A099                medical   2026-04-01     S1
    """)
    assert_rows(counted, "person_id acsc_admissions_12m last_acsc_date\n1 2 2026-03-09")


def test_no_stays_at_all() -> None:
    assert stays("person_id").is_empty()
