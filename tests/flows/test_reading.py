"""Reading files in batches: rows, row numbers, ragged rows, types."""

import datetime as dt
import gzip
import hashlib
from pathlib import Path

import polars as pl
import pytest

from flows.reading import Batch, columns_unknown, file_facts, read_batches


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    body = content.encode() if isinstance(content, str) else content
    path.write_bytes(gzip.compress(body) if name.endswith(".gz") else body)
    return path


def rows(batches: list[Batch]) -> list[tuple]:
    return [row for batch in batches for row in batch.frame.iter_rows()]


@pytest.mark.parametrize("name", ["t.csv", "t.csv.gz"])
def test_csv_is_read_as_text_in_the_order_asked_for(tmp_path: Path, name: str) -> None:
    path = write(tmp_path, name, 'a,b,c\n1,"x, y",007\n,"",1.50\n')
    [batch] = read_batches(path, ["c", "a"])
    assert batch.frame.rows() == [(1, "007", "1"), (2, "1.50", None)]
    assert batch.frame.schema == {"row_number": pl.Int64, "c": pl.String, "a": pl.String}
    assert batch.ragged == []


def test_a_byte_order_mark_white_space_in_names_and_windows_lines_are_accepted(tmp_path: Path) -> None:
    path = write(tmp_path, "t.csv", b"\xef\xbb\xbfa, b \r\n1,\xc3\xa9\r\n")
    assert rows(list(read_batches(path, ["a", "b"]))) == [(1, "1", "é")]


def test_values_may_hold_line_breaks_and_quotation_marks(tmp_path: Path) -> None:
    path = write(tmp_path, "t.csv", 'a,b\n"1\n1","say ""x"""\n2,3\n')
    assert rows(list(read_batches(path, ["a", "b"]))) == [(1, "1\n1", 'say "x"'), (2, "2", "3")]


def test_empty_text_in_quotation_marks_is_null(tmp_path: Path) -> None:
    assert rows(list(read_batches(write(tmp_path, "t.csv", 'a,b\n"",1\n'), ["a", "b"]))) == [(1, None, "1")]


def test_ragged_rows_keep_their_numbers_and_blank_lines_have_none(tmp_path: Path) -> None:
    path = write(tmp_path, "t.csv", "a,b\nr1,1\nr2\n\nr3,3,3\nr4,4\nr5,5\nr6\n")
    [batch, last] = read_batches(path, ["a"])
    assert batch.frame.rows() == [(1, "r1"), (4, "r4"), (5, "r5")]
    assert (batch.ragged, last.ragged, last.frame.height) == ([2, 3], [6], 0)


def test_row_numbers_hold_over_batches_and_blocks(tmp_path: Path) -> None:
    ragged = {1, 7, 8, 30_000, 99_999, 200_000}
    lines = [f"r{n}" if n in ragged else f"r{n},{'x' * 100}" for n in range(1, 200_001)]
    path = write(tmp_path, "t.csv", "a,b\n" + "\n".join(lines) + "\n")
    batches = list(read_batches(path, ["a", "b"], batch_rows=7_000))
    frame = pl.concat([batch.frame for batch in batches])
    assert frame.filter(pl.col("a") != "r" + pl.col("row_number").cast(pl.String)).height == 0
    assert frame.height == 200_000 - len(ragged)
    assert sorted(number for batch in batches for number in batch.ragged) == sorted(ragged)
    full = [batch.frame.height for batch in batches if batch.frame.height]
    assert set(full[:-1]) == {7_000}


def test_a_file_of_ragged_rows_only_gives_their_numbers(tmp_path: Path) -> None:
    [batch] = read_batches(write(tmp_path, "t.csv", "a,b\n1\n2\n"), ["a"])
    assert (batch.frame.height, batch.ragged) == (0, [1, 2])


def test_parquet_keeps_its_types(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    days = [dt.date(2024, 1, day) for day in range(1, 11)]
    pl.DataFrame({"n": range(10), "d": days, "l": [["x"]] * 10, "s": ["é"] * 10}).write_parquet(path, row_group_size=4)
    batches = list(read_batches(path, ["d", "n", "l"], batch_rows=3, kinds={"d": "date", "n": "whole", "l": "codes"}))
    assert [batch.frame.height for batch in batches] == [3, 3, 3, 1]
    frame = pl.concat([batch.frame for batch in batches])
    assert frame.columns == ["row_number", "d", "n", "l"]
    assert frame["row_number"].to_list() == list(range(1, 11))
    assert (frame["d"].to_list(), frame["n"].to_list()) == (days, list(range(10)))
    assert frame.schema["l"] == pl.List(pl.String)


def test_categories_in_parquet_are_read_as_text(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    pl.DataFrame({"c": pl.Series(["b", "a", None], dtype=pl.Categorical)}).write_parquet(path)
    [batch] = read_batches(path, ["c"], kinds={"c": "text"})
    assert batch.frame["c"].cast(pl.String).to_list() == ["b", "a", None]


def test_columns_nobody_knows_are_named(tmp_path: Path) -> None:
    path = write(tmp_path, "t.csv", "a,,b,remark\n1,2,3,4\n")
    assert columns_unknown(path, ["a", "b"]) == ["(column 2)", "remark"]


def test_a_heading_that_may_be_a_name_is_given_by_its_place(tmp_path: Path) -> None:
    path = write(
        tmp_path, "t.csv", "a,Jane Doe,DOE,jane doe,fee_code_2,Last_Visit,Chart number,9 May\n" + "1," * 7 + "1\n"
    )
    told = columns_unknown(path, ["a", "last_visits", "Chart numbers"])
    assert told == ["(column 2)", "(column 3)", "(column 4)", "fee_code_2", "Last_Visit", "Chart number", "(column 8)"]


def test_file_facts(tmp_path: Path) -> None:
    path = write(tmp_path, "t.csv", "a,b\n1,2\n")
    facts = file_facts(path)
    assert (facts.sha256, facts.bytes) == (hashlib.sha256(b"a,b\n1,2\n").hexdigest(), 8)
