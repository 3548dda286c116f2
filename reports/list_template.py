"""The Excel template of a source: a sheet to fill in with one example row, and a sheet that explains each column."""

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

HELP_SHEET = "How to fill in"
# Rows that get the formats and the lists to choose from; more rows may be filled in.
PREPARED_ROWS = 5_000
# The time of making would change the bytes of an unchanged template.
MADE_ON = dt.datetime(2026, 1, 1)
HELP_HEADINGS = ["Column", "What it is", "May be empty", "Choose one of", "Example"]
INSTRUCTIONS = [
    "One row per chart. Keep the headings and the name of the sheet as they are.",
    "The row that begins with EXAMPLE shows how to fill in the sheet. It is skipped; you may leave or delete it.",
    "Save the workbook as {file}.xlsx without a password.",
]


@dataclass(frozen=True)
class TemplateColumn:
    """One column: heading, description, the values to choose from (none: anything), a made-up example."""

    heading: str
    description: str
    is_optional: bool
    choices: tuple[str, ...]
    example: str
    is_date: bool


def render_template(columns: Sequence[TemplateColumn], sheet: str, file: str) -> bytes:
    """Give the workbook; the same columns give the same bytes. `file`: the name under which it is read, no ending."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": MADE_ON})
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        text = book.add_format({"num_format": "@"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        example = book.add_format({"num_format": "@", "italic": True, "font_color": "#595959"})
        _fill_sheet(book.add_worksheet(sheet), columns, head, {True: day, False: text}, example)
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        _explain(book.add_worksheet(HELP_SHEET), columns, file, head, wrapped)
    return buffer.getvalue()


def _fill_sheet(
    page: Worksheet, columns: Sequence[TemplateColumn], head: Format, formats: dict[bool, Format], example: Format
) -> None:
    page.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        page.set_column(place, place, max(14, len(column.heading) + 2), formats[column.is_date])
        page.write_string(0, place, column.heading, head)
        page.write_string(1, place, column.example, example)
        if column.choices:
            rule = {"validate": "list", "source": list(column.choices), "error_title": column.heading}
            page.data_validation(2, place, PREPARED_ROWS, place, rule)
        if column.is_date:
            rule = {"validate": "date", "criteria": ">=", "value": dt.date(1900, 1, 2), "input_message": "2026-09-30"}
            page.data_validation(2, place, PREPARED_ROWS, place, rule)


def _explain(page: Worksheet, columns: Sequence[TemplateColumn], file: str, head: Format, wrapped: Format) -> None:
    page.set_column(0, 0, 26)
    page.set_column(1, 1, 60)
    page.set_column(2, 4, 24)
    for place, sentence in enumerate(INSTRUCTIONS):
        page.write_string(place, 0, sentence.format(file=file))
    first = len(INSTRUCTIONS) + 1
    for place, heading in enumerate(HELP_HEADINGS):
        page.write_string(first, place, heading, head)
    for line, column in enumerate(columns, start=first + 1):
        is_optional = "yes" if column.is_optional else "no"
        choices = ", ".join(column.choices)
        for place, words in enumerate([column.heading, column.description, is_optional, choices, column.example]):
            page.write_string(line, place, words, wrapped)
