"""Which family physicians are comprehensive (method, 2.3): days of the busiest year, and the share of core lines."""

import dataclasses
import datetime as dt

import polars as pl

from tests.tables import assert_rows, table
from tests.transforms.rows import METHOD, D, core_lines, other_lines
from transforms.attribution.care import year_of
from transforms.attribution.comprehensive import add_up_activity, count_activity, judge_physicians

ACTIVITY = {
    "physician_id": pl.String(),
    "year": pl.Int8(),
    "core_lines": pl.Int64(),
    "lines": pl.Int64(),
    "days": pl.Int64(),
}


def judged(activity: str, **values: int) -> pl.DataFrame:
    return judge_physicians(table(activity, ACTIVITY), dataclasses.replace(METHOD, **values))


def test_enough_days_in_one_year_and_more_than_half_core() -> None:
    text = """
        physician_id year core_lines lines days | is_comprehensive
        a            1    100        100   44   | true    # enough
        b            1    100        100   43   | false   # a day short
        c            1    50         100   200  | false   # half is not more than half
        d            1    51         100   200  | true
        e            2    100        100   44   | true    # in the other year of the look-back
        f            3    100        100   200  | x       # before the look-back
    """
    assert_rows(judged(text), text)


def test_lines_of_the_whole_look_back_and_days_of_the_busiest_year() -> None:
    activity = """
        physician_id year core_lines lines days
        a            1    10         100   30    # 30 and 30 days are no 44 in one year
        a            2    90         90    30
        b            1    10         100   10    # 100 of 190 lines are core, 52 %
        b            2    90         90    60
        c            1    0          100   200   # 90 of 190
        c            2    90         90    60
    """
    expected = """
        physician_id most_days core_lines lines is_comprehensive
        a            30        100        190   false
        b            60        100        190   true
        c            200       90         190   false
    """
    assert_rows(judged(activity), expected)


def test_the_method_sets_both_thresholds() -> None:
    activity = "physician_id year core_lines lines days\na 1 60 100 50"
    assert judged(activity, comprehensive_minimum_days=50)["is_comprehensive"].item()
    assert not judged(activity, comprehensive_minimum_days=51)["is_comprehensive"].item()
    assert not judged(activity, comprehensive_core_percent=60)["is_comprehensive"].item()


def counted(core: str, other: str, years: int = 2) -> pl.DataFrame:
    return count_activity(core_lines(core), other_lines(other), D, years, "until_included")


def test_lines_by_year_and_days_once() -> None:
    core = """
        person_id physician_id service_date
        1         a            2026-09-30   # D, the last day of year 1
        2         a            2026-09-30   # the same day
        1         a            2025-10-01   # the first day of year 1
        1         a            2025-09-30   # the last of year 2
        1         a            2024-10-01   # the first of year 2
        1         a            2024-09-30   # outside
    """
    other = """
        person_id physician_id service_date line_kind
        1         a            2026-09-30   other_visit
        1         a            2026-08-01   elsewhere         # shows that a worked
        1         p            2026-08-01   paediatric_core   # no family physician
        1         b            2026-08-01   elsewhere
    """
    expected = """
        physician_id year core_lines lines days
        a            1    3          5     3
        a            2    2          2     2
        b            1    0          1     1
    """
    assert_rows(add_up_activity([counted(core, other)]), expected)


def test_buckets_unite_days_and_add_lines() -> None:
    days = [D - dt.timedelta(days=number) for number in range(366)]
    one = core_lines("person_id\n" + "\n".join("1" for _ in days)).with_columns(pl.Series("service_date", days))
    nothing = other_lines("person_id")
    parts = [
        count_activity(part, nothing, D, 2, "until_included") for part in (one.head(200), one.slice(100), one.head(1))
    ]
    united = add_up_activity(parts)
    assert_rows(united, "physician_id year core_lines lines days\na 1 466 466 365\na 2 1 1 1")


def test_a_leap_year_has_its_366th_day() -> None:
    days = [dt.date(2024, 2, 29) - dt.timedelta(days=number) for number in range(366)]
    lines = core_lines("person_id\n" + "\n".join("1" for _ in days)).with_columns(pl.Series("service_date", days))
    whole = count_activity(lines, other_lines("person_id"), dt.date(2024, 2, 29), 1, "until_included")
    assert add_up_activity([whole])["days"].to_list() == [366]


def test_the_other_window_holds_its_first_day_and_not_its_last() -> None:
    days = table("day\n2024-09-29\n2024-09-30\n2025-09-29\n2025-09-30\n2026-09-29\n2026-09-30", {"day": pl.Date()})
    years = days.with_columns(year_of("day", D, 2, "from_included").alias("year"))["year"].to_list()
    assert years == [None, 2, 2, 1, 1, None]
