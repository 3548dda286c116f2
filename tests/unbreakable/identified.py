"""Look for delivered health numbers where none may be: in what was said, in file names, in bytes and in columns."""

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import polars as pl

from tests.unbreakable.late import read_text_table

PERSON = "health_number"
DIGITS = 10
# Hexadecimal digests hold runs of digits by chance; a number stands by itself.
ALONE = re.compile(r"(?<![0-9a-fA-F])[0-9]{10,}(?![0-9a-fA-F])")
ANYWHERE = re.compile(rb"[0-9]{10,}")
MAY_HOLD_THEM = ("received", "inbox")


def delivered_numbers(deliveries: Path) -> frozenset[str]:
    """Give every health number of every table of the deliveries that is at least ten digits long."""
    found: set[str] = set()
    for path in deliveries.rglob("*.*"):
        if path.suffix not in (".csv", ".gz", ".parquet"):
            continue
        table = pl.read_parquet(path) if path.suffix == ".parquet" else read_text_table(path)
        if PERSON in table.columns:
            found.update(re.sub(r"\D", "", number) for number in table[PERSON].drop_nulls().unique())
    return frozenset(number for number in found if len(number) >= DIGITS)


def numbers_in(text: str, numbers: frozenset[str]) -> set[str]:
    """Give the numbers that stand in a text, dashes and spaces inside them left out."""
    runs = [*ALONE.findall(text), *ALONE.findall(re.sub(r"(?<=[0-9])[ -](?=[0-9])", "", text))]
    return {part for run in runs for part in _windows(run)} & numbers


def places_with_numbers(store: Path, numbers: frozenset[str]) -> list[str]:
    """Name every file of a store, outside what was received, whose name, bytes or columns hold a number."""
    paths = [path for path in sorted(store.rglob("*")) if path.relative_to(store).parts[0] not in MAY_HOLD_THEM]
    named = [f"name of {path}" for path in store.rglob("*") if numbers_in(path.name, numbers)]
    return named + [str(path) for path in paths if path.is_file() and _holds(path, numbers)]


def _holds(path: Path, numbers: frozenset[str]) -> bool:
    if path.suffix == ".parquet":
        return _table_holds(path.read_bytes(), numbers)
    return bool(numbers_in(path.read_text(encoding="utf-8"), numbers))


@cache
def _table_holds(content: bytes, numbers: frozenset[str]) -> bool:
    runs = ANYWHERE.findall(content)
    if any(part in numbers for run in runs for part in _windows(run.decode())):
        return True
    return any(_column_holds(column, numbers) for column in _columns(content))


def _columns(content: bytes) -> Iterator[pl.Series]:
    """Give the columns of a Parquet file; a list as its elements."""
    for column in pl.read_parquet(BytesIO(content), hive_partitioning=False):
        yield column.explode() if isinstance(column.dtype, pl.List) else column


def _column_holds(column: pl.Series, numbers: frozenset[str]) -> bool:
    """Tell whether a text holds a number anywhere, or a whole number is one; a pseudonym is longer than that."""
    values = column.drop_nulls().unique()
    if column.dtype.is_integer():
        return bool(_as_integers(numbers) & set(values))
    return column.dtype == pl.String and any(numbers_in(text, numbers) for text in values)


@cache
def _as_integers(numbers: frozenset[str]) -> frozenset[int]:
    return frozenset(int(number) for number in numbers)


def _windows(run: str) -> Iterator[str]:
    return (run[start : start + DIGITS] for start in range(len(run) - DIGITS + 1))
