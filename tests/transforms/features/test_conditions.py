"""Who has diabetes, heart failure or COPD, their stays, tests and examinations (conditions, 33; laboratory, 32)."""

import datetime as dt

import polars as pl
import pytest

from reference.condition_codes import condition_claim_codes
from schemas.base_tables import ConditionDays, ListedServices, NettedClaims
from schemas.inputs.laboratory_results import LaboratoryResults
from schemas.inputs.persons import Persons
from tests.tables import assert_rows, table
from tests.transforms.hospital_rows import stays
from tests.transforms.rows import D, physicians
from transforms.conditions.claim_days import find_condition_days
from transforms.features import condition_stays, conditions, copd_spirometry, eye_examinations, laboratory

DAY = dt.date(2026, 1, 10)
OLD = dt.date(1960, 1, 1)


def persons(text: str) -> pl.DataFrame:
    """One row per line: a registered woman born in 1960."""
    return table(text, Persons, has_valid_key=True, birth_date=OLD, sex="F", postal_status="ontario")


def claim_days(text: str = "person_id") -> pl.DataFrame:
    return table(text, ConditionDays, service_date=DAY, condition="diabetes")


def services(text: str = "person_id") -> pl.DataFrame:
    return table(text, ListedServices, physician_id="a", service_date=DAY)


def ended(text: str = "person_id") -> pl.DataFrame:
    return stays(text).with_columns(pl.col("discharge_date").fill_null(DAY))


def built(end: dt.date = D, **frames: pl.DataFrame) -> pl.DataFrame:
    known = {"discharges": ended(), "condition_days": claim_days(), **frames}
    return conditions.FAMILY.build(known, end)


def test_each_condition_has_its_rule() -> None:
    found = built(
        persons=persons("person_id\n1\n2\n3\n4\n5\n6\n7"),
        condition_days=claim_days(
            """
            person_id condition     service_date
            1         diabetes      2024-01-11
            1         diabetes      2026-01-10
            2         heart_failure 2025-01-10
            2         heart_failure 2026-01-10
            3         copd          2026-01-10
            4         diabetes      2026-01-10
            4         heart_failure 2026-01-10    # one claim of each
            5         copd          2022-09-30    # before the months read
            6         copd          2026-10-01    # after D
            """
        ),
        discharges=ended("person_id main_diagnosis_code other_diagnosis_codes\n7 A099 E119,I501"),
    )
    assert_rows(
        found,
        """
        person_id has_diabetes has_heart_failure has_copd diabetes_date heart_failure_date copd_date
        1         true         false             false    2026-01-10    -                  -
        2         false        true              false    -             2026-01-10         -
        3         false        false             true     -             -                  2026-01-10
        7         true         true              false    2026-01-10    2026-01-10         -
        """,
    )


def test_stays_of_newborns_and_donors_tell_nothing() -> None:
    text = """
        person_id care_type admission_category main_diagnosis_code
        1         newborn   U                  E119
        2         medical   R                  E119
        3         medical   N                  E119
        4         medical   L                  E119
        5         medical   U                  -
    """
    found = built(persons=persons("person_id\n1\n2\n3\n4\n5"), discharges=ended(text))
    assert found["person_id"].to_list() == [4]


@pytest.mark.parametrize(
    ("sex", "birth_date", "has_diabetes"),
    [
        ("F", dt.date(1990, 1, 1), False),
        ("M", dt.date(1990, 1, 1), True),
        ("X", dt.date(1990, 1, 1), True),
        ("F", dt.date(1971, 1, 1), True),  # 55 on the days of the records
        ("F", dt.date(1971, 2, 1), False),
        ("F", dt.date(2016, 1, 8), False),  # 10 on the days
        ("F", dt.date(2016, 1, 12), True),
    ],
)
def test_diabetes_about_a_pregnancy(sex: str, birth_date: dt.date, has_diabetes: bool) -> None:
    found = built(
        persons=persons("person_id\n1").with_columns(sex=pl.lit(sex), birth_date=pl.lit(birth_date)),
        condition_days=claim_days("person_id service_date\n1 2026-01-10\n1 2026-01-11"),
        discharges=ended("person_id main_diagnosis_code discharge_date\n1 O80001 2026-01-20"),
    )
    assert found["has_diabetes"].to_list() == [True] * has_diabetes


def test_a_pregnancy_says_nothing_of_the_other_conditions() -> None:
    found = built(
        persons=persons("person_id birth_date\n1 1980-01-01"),
        condition_days=claim_days("person_id condition\n1 copd"),
        discharges=ended("person_id main_diagnosis_code\n1 O80001"),
    )
    assert found["has_copd"].to_list() == [True]


def test_days_of_claims_by_their_diagnosis() -> None:
    usual = {"physician_id": "a", "fee_code": "A007", "location": "office", "services": 1, "paid_cents": 0}
    claims = table(
        """
        person_id service_date diagnosis_code physician_id
        1         2026-01-10   250            a
        1         2026-01-10   250            b     # the same day
        1         2026-01-11   250            a
        2         2026-01-10   496            a
        2         2026-01-10   428            a
        3         2026-01-10   251            a
        3         2026-01-10   -              a
        """,
        NettedClaims,
        **usual,
    )
    found = ConditionDays.validate(find_condition_days(claims, condition_claim_codes()))
    assert_rows(
        found,
        """
        person_id service_date condition
        1         2026-01-10   diabetes
        1         2026-01-11   diabetes
        2         2026-01-10   copd
        2         2026-01-10   heart_failure
        """,
    )


def test_stays_count_by_their_main_diagnosis() -> None:
    text = """
        person_id main_diagnosis_code discharge_date care_type other_diagnosis_codes
        1         E1000               2026-01-10     medical   []
        1         E1463               2026-09-30     medical   []
        1         E1000               2025-09-30     medical   []    # before the year
        2         E1064               2026-01-10     medical   []    # poor control alone
        3         I500                2025-10-01     medical   []
        4         J189                2026-01-10     medical   J441
        5         J43                 2026-01-10     medical   []
        6         I500                2026-01-10     newborn   []
        7         -                   2026-01-10     medical   []
        8         I500                2026-10-01     medical   []    # after D
    """
    found = condition_stays.FAMILY.build({"discharges": stays(text)}, D)
    assert_rows(
        found,
        """
        person_id diabetes_acute_stays_12m heart_failure_stays_12m copd_stays_12m
        1         2                        0                       0
        3         0                        1                       0
        5         0                        0                       1
        """,
    )


def test_eye_examinations() -> None:
    text = """
        person_id fee_code physician_id service_date
        1         V404     a            2024-10-01
        2         V404     a            2024-09-30   # before the two years
        3         A110     eye          2026-01-10
        4         A110     a            2026-01-10   # no ophthalmologist
        5         A110     nobody       2026-01-10   # not in the registry
        6         J304     a            2026-01-10
        7         A115     nobody       2026-09-30
        7         A115     nobody       2026-10-01   # after D
    """
    known = physicians("physician_id specialty_code\na 00\neye 23")
    found = eye_examinations.FAMILY.build({"listed_services": services(text), "physicians": known}, D)
    assert_rows(found, "person_id last_eye_examination_date\n1 2024-10-01\n3 2026-01-10\n7 2026-09-30")
    assert found["has_eye_examination_24m"].all()


def test_days_of_laboratory_tests() -> None:
    text = """
        person_id test_code collected_date is_final
        1         hba1c     2025-10-01     true
        1         hba1c     2026-09-30     -
        1         hba1c     2026-09-30     true   # the same day
        1         ldl       2026-09-30     true
        2         hba1c     2025-09-30     true   # before the year
        3         hba1c     2026-01-10     false
        4         hba1c     2026-10-01     true   # after D
    """
    results = table(text, LaboratoryResults, result_id=str)
    found = laboratory.FAMILY.build({"laboratory_results": results}, D)
    assert_rows(found, "person_id hba1c_days_12m ldl_days_12m\n1 2 1")


COPD_DAYS = """
        person_id service_date
        1         2025-03-31
        2         2025-03-31
        3         2025-03-31
        4         2025-03-31
        5         2024-10-01   # the first day of the year asked about
        6         2024-09-30
        7         2025-09-30   # the last
        8         2025-10-01
        9         2023-01-01
        9         2025-03-31   # not new
    """
SPIROMETRY_DAYS = """
        person_id fee_code service_date
        1         J301     2024-03-31
        2         J304     2024-03-30
        3         J324     2026-03-31
        4         J327     2026-04-01
        5         V404     2024-10-01   # no spirometry
        7         J304     2026-09-30
    """


def test_spirometry_about_a_new_case_of_copd() -> None:
    frames = {
        "persons": persons("person_id\n1\n2\n3\n4\n5\n6\n7\n8\n9"),
        "discharges": ended(),
        "condition_days": claim_days(COPD_DAYS).with_columns(condition=pl.lit("copd")),
        "listed_services": services(SPIROMETRY_DAYS),
    }
    found = copd_spirometry.FAMILY.build(frames, D)
    assert_rows(
        found,
        """
        person_id is_new_copd has_spirometry_about_diagnosis
        1         true        true
        2         true        false
        3         true        true
        4         true        false
        5         true        false
        7         true        true
        """,
    )
