"""Code sets: which codes mean something, in which system and on which days, as checked data with a source."""

import csv
import io
from functools import cache
from importlib.resources import files

import polars as pl

from reference.code_set_mistakes import COLUMNS, CodeSetError, mistakes_in

DAYS = ("valid_from", "valid_to")


@cache
def code_set(name: str) -> pl.DataFrame:
    """One row per code of reference/codes/<name>.csv, in the order of the file.

    code_set, system, code, rule (prefix or exact), valid_from, valid_to (dates, inclusive; null: open), label (null:
    none), source, status, then the columns of its own, all text (null: empty). Raises CodeSetError.
    """
    if name not in code_set_names():
        raise CodeSetError(f"There is no code set {name}. Known: {', '.join(code_set_names())}.")
    return read_code_set(name, _text(name))


@cache
def code_set_names() -> tuple[str, ...]:
    """Give the names of the code sets shipped, in order; other files of the folder (price lists) are none."""
    folder = files("reference").joinpath("codes")
    names = sorted(item.name.removesuffix(".csv") for item in folder.iterdir() if item.name.endswith(".csv"))
    return tuple(name for name in names if _header(_text(name)).startswith(f"{COLUMNS[0]},"))


@cache
def all_code_sets() -> pl.DataFrame:
    """One row per code set and code: the columns every set has, sets in order of their names. Raises CodeSetError."""
    return pl.concat([code_set(name).select(COLUMNS) for name in code_set_names()])


def read_code_set(name: str, text: str) -> pl.DataFrame:
    """One row per code of the text of a file, as `code_set` gives them. Raises CodeSetError with every mistake."""
    found = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if not line.startswith("#")]
    rows = list(csv.reader(io.StringIO("\n".join(line for _, line in found))))
    if mistakes := mistakes_in(name, rows, [number for number, _ in found]):
        raise CodeSetError("\n".join(mistakes))
    header, *cells = rows
    table = pl.DataFrame(cells, schema=dict.fromkeys(header, pl.String), orient="row")
    table = table.with_columns(pl.when(pl.col(column) != "").then(column).alias(column) for column in header)
    return table.with_columns(pl.col(*DAYS).str.to_date("%Y-%m-%d"))


def _header(text: str) -> str:
    return next((line for line in text.splitlines() if not line.startswith("#")), "")


def _text(name: str) -> str:
    return files("reference").joinpath("codes", f"{name}.csv").read_text(encoding="utf-8")
