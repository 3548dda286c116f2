"""Read a delivered table file, whatever its format, in batches of bounded size."""

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import polars as pl
import pyarrow as pa

from flows.reading_csv import csv_header, read_csv_pieces
from flows.reading_excel import excel_header, read_excel_pieces
from flows.reading_parquet import parquet_header, read_parquet_pieces
from flows.refusals import Refused
from flows.row_numbers import RowNumbers
from reference.column_maps import Kind

BATCH_ROWS = 250_000
ENDINGS = (".csv", ".csv.gz", ".parquet", ".xlsx")
IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
CLOSE = 0.8
LONG_NUMBER = re.compile(r"(\d[ -]?){6}")


@dataclass(frozen=True)
class FileFacts:
    """What identifies a delivered file: SHA-256 of its bytes (hexadecimal) and its size in bytes."""

    sha256: str
    bytes: int


@dataclass(frozen=True)
class Batch:
    """Some rows of a file, in the order of the file.

    `frame`: one row per data row with `row_number` and the columns asked for: text from CSV
    and Excel, own types from Parquet. `row_number` is the place of the row in the file, from 1, header and blank lines
    not counted. `ragged`: numbers of rows with too many or too few values; they are not in `frame`.
    """

    frame: pl.DataFrame
    ragged: list[int]


def file_facts(path: Path) -> FileFacts:
    """Give the facts that identify a file, reading it once. Raises `Refused`: `file_missing`."""
    _require_file(path)
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256")
        return FileFacts(sha256=digest.hexdigest(), bytes=stream.tell())


def columns_unknown(path: Path, known: Collection[str], sheet: str | None = None) -> list[str]:
    """Give the columns of the file that are not in `known`: a warning, since a source may add columns.

    A name is repeated when it looks like one of a column (small letters, digits, low lines, no long number) or is close
    to a known one. Any other is given by its place, as an unnamed column is: it may be a value of a person, as in a
    table turned on its side. Call it after `read_batches`, which refuses files without the expected
    header: what stands in the first line of such a file is not a column name. Raises `Refused` as `read_batches`.
    """
    header = _header(path, sheet)
    unknown = [(place, name) for place, name in enumerate(header, start=1) if name not in known]
    return [name if _is_tellable(name, known) else f"(column {place})" for place, name in unknown]


def _is_tellable(name: str, known: Collection[str]) -> bool:
    """True for a heading that is no value of a person."""
    if not name or LONG_NUMBER.search(name):
        return False
    near = get_close_matches(name.casefold(), [column.casefold() for column in known], n=1, cutoff=CLOSE)
    return bool(IDENTIFIER.fullmatch(name) or near)


def read_batches(
    path: Path,
    columns: Sequence[str],
    batch_rows: int = BATCH_ROWS,
    kinds: Mapping[str, Kind] | None = None,
    sheet: str | None = None,
) -> Iterator[Batch]:
    """Give the rows of a `.csv`, `.csv.gz`, `.parquet` or `.xlsx` file in batches of `batch_rows` rows.

    `columns`: source columns to read. `kinds`: what each is to be read as, so that a Parquet column of an unfit type is
    refused. `sheet`: of a workbook; null: it has but one. Raises `Refused` at once for `file_missing`,
    `unknown_format`, `empty_file`, `header_only`, `not_gzip`, `wrong_encoding`, `wrong_delimiter`, `duplicate_columns`,
    `missing_columns`, `damaged_parquet`, `wrong_type`, `damaged_workbook`, `protected_workbook`, `wrong_sheet`,
    `too_large`; while reading for `truncated_gzip`, `damaged_gzip`, `wrong_encoding`, `unclosed_quote`,
    `unreadable_csv`, `damaged_parquet`: what was read before must then be thrown away.
    """
    header = _header(path, sheet)
    _require_columns(path, header, columns)
    numbers = RowNumbers()
    if path.suffix == ".parquet":
        pieces = read_parquet_pieces(path, columns, batch_rows, kinds or {})
    elif path.suffix == ".xlsx":
        pieces = read_excel_pieces(path, columns, sheet)
    else:
        pieces = read_csv_pieces(path, columns, numbers.add_ragged)
    return _batches(pieces, batch_rows, numbers)


def _header(path: Path, sheet: str | None) -> list[str]:
    _require_file(path)
    if not path.name.endswith(ENDINGS):
        raise Refused(
            "unknown_format", f"{path.name} is not a {', '.join(ENDINGS)} file. Deliver the table in one of these."
        )
    if path.stat().st_size == 0:
        raise Refused("empty_file", f"{path.name} is empty (0 bytes). Deliver it again.")
    if path.suffix == ".xlsx":
        return excel_header(path, sheet)
    return parquet_header(path) if path.suffix == ".parquet" else csv_header(path)


def _require_file(path: Path) -> None:
    if not path.is_file():
        raise Refused("file_missing", f"There is no file {path.name} in {path.parent.name}. Deliver it.")


def _require_columns(path: Path, header: Sequence[str], columns: Sequence[str]) -> None:
    # Only names of the column map are said: without a header line, what was found would be values of a person.
    missing = [name for name in columns if name not in header]
    if missing:
        raise Refused(
            "missing_columns",
            f"{path.name} lacks {len(missing)} of the {len(columns)} columns its column map reads: "
            f"{', '.join(missing)}. Deliver the file with these columns in its first line, or correct the column map.",
        )
    # Judged last: without a header line, equal values of a row would pass for equal names.
    places = [place for place, name in enumerate(header, start=1) if header.count(name) > 1]
    if places:
        raise Refused(
            "duplicate_columns",
            f"{path.name}: columns {', '.join(map(str, places))} share their names with one another. Give each column "
            "a name of its own and deliver the file again.",
        )


def _batches(pieces: Iterator[pa.RecordBatch], batch_rows: int, numbers: RowNumbers) -> Iterator[Batch]:
    empty = None
    for table in _joined(pieces, batch_rows):
        frame = pl.DataFrame(pl.from_arrow(table))
        row_numbers, ragged = numbers.take(table.num_rows)
        yield Batch(frame.insert_column(0, row_numbers), ragged)
        empty = frame.clear()
    ragged = numbers.rest()
    if ragged:
        no_rows = pl.DataFrame(schema={"row_number": pl.Int64}) if empty is None else empty
        yield Batch(no_rows, ragged)


def _joined(pieces: Iterator[pa.RecordBatch], batch_rows: int) -> Iterator[pa.Table]:
    """Give tables of exactly `batch_rows` rows, the last one shorter, from record batches of any size."""
    held: list[pa.RecordBatch] = []
    rows = 0
    for piece in pieces:
        held.append(piece)
        rows += piece.num_rows
        while rows >= batch_rows:
            table = pa.Table.from_batches(held)
            yield table.slice(0, batch_rows)
            held = table.slice(batch_rows).to_batches()
            rows -= batch_rows
    if rows:
        yield pa.Table.from_batches(held)
