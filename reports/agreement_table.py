"""The agreement with the official file as a table for the terminal, small numbers hidden unless asked for.

An operator may paste what the terminal shows into a message. So counts of 1 to 5 are shown as `<6`, and a number that
would give one of them away within its row as `*`. Other rows may still give it away: the table is no publication.
"""

from typing import Any

import polars as pl

SMALL = "<6"
HIDDEN = "*"
LARGEST_SMALL = 5
ABSENT = "–"
COLUMNS = {
    "dimension": "by",
    "value": "value",
    "persons_counted": "counted",
    "in_both": "in both",
    "agree": "agree",
    "share": "share (95 %)",
    "kappa": "kappa",
    "missing_from_file": "missing",
    "only_in_file": "only in file",
    "strangers": "strangers",
    "no_team": "no team",
}
Cell = int | float | str | None


def agreement_rows(agreement: pl.DataFrame, is_exact: bool) -> list[dict[str, Cell]]:
    """Give the rows of the Agreement table by the names of `COLUMNS`, limits of the share included, as shown."""
    rows = agreement.iter_rows(named=True)
    return [dict(row) if is_exact else _hide(row) for row in rows]


def reason_rows(reasons: pl.DataFrame, is_exact: bool) -> list[dict[str, Cell]]:
    """Give the rows of the DifferenceCounts table as shown."""
    rows = reasons.iter_rows(named=True)
    return [dict(row) if is_exact else {**row, "persons": _hide_small(row["persons"])} for row in rows]


def sum_reasons(reasons: pl.DataFrame) -> pl.DataFrame:
    """One row per kind and reason over all teams, the most frequent first: persons."""
    summed = reasons.group_by("kind", "reason").agg(pl.col("persons").sum())
    return summed.sort(["persons", "kind", "reason"], descending=[True, False, False])


def as_texts(row: dict[str, Cell]) -> list[str]:
    """Give a row of `agreement_rows` as the cells of a table under `COLUMNS`."""
    cells = {name: _text(row[name]) for name in COLUMNS}
    if isinstance(row["share"], float):
        lower, upper = row["share_lower"], row["share_upper"]
        cells["share"] = f"{_percent(row['share'])} ({_percent(lower)}–{_percent(upper)})"
    return list(cells.values())


def _hide(row: dict[str, Any]) -> dict[str, Cell]:
    """Hide the small counts of a row, and what would give one of them away within the row."""
    counted, both, agree = row["persons_counted"], row["in_both"], row["agree"]
    shown: dict[str, Cell] = {name: _hide_small(value) for name, value in row.items()}
    gives_away = {
        "in_both": _is_small(counted - both),
        "missing_from_file": _is_small(both),
        "agree": _is_small(both - agree),
        "no_team": _is_small(counted - row["no_team"]),
    }
    for name, tells in gives_away.items():
        shown[name] = HIDDEN if tells and not _is_small(row[name]) else shown[name]
    # A share beside one of its two counts tells the other.
    if any(map(_is_small, (counted, both, counted - both, agree, both - agree))):
        shown |= dict.fromkeys(["share", "share_lower", "share_upper", "kappa"], HIDDEN)
    return shown


def _hide_small(value: Any) -> Cell:
    return SMALL if _is_small(value) else value


def _is_small(value: Any) -> bool:
    """True for a whole number of 1 to 5; a share is no count."""
    return isinstance(value, int) and 1 <= value <= LARGEST_SMALL


def _text(value: Cell) -> str:
    if value is None:
        return ABSENT
    if isinstance(value, float):
        return f"{value:.3f}"
    return f"{value:,}" if isinstance(value, int) else value


def _percent(share: Cell) -> str:
    return f"{100 * share:.1f} %" if isinstance(share, float) else ABSENT
