"""The practice's own list beside ours as a workbook: what an office opens, with the rows to act on first."""

import datetime as dt
import io

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.catalogue import Catalogue
from reports.own_list import is_asked
from schemas.core import PRACTICE_TIERS
from schemas.pack import SEXES_SHOWN, SHEET_HEADINGS, PackReconciliationSheet
from schemas.reconciliation import REASONS, RECONCILIATION_STATUSES

WORKBOOK = "reconciliation.xlsx"
# The time of making would change the bytes of an unchanged workbook.
MADE_ON = dt.datetime(2026, 1, 1)
WIDTHS = {"Why": 60, "What to do": 60}
USUAL_WIDTH = 24


def render_list(rows: pl.DataFrame, words: Catalogue) -> bytes:
    """Give the workbook of a practice (`rows`: PackReconciliation); the same rows give the same bytes."""
    sheet = sheet_rows(rows, words)
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": MADE_ON})
        page = book.add_worksheet(words.text("own_list.heading"))
        head = book.add_format({"bold": True, "bottom": 1})
        text = book.add_format({"num_format": "@", "valign": "top", "text_wrap": True})
        for place, heading in enumerate(sheet.columns):
            page.set_column(place, place, WIDTHS.get(heading, USUAL_WIDTH), text)
            page.write_string(0, place, heading, head)
        _fill(page, sheet, text)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, sheet.height, sheet.width - 1)
    return buffer.getvalue()


def _fill(page: Worksheet, sheet: pl.DataFrame, text: Format) -> None:
    """Write every value as text, so that no chart number turns into a number, a date or a formula."""
    for line, row in enumerate(sheet.iter_rows(), start=1):
        for place, value in enumerate(row):
            if value is not None:
                page.write_string(line, place, str(value), text)


def sheet_rows(rows: pl.DataFrame, words: Catalogue) -> pl.DataFrame:
    """The same rows in the words of the sheet: what asks for something first, then by status, reason and chart."""
    by = [_urgency(), _place("status", RECONCILIATION_STATUSES), _place("reason", list(REASONS))]
    said = rows.sort(*by, "chart_number", "patient_reference", nulls_last=True).with_columns(
        _named("status", {name: words.text(f"own_list.{name}") for name in RECONCILIATION_STATUSES}),
        _named("tier", {name: words.text(f"patients.tiers.{name}") for name in PRACTICE_TIERS}),
        _named("sex", {name: words.text(f"patients.sexes.{name}") for name in SEXES_SHOWN}),
    )
    return PackReconciliationSheet.validate(said.select(SHEET_HEADINGS.keys()).rename(SHEET_HEADINGS))


def _urgency() -> pl.Expr:
    """0: something is asked; 1: a difference that asks for nothing; 2: no difference."""
    return pl.when(is_asked()).then(0).when(pl.col("action").is_not_null()).then(1).otherwise(2)


def _place(column: str, order: list[str]) -> pl.Expr:
    """The place of a value in an order; null stays null."""
    places = {value: place for place, value in enumerate(order)}
    return pl.col(column).replace_strict(places, default=None, return_dtype=pl.Int32)


def _named(column: str, names: dict[str, str]) -> pl.Expr:
    """The value in words; null stays null."""
    return pl.col(column).replace_strict(names, default=None, return_dtype=pl.String)
