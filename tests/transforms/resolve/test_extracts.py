"""Which extract of a practice's list counts: of one day the last received, of a period the latest before its end."""

import datetime as dt

import polars as pl
import pytest

from tests.tables import assert_rows, table
from transforms.resolve.extracts import EXTRACTS, choose_extracts, keep_whole_extracts, list_extracts

D = dt.date(2026, 9, 30)
ROWS = """
    physician_id extract_date sequence
    a            2026-08-15   1
    a            2026-08-15   1
    a            2026-09-15   1
    a            2026-08-15   3         # delivered again, whole
    b            2026-08-15   2         # another practice: left as it is
"""


def extracts(text: str) -> pl.DataFrame:
    return list_extracts([table(text, EXTRACTS)])


def test_of_one_day_the_last_received_counts_whole() -> None:
    expected = """
        physician_id extract_date sequence
        a            2026-08-15   3
        a            2026-09-15   1
        b            2026-08-15   2
    """
    assert_rows(extracts(ROWS), expected)
    kept = """
        physician_id extract_date
        a            2026-09-15
        a            2026-08-15
        b            2026-08-15
    """
    assert_rows(keep_whole_extracts(table(ROWS, EXTRACTS), extracts(ROWS)), kept)


def test_parts_in_any_order_give_the_same() -> None:
    rows = table(ROWS, EXTRACTS)
    assert list_extracts([rows[3:], rows[:3]]).equals(list_extracts([rows]))
    assert list_extracts([]).is_empty()


@pytest.mark.parametrize(
    ("days", "chosen", "is_after"),
    [
        (["2026-08-31", "2026-09-30"], "2026-09-30", False),  # on the day counts
        (["2026-08-31", "2026-10-01"], "2026-08-31", False),  # the day after does not
        (["2026-10-02", "2026-10-01"], "2026-10-01", True),  # none by then: the earliest after
    ],
)
def test_the_extract_of_a_period(days: list[str], chosen: str, is_after: bool) -> None:
    rows = "\n".join(["physician_id extract_date sequence", *(f"a {day} 1" for day in days)])
    assert choose_extracts(extracts(rows), D).rows() == [("a", dt.date.fromisoformat(chosen), is_after, 1)]
