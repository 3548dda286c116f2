"""Periods and windows (method, opening)."""

import datetime as dt

import polars as pl
import pytest

from tests.tables import table
from transforms.attribution.windows import in_window
from transforms.dates import months_before, period_end, period_of, periods_between, years_before

MONTHS = """
    day        months before
    2026-09-30 12     2025-09-30  # of the method
    2027-02-28 12     2026-02-28  # of the method
    2024-02-29 12     2023-02-28  # of the method: no 29th in a common year
    2024-02-29 48     2020-02-29  # there is one in a leap year
    2028-02-29 24     2026-02-28
    2025-02-28 12     2024-02-28  # the 28th stays the 28th, the 29th is inside the window
    2026-03-31 1      2026-02-28  # the last day of a shorter month
    2026-01-31 1      2025-12-31  # over the turn of the year
    2026-12-31 24     2024-12-31
    2026-09-30 0      2026-09-30
    2026-01-31 -1     2026-02-28  # forwards
"""
YEARS = """
    day        years before
    2026-09-30 7     2019-09-30
    2024-02-29 7     2017-02-28
    2024-02-29 4     2020-02-29
    2027-02-28 7     2020-02-28
    1900-02-28 100   1800-02-28
"""
STEPS = {"day": pl.Date, "months": pl.Int64, "years": pl.Int64, "before": pl.Date}


@pytest.mark.parametrize(("day", "months", "before"), table(MONTHS, STEPS).drop("years").rows())
def test_months_keep_the_day_or_take_the_last(day: dt.date, months: int, before: dt.date) -> None:
    assert months_before(day, months) == before


@pytest.mark.parametrize(("day", "years", "before"), table(YEARS, STEPS).drop("months").rows())
def test_years_are_twelve_months(day: dt.date, years: int, before: dt.date) -> None:
    assert years_before(day, years) == before


@pytest.mark.parametrize(("day", "is_in"), [("2024-09-30", False), ("2024-10-01", True), ("2026-09-30", True)])
def test_a_window_has_its_last_day_and_not_its_first(day: str, is_in: bool) -> None:
    end = dt.date(2026, 9, 30)
    frame = pl.DataFrame({"day": [dt.date.fromisoformat(day)]})
    assert frame.select(in_window("day", years_before(end, 2), end)).item() is is_in


def test_the_day_after_the_end_is_outside() -> None:
    end = dt.date(2026, 9, 30)
    frame = pl.DataFrame({"day": [dt.date(2026, 10, 1), None]})
    assert frame.filter(in_window("day", years_before(end, 2), end)).is_empty()


@pytest.mark.parametrize(
    ("period", "end"), [("2026-09", "2026-09-30"), ("2024-02", "2024-02-29"), ("2026-02", "2026-02-28")]
)
def test_a_period_ends_on_the_last_day_of_its_month(period: str, end: str) -> None:
    assert period_end(period).isoformat() == end
    assert period_of(period_end(period)) == period


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "2026-9", "2026-09-30", "202609", "26-09", "", "2026-09 "])
def test_any_other_text_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match="YYYY-MM"):
        period_end(text)


@pytest.mark.parametrize(
    ("first", "last", "every", "periods"),
    [
        ("2025-11", "2026-01", "month", "2025-11 2025-12 2026-01"),
        ("2025-12", "2026-09", "quarter", "2025-12 2026-03 2026-06 2026-09"),
        ("2025-12", "2026-08", "quarter", "2025-12 2026-03 2026-06"),
        ("2024-03", "2026-03", "year", "2024-03 2025-03 2026-03"),
        ("2026-03", "2026-03", "year", "2026-03"),
    ],
)
def test_ranges_of_periods(first: str, last: str, every: str, periods: str) -> None:
    assert " ".join(periods_between(first, last, every)) == periods


def test_an_empty_range_is_told() -> None:
    with pytest.raises(ValueError, match="--from 2026-04 is after --to 2026-03"):
        list(periods_between("2026-04", "2026-03", "month"))
