"""Reading workbooks: rows as text whatever the cells are, and one plain sentence for what cannot be read."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from flows.reading import columns_unknown, read_batches
from flows.reading_excel import count_excel_rows
from flows.refusals import Refused
from tests.flows.own_list import write_workbook

HEADINGS = ["Chart number", "Health number", "Last visit"]


def workbook(folder: Path, *rows: tuple[object, ...], headings: list[str] = HEADINGS) -> Path:
    path = folder / "p.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "d mmm yyyy"}) as book:
        page = book.add_worksheet("Patients")
        page.write_row(0, 0, headings)
        for line, row in enumerate(rows, start=1):
            _write(page, line, row)
        book.add_worksheet("Notes")
    return path


def _write(page: Worksheet, line: int, row: tuple[object, ...]) -> None:
    for place, value in enumerate(row):
        if isinstance(value, dt.date):
            page.write_datetime(line, place, value)
        elif value is not None:
            page.write(line, place, value)


def rows_of(path: Path, columns: list[str] = HEADINGS) -> list[tuple]:
    [batch] = read_batches(path, columns, sheet="Patients")
    assert batch.ragged == []
    return batch.frame.rows()


def test_cells_of_any_type_are_read_as_text(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        ("007", 1234567890, dt.date(2026, 9, 30)),  # a number and a day as Excel keeps them
        (4711, "123 456 7890 ", "2026-09-30"),
        (1.5, None, dt.datetime(2026, 9, 30, 12, 30)),  # a time of day stays, and is no day
    )
    assert rows_of(path) == [
        (1, "007", "1234567890", "2026-09-30"),
        (2, "4711", "123 456 7890", "2026-09-30"),
        (3, "1.5", None, "2026-09-30 12:30:00"),
    ]


def test_blank_rows_and_the_example_are_neither_read_nor_numbered(tmp_path: Path) -> None:
    path = workbook(tmp_path, ("EXAMPLE 1", "x"), ("1", "a"), (None, "  "), (), ("2", "b"), ("example", "c"))
    assert rows_of(path) == [(1, "1", "a", None), (2, "2", "b", None)]
    assert count_excel_rows(path, "Patients") == 2


def test_columns_are_found_by_name_wherever_they_stand(tmp_path: Path) -> None:
    path = workbook(tmp_path, ("x", "v", "1"), headings=["Last visit", "remark", " Chart number "])
    assert rows_of(path, ["Chart number", "Last visit"]) == [(1, "1", "x")]
    assert columns_unknown(path, HEADINGS, "Patients") == ["remark"]


def test_without_a_name_the_only_sheet_is_read(tmp_path: Path) -> None:
    path = tmp_path / "p.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Any name")
        page.write_row(0, 0, ["a"])
        page.write_row(1, 0, ["1"])
    [batch] = read_batches(path, ["a"])
    assert batch.frame.rows() == [(1, "1")]


def damaged(folder: Path) -> Path:
    path = workbook(folder, ("1", "a"))
    path.write_bytes(path.read_bytes()[:-200])
    return path


def torn(folder: Path) -> Path:
    path = workbook(folder, ("1", "a"))
    body = path.read_bytes()
    place = body.index(b"xl/worksheets/sheet1.xml") + 60
    path.write_bytes(body[:place] + b"\0" * 200 + body[place + 200 :])
    return path


def protected(folder: Path) -> Path:
    (folder / "p.xlsx").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1000))
    return folder / "p.xlsx"


def no_workbook(folder: Path) -> Path:
    (folder / "p.xlsx").write_bytes(b"a,b\n1,2\n")
    return folder / "p.xlsx"


DAMAGED = "p.xlsx is not an Excel workbook, or is damaged. Save it again as .xlsx and deliver it."
Spoilt = tuple[Callable[[Path], Path], str, str]
SPOILT: dict[str, Spoilt] = {
    "damaged": (damaged, "damaged_workbook", DAMAGED),
    "torn": (torn, "damaged_workbook", DAMAGED),
    "no_workbook": (no_workbook, "damaged_workbook", DAMAGED),
    "protected": (protected, "protected_workbook", "p.xlsx is protected by a password, or is an old .xls workbook."),
    "wrong_sheet": (
        lambda folder: write_workbook(folder / "p.xlsx", [{}], sheet="Sheet1"),
        "wrong_sheet",
        "p.xlsx has no sheet named Patients. Use the workbook of `oht template`, or rename the sheet with",
    ),
    "missing_column": (
        lambda folder: workbook(folder, ("1", "a"), headings=["Chart number", "Last visit"]),
        "missing_columns",
        "p.xlsx lacks 1 of the 3 columns its column map reads: Health number. Deliver the file with these columns in",
    ),
    "same_headings": (
        lambda folder: workbook(folder, ("1", "a"), headings=[*HEADINGS, "Chart number"]),
        "duplicate_columns",
        "p.xlsx: columns 1, 4 share their names with one another.",
    ),
    "empty": (lambda folder: workbook(folder, headings=[]), "empty_file", "p.xlsx holds an empty sheet."),
    "example_only": (
        lambda folder: workbook(folder, ("EXAMPLE 1", "a")),
        "header_only",
        "p.xlsx holds column names and no rows.",
    ),
}


@pytest.mark.parametrize("case", SPOILT)
def test_what_cannot_be_read_is_one_plain_sentence(tmp_path: Path, case: str) -> None:
    spoil, code, sentence = SPOILT[case]
    with pytest.raises(Refused) as refusal:
        list(read_batches(spoil(tmp_path), HEADINGS, sheet="Patients"))
    assert refusal.value.code == code
    assert str(refusal.value).startswith(sentence) and "\n" not in str(refusal.value)


def test_of_several_sheets_none_is_guessed(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"p\.xlsx has 2 sheets, and only one can be read"):
        read_batches(workbook(tmp_path, ("1",)), HEADINGS)
