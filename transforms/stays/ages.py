"""Age on a day of each row."""

import polars as pl

# First age and name of each group by which readmission is modelled.
GROUPS = {85: "85+", 75: "75-84", 65: "65-74", 45: "45-64", 18: "18-44", 0: "0-17"}


def age_on(day: str) -> pl.Expr:
    """Give the age in completed years on the day of a column; a 29 February birthday is 1 March in common years.

    Needs birth_date. A day before the birth, which is a mistake of the source, gives 0.
    """
    born, date = pl.col("birth_date"), pl.col(day)
    is_reached = (born.dt.month() < date.dt.month()) | (
        (born.dt.month() == date.dt.month()) & (born.dt.day() <= date.dt.day())
    )
    years = date.dt.year() - born.dt.year() - pl.when(is_reached).then(0).otherwise(1)
    return years.cast(pl.Int32).clip(lower_bound=0)


def day_of_months(months: int) -> pl.Expr:
    """Give the day on which a person is so many months old; in a month that lacks the day, the first of the next.

    Needs birth_date. By whole years it is the birthday that `age_on` counts by.
    """
    born = pl.col("birth_date")
    day = born.dt.offset_by(f"{months}mo")
    return pl.when(day.dt.day() == born.dt.day()).then(day).otherwise(day.dt.offset_by("1d"))


def age_group(age: pl.Expr) -> pl.Expr:
    """Give the group an age belongs to, as text."""
    group = pl.when(age >= 85).then(pl.lit(GROUPS[85]))
    for first in [first for first in GROUPS if first not in (85, 0)]:
        group = group.when(age >= first).then(pl.lit(GROUPS[first]))
    return group.otherwise(pl.lit(GROUPS[0]))
