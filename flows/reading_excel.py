"""Read one sheet of an Excel workbook as text: no type is guessed, and what cannot be read is refused in a sentence."""

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import fastexcel
import polars as pl
import pyarrow as pa

from flows.refusals import Refused

# Both an old .xls and a workbook with a password are kept in this older kind of container.
OLD_CONTAINER = bytes.fromhex("d0cf11e0a1b11ae1")
# A row whose first cell is this word shows how to fill in the sheet.
EXAMPLE = "EXAMPLE"
# A list of a large practice needs some megabytes; the sheet is held in memory at once.
LARGEST_BYTES = 1 << 30


def excel_header(path: Path, sheet: str | None) -> list[str]:
    """Give the column names of the first row that holds anything, without outer white space. Raises `Refused`."""
    table = _read(path, sheet)
    header = _header(table)
    if not header:
        raise Refused("empty_file", f"{path.name} holds an empty sheet. Deliver it again.")
    if _data(table).is_empty():
        raise Refused("header_only", f"{path.name} holds column names and no rows. Deliver it again with its rows.")
    return header


def read_excel_pieces(path: Path, columns: Sequence[str], sheet: str | None) -> Iterator[pa.RecordBatch]:
    """Give the rows of `columns` as text, in one piece; empty cells are null. Raises `Refused`.

    Blank rows and example rows are left out and not numbered. A day is written as 2026-09-30, whatever its looks.
    """
    table = _read(path, sheet)
    header = _header(table)
    chosen = _data(table).select(pl.nth(header.index(name)).alias(name) for name in columns)
    yield from chosen.to_arrow(compat_level=pl.CompatLevel.oldest()).cast(_texts(columns)).to_batches()


def count_excel_rows(path: Path, sheet: str | None) -> int:
    """Count the rows that are read: neither header, blank nor example."""
    return _data(_read(path, sheet)).height


def _texts(columns: Sequence[str]) -> pa.Schema:
    return pa.schema([(name, pa.string()) for name in columns])


def _header(table: pl.DataFrame) -> list[str]:
    return [(name or "").strip() for name in table.row(0)] if table.height else []


def _data(table: pl.DataFrame) -> pl.DataFrame:
    """The same rows without the header and without example rows."""
    first = pl.nth(0).str.strip_chars().str.to_uppercase()
    return table.slice(1).filter(~first.str.starts_with(EXAMPLE).fill_null(False)) if table.width else table


def _read(path: Path, sheet: str | None) -> pl.DataFrame:
    """One row per row of the sheet that holds anything, all text; the first is the header."""
    _require_container(path)
    try:
        workbook = fastexcel.read_excel(path)
        name = _sheet(path, workbook.sheet_names, sheet)
        table = workbook.load_sheet(name, header_row=None, dtypes="string").to_polars()
    except fastexcel.FastExcelError:
        raise _damaged(path) from None
    days = table.with_columns(pl.all().str.strip_chars().str.replace(r"^(\d{4}-\d{2}-\d{2}) 00:00:00$", "${1}"))
    texts = days.with_columns(pl.when(pl.all() != "").then(pl.all()))
    return texts.filter(pl.any_horizontal(pl.all().is_not_null())) if texts.width else texts


def _sheet(path: Path, names: Sequence[str], wanted: str | None) -> str:
    """Give the sheet to read; without a wish the only one. Names of sheets are not repeated: they may say anything."""
    if wanted is None and len(names) == 1:
        return names[0]
    if wanted is None:
        raise Refused(
            "wrong_sheet",
            f"{path.name} has {len(names)} sheets, and only one can be read. Leave one and deliver again.",
        )
    if wanted not in names:
        raise Refused(
            "wrong_sheet",
            f"{path.name} has no sheet named {wanted}. Use the workbook of `oht template`, or rename the sheet "
            "with the patients.",
        )
    return wanted


def _require_container(path: Path) -> None:
    with path.open("rb") as stream:
        start = stream.read(len(OLD_CONTAINER))
    if start == OLD_CONTAINER:
        raise Refused(
            "protected_workbook",
            f"{path.name} is protected by a password, or is an old .xls workbook. Save it as .xlsx without a password "
            "and deliver it again.",
        )
    if not zipfile.is_zipfile(path):
        raise _damaged(path)
    with zipfile.ZipFile(path) as parts:
        if sum(part.file_size for part in parts.infolist()) > LARGEST_BYTES:
            raise Refused(
                "too_large", f"{path.name} is too large for a workbook. Save the sheet as CSV and deliver that."
            )


def _damaged(path: Path) -> Refused:
    return Refused(
        "damaged_workbook",
        f"{path.name} is not an Excel workbook, or is damaged. Save it again as .xlsx and deliver it.",
    )
