"""The text tables of the tests: what they mean, and that a slip of the pen is told."""

import datetime as dt

import polars as pl
import pytest

from tests.tables import assert_rows, table

SCHEMA = {"id": pl.Int64, "day": pl.Date, "codes": pl.List(pl.String), "place": pl.String}
TEXT = """
    id day        codes | twice
    1  2026-09-30 a,b   | 2      # a list of two
    2  -          []    | x      # gone
    3  -          -     | -      # null
"""


def test_cells_are_read_by_the_type_of_their_column() -> None:
    rows = table(TEXT, SCHEMA, place="here").rows()
    assert rows == [(1, dt.date(2026, 9, 30), ["a", "b"], "here"), (2, None, [], "here"), (3, None, None, "here")]


def test_what_stands_right_of_the_bar_must_come_out() -> None:
    assert_rows(pl.DataFrame({"id": [1, 3], "twice": [2, None], "else": ["a", "b"]}), TEXT)


@pytest.mark.parametrize("rows", [[(1, 2), (2, 4), (3, None)], [(1, 2)], [(1, 3), (3, None)], [(3, None), (1, 2)]])
def test_anything_else_fails(rows: list[tuple]) -> None:
    with pytest.raises(AssertionError):
        assert_rows(pl.DataFrame(rows, schema=["id", "twice"], orient="row"), TEXT)


@pytest.mark.parametrize("text", ["id dya\n1 -", "id day\n1", "id | day\n1 - -", "id day\n1 - -"])
def test_a_slip_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"columns|cells"):
        table(text, SCHEMA)
