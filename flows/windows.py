"""The part of a dated input that a window reads, and the digest of just that part."""

import datetime as dt

import polars as pl

from flows.fingerprint import digest
from flows.inputs import Inputs
from flows.store import made
from transforms.attribution.windows import UNTIL_INCLUDED
from transforms.dates import months_before


def months_of_window(end: dt.date, months: int, window: str = UNTIL_INCLUDED) -> list[str]:
    """Name the months that a window of so many months before a day touches, the first and last included."""
    day, names = _first_day(end, months, window), []
    while day <= end:
        names.append(day.strftime("%Y-%m"))
        day = months_before(day.replace(day=1), -1)
    return names


def window_content(
    inputs: Inputs, name: str, bucket: int, end: dt.date, months: int, window: str = UNTIL_INCLUDED
) -> str | None:
    """Digest of the months of an input that a window touches; null: the input is not made yet."""
    output = inputs.output(name, bucket)
    return None if output is None else digest(output.months(months_of_window(end, months, window)))


def read_window(
    inputs: Inputs, name: str, bucket: int, column: str, end: dt.date, months: int, window: str = UNTIL_INCLUDED
) -> pl.DataFrame:
    """One row per row of an input of a bucket whose date lies in the window, its earlier and later end included."""
    path = made(inputs.output(name, bucket)).path()
    days = pl.col(column).is_between(_first_day(end, months, window), end)
    return pl.scan_parquet(path).filter(days).collect()


def _first_day(end: dt.date, months: int, window: str) -> dt.date:
    start = months_before(end, months)
    return start + dt.timedelta(days=1) if window == UNTIL_INCLUDED else start
