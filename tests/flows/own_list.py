"""A practice's own list in our Excel template, for tests to fill in and spoil."""

import csv
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from tests.flows.small_delivery import KEYS

COLUMNS = [
    "Chart number",
    "Health number",
    "Physician number",
    "Status",
    "Problem codes",
    "Leave out of lists because",
    "Last visit",
    "List made on",
]
Row = dict[str, str]
USUAL = {"Physician number": "P1", "Status": "Rostered", "List made on": "2026-09-30"}
# Long and odd, so that no number or digest holds one by chance.
CHARTS = [f"CHRT-77{number:04d}-XQ" for number in range(200)]


def entry(number: int, **changes: str) -> Row:
    """Give the row of the patient of this number in the small delivery; even numbers see P1, odd ones P2."""
    usual = {**USUAL, "Chart number": CHARTS[number], "Health number": KEYS[number] if number < len(KEYS) else ""}
    return {**usual, **{name.replace("_", " "): value for name, value in changes.items()}}


def list_of_p1() -> list[Row]:
    """Give a list of P1: twenty of its patients, one enrolled with P2, one chart without a health number.

    Of the patients with emergency visits, number 6 is left out of lists.
    """
    rows = [entry(number) for number in range(0, 40, 2)]
    rows[3] = entry(6, Leave_out_of_lists_because="Declined")
    return [*rows, entry(1, Status="Not rostered"), entry(150)]


def write_workbook(path: Path, rows: Sequence[Row], sheet: str = "Patients", columns: Sequence[str] = COLUMNS) -> Path:
    """Write rows into a workbook, all as text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet(sheet)
        page.write_row(0, 0, columns)
        for line, row in enumerate(rows, start=1):
            for place, name in enumerate(columns):
                page.write_string(line, place, row.get(name, ""))
        book.add_worksheet("How to fill in")
    return path


def write_list(folder: Path, rows: Sequence[Row], note: str = "") -> Path:
    """Write a delivery of one list as a workbook."""
    write_workbook(folder / "practice_list.xlsx", rows)
    if note:
        (folder / "drop.yaml").write_text(note)
    return folder


def write_csv_list(folder: Path, name: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    """Write a delivery of one list as CSV, with the headings of another product."""
    folder.mkdir(parents=True)
    with (folder / f"{name}.csv").open("w", newline="") as file:
        csv.writer(file).writerows([columns, *rows])
    return folder
