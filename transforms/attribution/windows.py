"""What a day holds: dates within a window or a look-back, and spells that are open.

Method: docs/explanation/method.md, first paragraphs and 4.
"""

import datetime as dt

import polars as pl

from reference.load import Method
from transforms.dates import years_before

UNTIL_INCLUDED = "until_included"


def in_window(column: str, after: dt.date, until: dt.date, window: str = UNTIL_INCLUDED) -> pl.Expr:
    """Give the half-open window on a date column: (after, until], or [after, until) with `from_included`."""
    day = pl.col(column)
    return (day > after) & (day <= until) if window == UNTIL_INCLUDED else (day >= after) & (day < until)


def in_look_back(column: str, day: dt.date, method: Method) -> pl.Expr:
    """Say whether a date lies in the method's look-back from a day."""
    return in_window(column, years_before(day, method.look_back_years), day, method.window)


def is_open(day: dt.date) -> pl.Expr:
    """Say whether a spell is open on a day: it has begun, and its end is absent or later."""
    return (pl.col("start_date") <= day) & (pl.col("end_date").is_null() | (pl.col("end_date") > day))
