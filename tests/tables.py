"""Small tables written as text, the way one writes them on paper.

The first line names the columns; cells stand apart by blanks; `-` is null, `[]` an empty list, `a,b` a list of two;
what follows `#` says why the row is there. Columns right of a bar are what must come out beside the first column; `x`
there: the row must not come out at all.

    person_id death_date  | excluded_reason
    1         2026-09-30  | dead             # on the day
    2         2026-10-01  | -                # the day after
"""

import datetime as dt
from collections.abc import Callable, Mapping

import pandera.polars as pa
import polars as pl
from polars.testing import assert_frame_equal

BAR = "|"
NOT_THERE = "x"
Schema = Mapping[str, pl.DataType] | type[pa.DataFrameModel]


def table(text: str, schema: Schema, **usual: object) -> pl.DataFrame:
    """One row per line: the columns of the schema; those the text leaves out are as `usual`, else null.

    A function in `usual` gives the value for the place of the row. Raises ValueError on columns the schema lacks.
    """
    types = column_types(schema)
    names, lines = _side(text, right=False)
    if unknown := sorted({*names, *usual} - set(types)):
        raise ValueError(f"no such columns: {unknown}")
    rows = []
    for place, line in enumerate(lines):
        given = {name: _value(cell, types[name]) for name, cell in zip(names, line, strict=True)}
        filled = {name: value(place) if isinstance(value, Callable) else value for name, value in usual.items()}
        rows.append({**filled, **given})
    return pl.DataFrame(rows, schema=types)


def assert_rows(actual: pl.DataFrame, text: str) -> None:
    """Compare with what the text says must come out, in its order and in the columns it names."""
    names, lines = _side(text, right=BAR in text)
    types = {name: actual.schema[name] for name in names}
    kept = [line for line in lines if NOT_THERE not in line[1:]]
    rows = [[_value(cell, types[name]) for name, cell in zip(names, line, strict=True)] for line in kept]
    assert_frame_equal(actual.select(names), pl.DataFrame(rows, schema=types, orient="row"))


def column_types(schema: Schema) -> dict[str, pl.DataType]:
    """Give the type of each column of a model or of a mapping."""
    if isinstance(schema, Mapping):
        return dict(schema)
    return {name: column.dtype.type for name, column in schema.to_schema().columns.items()}


def _side(text: str, right: bool) -> tuple[list[str], list[list[str]]]:
    """Give the names and the cells of the input, or of what must come out with the first column before it."""
    lines = [line.split("#")[0].split() for line in text.strip().splitlines() if line.split("#")[0].strip()]
    bar = lines[0].index(BAR) if BAR in lines[0] else len(lines[0])
    if any(len(line) != len(lines[0]) or line[bar : bar + 1] != lines[0][bar : bar + 1] for line in lines):
        raise ValueError("a row has more or fewer cells than the first line")
    cut = [[line[0], *line[bar + 1 :]] if right else line[:bar] for line in lines]
    return cut[0], cut[1:]


def _value(cell: str, kind: pl.DataType) -> object:
    if cell == "-":
        return None
    if kind == pl.Date:
        return dt.date.fromisoformat(cell)
    if kind == pl.Time:
        return dt.time.fromisoformat(cell)
    if kind == pl.Time:
        return dt.time.fromisoformat(cell)
    if kind == pl.Boolean:
        return {"true": True, "false": False}[cell]
    if isinstance(kind, pl.List):
        return [] if cell == "[]" else cell.split(",")
    if kind.is_integer():
        return int(cell)
    return float(cell) if kind.is_float() else cell
