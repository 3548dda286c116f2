"""How large the synthetic province is, and the days everything else is counted from."""

import datetime as dt
from dataclasses import dataclass

PEOPLE_PER_BLOCK = 25_000
DAYS_TO_MAIN_DELIVERY = 5
DAYS_TO_CORRECTING_DELIVERY = 36
MONTHS_OFFICIAL_IS_OLD = 18


@dataclass(frozen=True)
class Scale:
    """Size and span of a province.

    `people` counts the random residents; planted persons come on top (about 6,300 of them at any size). The history of
    claims, discharges and visits is the `years` years that end at `last_day`, the day at which the truth holds.
    """

    people: int
    seed: int = 1
    last_day: dt.date = dt.date(2026, 9, 30)
    years: int = 4

    @property
    def first_day(self) -> dt.date:
        """First day of the history."""
        return years_before(self.last_day, self.years) + dt.timedelta(days=1)

    @property
    def official_day(self) -> dt.date:
        """Day as of which the official file attributes: the end of the month 18 months before the last day's."""
        months = self.last_day.year * 12 + self.last_day.month - MONTHS_OFFICIAL_IS_OLD
        return dt.date(months // 12, months % 12 + 1, 1) - dt.timedelta(days=1)

    @property
    def main_delivered_on(self) -> dt.date:
        """Day of the main delivery."""
        return self.last_day + dt.timedelta(days=DAYS_TO_MAIN_DELIVERY)

    @property
    def correcting_delivered_on(self) -> dt.date:
        """Day of the later, correcting delivery."""
        return self.last_day + dt.timedelta(days=DAYS_TO_CORRECTING_DELIVERY)

    @property
    def block_sizes(self) -> list[int]:
        """People in each block; every block but the last is full."""
        full, rest = divmod(self.people, PEOPLE_PER_BLOCK)
        return [PEOPLE_PER_BLOCK] * full + ([rest] if rest else [])


def years_before(day: dt.date, years: int) -> dt.date:
    """Give the same day `years` years earlier; 29 February becomes the 28th in a common year."""
    return with_year(day, day.year - years, leap_day_becomes=(2, 28))


def with_year(day: dt.date, year: int, leap_day_becomes: tuple[int, int]) -> dt.date:
    """Move a day to another year; `leap_day_becomes` is the (month, day) of 29 February in a common year."""
    try:
        return day.replace(year=year)
    except ValueError:
        return dt.date(year, *leap_day_becomes)
