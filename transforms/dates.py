"""Periods and windows: one month, its end, and the days that lead up to it."""

import calendar
import datetime as dt
import re
from collections.abc import Iterator

EVERY_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def period_end(period: str) -> dt.date:
    """Give the last day of a period written YYYY-MM; raises ValueError on any other text."""
    if not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", period):
        raise ValueError(f"A period is a month written YYYY-MM, such as 2026-09; got {period!r}.")
    year, month = int(period[:4]), int(period[5:])
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def period_of(day: dt.date) -> str:
    """Give the period a day belongs to."""
    return f"{day.year:04d}-{day.month:02d}"


def months_before(day: dt.date, months: int) -> dt.date:
    """Give the same day `months` earlier, or the last day of that month when it has no such day.

    The last day of a month gives the last day of the other month, so that three months are whole months; whole years
    keep the day, so that 28 February stays one.
    """
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    is_month_end = day.day == calendar.monthrange(day.year, day.month)[1] and months % 12 != 0
    return dt.date(year, month + 1, last if is_month_end else min(day.day, last))


def years_before(day: dt.date, years: int) -> dt.date:
    """Give the same day `years` earlier; 29 February becomes 28 February in common years."""
    return months_before(day, 12 * years)


def periods_between(first: str, last: str, every: str) -> Iterator[str]:
    """Yield the periods from first to last, stepping by month, quarter or year from the first."""
    if period_end(last) < period_end(first):
        raise ValueError(f"The range is empty: --from {first} is after --to {last}.")
    day = period_end(first).replace(day=1)
    while day <= period_end(last):
        yield period_of(day)
        day = months_before(day, -EVERY_MONTHS[every])
