"""Who is not counted at all (method, 3), both sides of each day; D is 30 September 2026 unless said."""

import datetime as dt

from tests.tables import assert_rows
from tests.transforms.rows import METHOD, D, persons, round_one
from transforms.attribution.counted import classify_persons


def check(text: str, end: dt.date = D) -> None:
    assert_rows(classify_persons(persons(text), end, METHOD), text)


def test_death_and_birth() -> None:
    check("""
        person_id birth_date death_date | excluded_reason
        1         1980-06-15 2026-09-29 | dead
        2         1980-06-15 2026-09-30 | dead    # on D
        3         1980-06-15 2026-10-01 | -       # the day after
        4         1980-06-15 -          | -
        5         2026-09-30 -          | -       # born on D
        6         2026-10-01 -          | unborn  # the day after
    """)


def test_insurance_is_half_open() -> None:
    check("""
        person_id coverage_start_date coverage_end_date | excluded_reason
        1         2026-09-30          -                 | -            # starts on D
        2         2026-10-01          -                 | not_covered  # the day after
        3         -                   2026-09-30        | not_covered  # ends on D: D is its first day without
        4         -                   2026-10-01        | -            # ends the day after
        5         -                   -                 | -
        6         2026-09-30          2026-10-01        | -            # D alone
        7         2026-09-30          2026-09-30        | not_covered  # an empty span
    """)


def test_the_106th_birthday() -> None:
    check("""
        person_id birth_date | excluded_reason
        1         1920-09-29 | too_old
        2         1920-09-30 | too_old  # 106 on D
        3         1920-10-01 | -        # 106 the day after
    """)


def test_a_birthday_of_29_february_falls_on_1_march_in_common_years() -> None:
    born = "person_id birth_date | excluded_reason\n1 1920-02-29 |"
    check(f"{born} -", dt.date(2026, 2, 28))
    check(f"{born} too_old", dt.date(2026, 3, 31))


def test_nobody_heard_of_for_seven_years() -> None:
    check("""
        person_id last_contact_date birth_date | excluded_reason
        1         2019-09-29        1980-06-15 | ghost
        2         2019-09-30        1980-06-15 | ghost   # on D - 7 years
        3         2019-10-01        1980-06-15 | -       # the day after
        4         -                 1980-06-15 | -       # the source does not say
        5         2019-09-30        2019-09-30 | ghost   # born on that day
        6         2019-09-30        2019-10-01 | -       # born after it: not yet seven
    """)


def test_seven_years_before_a_leap_day() -> None:
    seen = "person_id last_contact_date | excluded_reason\n1 2017-02-28 |"
    check(f"{seen} ghost\n2 2017-03-01 | -", dt.date(2024, 2, 29))
    check("person_id last_contact_date | excluded_reason\n1 2020-02-29 | -", dt.date(2027, 2, 28))


def test_the_first_reason_is_stored() -> None:
    check("""
        person_id death_date birth_date coverage_end_date last_contact_date | excluded_reason
        1         2026-01-01 2026-10-01 2020-01-01        2010-01-01        | dead         # all at once
        2         -          2026-10-01 2020-01-01        2010-01-01        | unborn
        3         -          1900-01-01 2020-01-01        2010-01-01        | not_covered
        4         -          1900-01-01 -                 2010-01-01        | too_old
        5         -          1980-06-15 -                 2010-01-01        | ghost
        6         -          1980-06-15 -                 2026-01-01        | -
    """)


def test_the_excluded_are_left_out_and_told_by_reason() -> None:
    registry = persons("""
        person_id death_date birth_date
        1         2026-01-01 1980-06-15
        2         2026-01-01 1980-06-15
        3         -          2026-10-01
        4         -          1980-06-15
    """)
    found = round_one(persons=registry)
    assert_rows(found.persons, "person_id\n4")
    assert_rows(found.excluded, "excluded_reason persons\ndead 2\nunborn 1")
