"""Days, stays and billed time of physicians (indicators.md 23)."""

import polars as pl

from tests.tables import assert_rows
from tests.transforms.rows import D, claims, core_lines, other_lines, physicians
from transforms.attribution.comprehensive import add_up_activity, count_activity
from transforms.base_tables.workforce import ACTIVITY_YEARS, build_workforce, count_time

NO_LINES = other_lines("person_id")


def activity(*buckets: str) -> pl.DataFrame:
    """One row per physician and year: days, united over buckets of core lines."""
    return add_up_activity(
        [count_activity(core_lines(text), NO_LINES, D, ACTIVITY_YEARS, "until_included") for text in buckets]
    )


def time_lines(text: str) -> pl.DataFrame:
    """One row per line: an hour of physician a without a person, in the month of D."""
    usual = claims(text)
    return usual.with_columns(pl.lit(None, pl.Int64).alias("person_id"))


def test_days_of_12_months_count_once_over_all_buckets() -> None:
    first = """
        person_id physician_id service_date
        1         a            2026-03-02
        1         a            2026-03-03
        1         a            2025-10-01   # first day of the window
        1         a            2025-09-30   # last day of the year before
        2         b            2024-10-01   # first day of the year before
        2         c            2024-09-30   # too long ago
    """
    second = "person_id physician_id service_date\n9 a 2026-03-02\n9 a 2026-09-30"
    found = build_workforce(activity(first, second), time_lines("person_id"), physicians("physician_id\na\nb\nc\nd"), D)
    expected = "physician_id days_12m had_activity_year_before\na 4 true\nb 0 true\nc 0 false\nd 0 false"
    assert_rows(found, expected)


def test_in_practice_12_months_before() -> None:
    text = """
        physician_id start_date end_date   | was_in_practice_year_before
        a            -          -          | true
        b            2025-09-30 -          | true
        c            2025-10-01 -          | false
        d            -          2025-09-30 | false   # first day no longer in practice
        e            -          2025-10-01 | true
    """
    assert_rows(build_workforce(activity("person_id"), time_lines("person_id"), physicians(text), D), text)


def test_time_of_the_month_by_code() -> None:
    lines = """
        person_id physician_id service_date fee_code services
        -         a            2026-09-01   Q310     4          # first day of the month
        -         a            2026-09-30   Q311     2
        -         a            2026-09-15   Q312     3
        -         a            2026-09-15   Q313     1
        -         a            2026-08-31   Q310     9
        -         a            2026-10-01   Q310     9
        -         b            2026-09-15   A007     9          # no time code
        -         c            2026-09-15   Q312     5
    """
    found = count_time(time_lines(lines), D)
    assert_rows(found, "physician_id time_units administrative_units\na 10 4\nc 5 5")


def test_copies_reversals_and_other_suffixes() -> None:
    lines = """
        person_id physician_id service_date fee_code fee_suffix services
        -         a            2026-09-15   Q312     A          3
        -         a            2026-09-15   Q312     A          3      # the same line again
        -         a            2026-09-16   Q310     A          4
        -         a            2026-09-16   Q310     A          -4     # taken back
        -         b            2026-09-16   Q310     B          4
        -         c            2026-09-16   Q310     A          -4     # nothing to take back
    """
    assert_rows(count_time(time_lines(lines), D), "physician_id time_units administrative_units\na 3 3")


def test_time_with_a_person_does_not_count() -> None:
    assert count_time(claims("person_id fee_code service_date\n1 Q310 2026-09-15"), D).is_empty()


def test_nobody() -> None:
    found = build_workforce(activity("person_id"), time_lines("person_id"), physicians("physician_id"), D)
    assert found.is_empty()
    assert found.schema["time_units"] == pl.Int64 == found.schema["administrative_units"] == found.schema["days_12m"]
