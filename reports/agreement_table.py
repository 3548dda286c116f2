"""The agreement with the official file as tables for the terminal and as plain values for programs.

Hidden numbers, small ones and those that would give one away alike, are shown as `*`: telling the two apart would
say something of both.
"""

from typing import Any

import polars as pl

HIDDEN = "*"
ABSENT = "–"
COUNT_COLUMNS = {
    "dimension": "by",
    "value": "value",
    "persons_counted": "counted",
    "in_both": "in both",
    "agree": "agree",
    "missing_from_file": "missing",
    "no_team": "no team",
}
SHARE_COLUMNS = {"dimension": "by", "value": "value", "share": "share (95 %)", "kappa": "kappa"}
Cell = int | float | str | None


def shown_rows(table: pl.DataFrame) -> list[dict[str, Cell]]:
    """Give the rows of a table of the agreement as shown; `hidden` of a row names the columns that are not."""
    return [_shown(row) for row in table.iter_rows(named=True)]


def count_texts(row: dict[str, Cell]) -> list[str]:
    """Give a shown row of the agreement as the cells of a table under `COUNT_COLUMNS`."""
    return [text_of(row[name]) for name in COUNT_COLUMNS]


def share_texts(row: dict[str, Cell]) -> list[str]:
    """Give a shown row of the agreement as the cells of a table under `SHARE_COLUMNS`, limits with the share."""
    cells = {name: text_of(row[name]) for name in SHARE_COLUMNS}
    if isinstance(row["share"], float):
        lower, upper = row["share_lower"], row["share_upper"]
        cells["share"] = f"{_percent(row['share'])} ({_percent(lower)}–{_percent(upper)})"
    return list(cells.values())


def reason_texts(rows: list[dict[str, Cell]]) -> list[list[str]]:
    """Give shown rows of the reasons as cells, the most frequent first, hidden ones last by name."""
    order = [(-of if isinstance(of := row["persons"], int) else 1, row["kind"], row["reason"]) for row in rows]
    ranked = sorted(zip(order, rows, strict=True), key=lambda pair: pair[0])
    return [[text_of(cell) for cell in row.values()] for _, row in ranked]


def text_of(value: Cell) -> str:
    """Give a value as the text of a cell."""
    if value is None:
        return ABSENT
    if isinstance(value, float):
        return f"{value:.3f}"
    return f"{value:,}" if isinstance(value, int) else value


def _shown(row: dict[str, Any]) -> dict[str, Cell]:
    values = {name: value for name, value in row.items() if name != "hidden"}
    return values | dict.fromkeys(row["hidden"], HIDDEN)


def _percent(share: Cell) -> str:
    return f"{100 * share:.1f} %" if isinstance(share, float) else ABSENT
