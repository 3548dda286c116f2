"""What the terminal shows of the agreement: cells as text, hidden ones as a star."""

import polars as pl

from reports.agreement_table import (
    COUNT_COLUMNS,
    SHARE_COLUMNS,
    Cell,
    count_texts,
    reason_texts,
    share_texts,
    shown_rows,
)
from schemas.agreement import Agreement
from tests.tables import table

ROW = {"dimension": "tier", "value": "rostered", "share": 0.5, "share_lower": 0.25, "share_upper": 0.75, "kappa": 0.1}
COUNTS = "persons_counted in_both agree missing_from_file no_team\n12000 9000 4000 3000 0"


def shown(hidden: list[str]) -> dict[str, Cell]:
    frame = table(COUNTS, Agreement, **ROW).with_columns(pl.Series("hidden", [hidden], dtype=pl.List(pl.String)))
    [row] = shown_rows(frame)
    return row


def test_cells_as_text() -> None:
    row = shown([])
    assert dict(zip(COUNT_COLUMNS, count_texts(row), strict=True))["persons_counted"] == "12,000"
    assert share_texts(row) == ["tier", "rostered", "50.0 % (25.0 %–75.0 %)", "0.100"]
    assert row["strangers"] is None and "hidden" not in row


def test_hidden_cells_are_stars() -> None:
    row = shown(["agree", "share", "share_lower", "share_upper", "kappa"])
    assert count_texts(row)[2:5] == ["12,000", "9,000", "*"]
    assert dict(zip(SHARE_COLUMNS, share_texts(row), strict=True)) == {
        "dimension": "tier",
        "value": "rostered",
        "share": "*",
        "kappa": "*",
    }


def test_hidden_reasons_stand_last_and_by_name() -> None:
    rows: list[dict[str, Cell]] = [
        {"kind": "other_team", "reason": "other_rule", "persons": "*"},
        {"kind": "other_team", "reason": "moved_after_file", "persons": "*"},
        {"kind": "stranger", "reason": "stranger", "persons": 7},
        {"kind": "missing_from_file", "reason": "not_in_file", "persons": 1200},
    ]
    assert [cells[1:] for cells in reason_texts(rows)] == [
        ["not_in_file", "1,200"],
        ["stranger", "7"],
        ["moved_after_file", "*"],
        ["other_rule", "*"],
    ]
