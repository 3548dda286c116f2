"""Waits for the first nurse and the first personal support worker (families/home_care.md 35.1)."""

import polars as pl

from tests.tables import assert_rows
from tests.transforms.home_care_rows import NONE, referrals, services
from tests.transforms.rows import D
from transforms.features.home_care_starts import FAMILY


def starts(referred: str, served: str = NONE) -> pl.DataFrame:
    return FAMILY.build({"home_care_referrals": referrals(referred), "home_care_services": services(served)}, D)


ONE = "referral_id available_date\na 2026-03-02"


def test_days_from_the_day_on_which_the_patient_was_available() -> None:
    text = """
        person_id available_date | event_date nursing_wait_days support_wait_days
        1         2026-03-02     | 2026-03-02 0                 -
        2         2026-03-02     | 2026-03-02 5                 0
        3         2026-03-02     | 2026-03-02 6                 -
        4         2026-03-02     | 2026-03-02 -                 3
        5         2026-03-02     | 2026-03-02 -                 -
        6         -              | x          x                 x
        7         2025-06-30     | x          x                 x   # 15 months before D
        8         2025-07-01     | 2025-07-01 -                 -
        9         2026-10-01     | x          x                 x   # after D
    """
    served = """
        person_id service_date service_code
        1         2026-03-02   01
        1         2026-03-01   02           # before the patient was available
        2         2026-03-07   02           # a shift
        2         2026-03-09   01
        2         2026-03-02   13
        3         2026-03-08   01
        3         2026-03-03   16           # nursing for mental health is not asked for
        3         2026-03-03   17
        4         2026-03-05   11
        4         2026-03-03   12           # homemaking
        4         2026-03-03   10
        6         2026-03-02   01
        9         2026-10-02   01
    """
    assert_rows(starts(text, served), text)


def test_a_service_between_the_referral_and_the_available_day_is_in_time() -> None:
    text = """
        person_id referral_date available_date | nursing_wait_days nursing_began_in_year
        1         2026-01-15    2026-01-20     | 0                 true
        2         2026-01-15    2026-01-20     | 0                 true
        3         2026-01-15    2026-01-20     | 13                true
        4         2026-01-22    2026-01-20     | 1                 true    # referred after it
        5         2025-09-20    2025-10-10     | 0                 false   # began before the year
        6         2025-09-20    2025-10-10     | 0                 true
        7         2025-06-20    2025-07-01     | 92                true    # nothing 15 months before D is read
    """
    served = """
        person_id service_date
        1         2026-01-19
        1         2026-02-02
        2         2026-01-15
        2         2026-02-02
        3         2026-01-14            # the day before the referral
        3         2026-02-02
        4         2026-01-21
        5         2025-09-30
        5         2025-10-12
        6         2025-10-01
        7         2025-06-30
        7         2025-10-01
    """
    assert_rows(starts(text, served), text)


def test_of_referrals_of_one_day_only_the_one_available_first_counts_from_it() -> None:
    text = """
        referral_id referral_date available_date | nursing_wait_days
        a           2026-03-01    2026-03-05     | 3
        b           2026-03-01    2026-03-02     | 0
        c           2026-03-01    2026-03-20     | 1
        d           2026-03-10    2026-03-22     | 0    # takes over on its referral day
    """
    served = "service_date\n2026-03-01\n2026-03-08\n2026-03-15\n2026-03-21"
    assert_rows(starts(text, served).rename({"event_id": "referral_id"}), text)


def test_of_two_that_count_from_one_day_the_later_available_has_the_services() -> None:
    text = """
        referral_id referral_date available_date | nursing_wait_days
        a           2026-03-10    2026-03-20     | -
        b           2026-03-20    2026-03-22     | 0
        c           2026-03-10    2026-03-15     | -
    """
    assert_rows(starts(text, "service_date\n2026-03-21").rename({"event_id": "referral_id"}), text)


def test_the_first_service_lies_in_the_year() -> None:
    served = """
        person_id service_date service_code
        1         2025-09-30   01
        2         2025-10-01   01
        3         2026-09-30   11
        4         2026-10-01   01           # after D
    """
    text = """
        person_id available_date | nursing_began_in_year support_began_in_year nursing_wait_days
        1         2025-09-01     | false                 false                 29
        2         2025-09-01     | true                  false                 30
        3         2026-09-01     | false                 true                  -
        4         2026-09-30     | false                 false                 -
    """
    assert_rows(starts(text, served), text)


def test_a_service_belongs_to_the_latest_referral_that_is_not_over() -> None:
    text = """
        referral_id available_date discharge_date | nursing_wait_days
        a           2026-01-10     -              | 1    # the earlier one is open, and yet has no more services
        b           2026-02-01     2026-02-10     | 9
        c           2026-03-01     2026-03-05     | -    # discharged before the nurse came
    """
    served = "service_date\n2026-01-11\n2026-02-10\n2026-02-11\n2026-03-06"
    assert_rows(starts(text, served).rename({"event_id": "referral_id"}), text)


def test_one_referral_of_a_day_counts() -> None:
    text = """
        referral_id referral_date available_date is_complex
        b           2026-02-28    2026-03-02     false
        c           2026-03-01    2026-03-02     -
        a           2026-03-01    2026-03-02     true
    """
    expected = "event_id is_complex nursing_wait_days\nc false 0"
    assert_rows(starts(text, "service_date\n2026-03-02"), expected)


def test_persons_do_not_share_services() -> None:
    text = "person_id available_date | nursing_wait_days\n1 2026-03-02 | 1\n2 2026-03-01 | -"
    assert_rows(starts(text, "person_id service_date\n1 2026-03-03"), text)


def test_nobody_and_nothing() -> None:
    assert starts(NONE).is_empty()
    assert starts(ONE).columns == ["person_id", "event_id", "event_date", *FAMILY.columns]
    assert starts(ONE).schema == starts(ONE, "service_date\n2026-03-02").schema


def test_the_order_of_rows_does_not_matter() -> None:
    referred = referrals("referral_id available_date\na 2026-03-02\nb 2026-03-09\nc 2026-03-09")
    served = services("service_date service_code\n2026-03-03 01\n2026-03-09 11\n2026-03-12 01\n2026-03-12 01")
    given = {"home_care_referrals": referred, "home_care_services": served}
    turned = {name: frame.reverse() for name, frame in given.items()}
    assert FAMILY.build(given, D).equals(FAMILY.build(turned, D))
