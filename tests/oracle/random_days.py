"""The days of random deliveries: few, and on both sides of every edge that the method knows."""

import calendar
import datetime as dt
from random import Random

# Month ends of every era of virtual care, and the two ends of February.
PERIOD_ENDS = [
    dt.date(2021, 12, 31),
    dt.date(2022, 6, 30),
    dt.date(2022, 11, 30),
    dt.date(2023, 2, 28),
    dt.date(2024, 2, 29),
    dt.date(2025, 3, 31),
    dt.date(2026, 9, 30),
]
# First days of a rule, of a code or of a price list.
FIRST_DAYS = [dt.date(2020, 3, 14), dt.date(2021, 10, 1), dt.date(2022, 12, 1), dt.date(2025, 3, 3)]
ONE_DAY = dt.timedelta(days=1)


def years_ago(day: dt.date, years: int) -> dt.date:
    """Give the same day so many years ago; 28 February where there is no 29 February."""
    last = calendar.monthrange(day.year - years, day.month)[1]
    return day.replace(year=day.year - years, day=min(day.day, last))


def beside(day: dt.date) -> list[dt.date]:
    """Give the day before, the day itself and the day after."""
    return [day - ONE_DAY, day, day + ONE_DAY]


def event_days(random: Random, end: dt.date) -> list[dt.date]:
    """Give the few days on which things happen: three usual ones and six at edges, none long after the end."""
    usual = [end - dt.timedelta(days=random.randrange(5, 700)) for _ in range(3)]
    edges = [day for years in range(4) for day in beside(years_ago(end, years))]
    starts = [day for first in FIRST_DAYS for day in (first - ONE_DAY, first) if day <= end]
    return [*usual, *random.sample(edges, 4), *random.sample(starts, min(2, len(starts)))]


def birth_days(end: dt.date) -> list[dt.date]:
    """Give birth days at the ages the method knows, most of them those of grown persons and of children."""
    edges = [day for years in (1, 2, 7, 18, 40, 75, 106) for day in beside(years_ago(end, years))]
    grown = [years_ago(end, 40), years_ago(end, 70)]
    young = [end - dt.timedelta(days=30), end - dt.timedelta(days=400), years_ago(end, 10)]
    return [*edges, end, end + ONE_DAY, *grown * 6, *young * 4]


def text(day: dt.date | None) -> str:
    """Give a day as it is delivered; nothing for none."""
    return "" if day is None else str(day)
