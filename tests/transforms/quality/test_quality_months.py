"""Completeness by month."""

import datetime as dt

import polars as pl

from tests.tables import table
from transforms.quality.months import judge_months

ROWS = {"input": pl.String(), "month": pl.Date(), "place": pl.Int64(), "rows": pl.Int64()}
UNTIL = {"claims": dt.date(2026, 6, 30)}


def judged(text: str) -> dict[str, tuple[int, int, float | None, str]]:
    found = judge_months(table(text, ROWS, input="claims"), UNTIL)
    columns = ("rows", "late_rows", "usual", "verdict")
    return {f"{row['month']:%m}": tuple(row[name] for name in columns) for row in found.iter_rows(named=True)}  # type: ignore[misc]


def test_months_against_the_median_of_those_before() -> None:
    found = judged("""
        month      place rows
        2026-01-01 1     100
        2026-02-01 1     90
        2026-03-01 1     110
        2026-04-01 1     50    # half of the usual 100 is not below it
        2026-05-01 1     47    # half of the usual 95 is 47.5
        """)
    assert found == {
        "01": (100, 0, None, "too early"),
        "02": (90, 0, None, "too early"),
        "03": (110, 0, None, "too early"),
        "04": (50, 0, 100.0, "usual"),
        "05": (47, 0, 95.0, "low"),
        "06": (0, 0, 90.0, "none"),  # nothing came of the last month delivered
    }


def test_a_month_that_is_skipped_has_no_rows_and_is_no_usual_one() -> None:
    found = judged("""
        month      place rows
        2026-01-01 1     20
        2026-02-01 1     20
        2026-03-01 1     20
        2026-05-01 1     20
        2026-06-01 1     20
        """)
    assert found["04"] == (0, 0, 20.0, "none")
    assert found["05"] == (20, 0, 20.0, "usual")


def test_a_small_input_is_not_judged_by_month() -> None:
    found = judged("""
        month      place rows
        2026-01-01 1     19
        2026-02-01 1     19
        2026-03-01 1     19
        2026-04-01 1     1
        2026-05-01 1     90
        """)
    assert [row[3] for row in found.values()] == ["too few"] * 6


def test_far_more_rows_than_usual() -> None:
    found = judged("""
        month      place rows
        2026-01-01 1     20
        2026-02-01 1     20
        2026-03-01 1     20
        2026-04-01 1     60    # three times is not above it
        2026-05-01 1     61    # median of 20, 20, 20, 60
        2026-06-01 1     20
        """)
    assert [row[3] for row in found.values()] == ["too early"] * 3 + ["usual", "high", "usual"]


def test_a_month_that_is_not_over_is_not_judged() -> None:
    """The delivery is of 29 June: it says nothing of the whole month."""
    text = "month place rows\n2026-03-01 1 40\n2026-04-01 1 40\n2026-05-01 1 40\n2026-06-01 1 2"
    rows = table(text, ROWS, input="claims")
    assert judge_months(rows, {"claims": dt.date(2026, 6, 29)})["verdict"].to_list() == ["too early"] * 4
    assert judge_months(rows, {"claims": dt.date(2026, 6, 30)})["verdict"].to_list()[3] == "low"


def test_an_early_month_without_rows_is_seen_when_the_input_is_large() -> None:
    assert [row[3] for row in judged("month place rows\n2026-04-01 1 40\n2026-06-01 1 40").values()][1] == "none"
    assert [row[3] for row in judged("month place rows\n2026-04-01 1 4\n2026-06-01 1 4").values()][1] == "too few"


def test_what_a_later_delivery_adds_is_late() -> None:
    found = judged("""
        month      place rows
        2026-06-01 3     20   # in whatever order
        2026-06-01 2     100
        """)
    assert found == {"06": (100, 20, None, "too early")}


def test_rows_after_the_last_day_stated_are_shown() -> None:
    assert list(judged("month place rows\n2026-08-01 1 5")) == ["08"]


def test_nothing_delivered_by_month() -> None:
    assert judge_months(pl.DataFrame(schema=ROWS), UNTIL).is_empty()
