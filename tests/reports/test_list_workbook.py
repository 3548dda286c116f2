"""The workbook of a practice's own list: what an office sees when it opens it."""

import fastexcel
import polars as pl

from reports.catalogue import load_catalogue
from reports.list_workbook import render_list
from schemas.pack import PackReconciliationSheet
from tests.reports.sample_list import reconciliation

WORDS = load_catalogue("en")


def opened(content: bytes) -> pl.DataFrame:
    """One row per row of the sheet, every cell as text."""
    return fastexcel.read_excel(content).load_sheet(0, dtypes="string").to_polars()


def test_what_asks_for_something_comes_first() -> None:
    rows = reconciliation(2, {"not_active": 1, "no_team": 1, "seen_most": 1, "died": 1, "marked_inactive": 1})
    sheet = opened(render_list(rows.reverse(), WORDS))
    assert sheet.columns == list(PackReconciliationSheet.to_schema().columns)
    assert sheet.select("Status", "What to do").rows() == [
        ("on your list and counted with you", "Correct the chart, or end the enrolment if the patient has left."),
        ("on your list only", "Confirm, and close the chart."),
        (
            "counted with you only",
            "Ask the analyst who it is, and add the patient to your list if the patient is yours.",
        ),
        ("on your list only", "Nothing to do."),
        ("on your list only", "Nothing for you to do. The analyst looks into it."),
        ("on your list and counted with you", None),
        ("on your list and counted with you", None),
    ]


def test_a_row_says_chart_or_reference_and_what_is_known() -> None:
    sheet = opened(render_list(reconciliation(0, {"no_health_number": 1, "seen_most": 1}), WORDS))
    chart, placed = sheet.rows(named=True)
    assert (chart["Chart number"], chart["Reference"], chart["Age"]) == ("C-00000", None, None)
    assert placed["Chart number"] is None and len(placed["Reference"]) == 12
    assert (placed["Age"], placed["Sex"], placed["Counted as"]) == ("4", "female", "rostered")


def test_a_chart_number_stays_the_text_it_is() -> None:
    odd = ["=1+1", "007", "2-3", "http://x"]
    rows = reconciliation(4).with_columns(chart_number=pl.Series(odd))
    assert sorted(opened(render_list(rows, WORDS))["Chart number"]) == sorted(odd)


def test_the_same_rows_in_another_order_give_the_same_bytes() -> None:
    rows = reconciliation(5, {"died": 3, "seen_most": 2})
    assert render_list(rows, WORDS) == render_list(rows.reverse(), WORDS)
