"""What may be wrong with a file of codes, each mistake a sentence that says file, line and what to do."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

COLUMNS = ["code_set", "system", "code", "rule", "valid_from", "valid_to", "label", "source", "status"]
# A set may tell kinds apart in a column of its own; a code may then stand once in each.
CATEGORY = "category"
# Here a code may tell of several categories; elsewhere that would count one event twice.
SEVERAL_CATEGORIES = {"charlson", "frailty_cihi"}
SYSTEMS = ("ICD-10-CA", "CCI", "OHIP fee", "OHIP diagnosis", "OHIP specialty", "HCD service", "ATC")
RULES = ("prefix", "exact")
STATUSES = ("verified", "unverified", "local", "retired")
CODE = re.compile(r"[0-9A-Z]{1,12}")
NAME = re.compile(r"[a-z][a-z0-9_]*")


class CodeSetError(ValueError):
    """A file of codes cannot be used; the message lists every mistake. It speaks of the file, never of a person."""


@dataclass(frozen=True)
class Row:
    """One line of a file that is sound by itself, with its days made real."""

    line: int
    system: str
    code: str
    is_prefix: bool
    category: str
    first: dt.date
    last: dt.date

    def covers(self, other: "Row") -> bool:
        """True when every code that `other` lists is listed here too, whatever the day."""
        return other.code.startswith(self.code) if self.is_prefix else self.code == other.code and not other.is_prefix


def mistakes_in(name: str, rows: Sequence[Sequence[str]], lines: Sequence[int]) -> list[str]:
    """Give a sentence for each mistake of a file; `lines` are the numbers of its rows, header first."""
    header = list(rows[0]) if rows else []
    where = f"reference/codes/{name}.csv"
    if wrong := list(_header_mistakes(header)):
        return [f"{where}, line {lines[0] if lines else 1}: {mistake}" for mistake in wrong]
    if len(rows) == 1:
        return [f"{where}: no code is listed. Add one, or take the file away."]
    found: list[tuple[int, str]] = []
    sound: list[Row] = []
    for line, cells in zip(lines[1:], rows[1:], strict=False):
        wrong = list(_row_mistakes(name, header, cells))
        found += [(line, mistake) for mistake in wrong]
        if not wrong:
            sound.append(_row(line, dict(zip(header, cells, strict=True))))
    found += _clashes(sound, name in SEVERAL_CATEGORIES)
    return [f"{where}, line {line}: {mistake}" for line, mistake in sorted(found)]


def _header_mistakes(header: list[str]) -> Iterator[str]:
    if header[: len(COLUMNS)] != COLUMNS:
        yield f"the columns must begin with {','.join(COLUMNS)}. Put them so, in this order."
    for column in header[len(COLUMNS) :]:
        if not NAME.fullmatch(column):
            yield f"the column {column!r} has no name in small letters. Name it, or take it away."
        if header.count(column) > 1:
            yield f"the column {column} is there twice. Take one away."


def _row_mistakes(name: str, header: list[str], cells: Sequence[str]) -> Iterator[str]:
    if len(cells) != len(header):
        yield f"{len(cells)} cells stand under {len(header)} columns. Put a cell that holds a comma in quotes."
        return
    row = dict(zip(header, cells, strict=True))
    if any(cell != cell.strip() for cell in cells):
        yield "a cell begins or ends with a blank. Take the blanks away."
    if row["code_set"] != name:
        yield f"code_set is {row['code_set']!r}. Write {name}, the name of the file: a file holds one set."
    if not CODE.fullmatch(row["code"]):
        yield f"the code {row['code']!r} is not written in capitals and digits. Write it so, without dots."
    for column, known in (("system", SYSTEMS), ("rule", RULES), ("status", STATUSES)):
        if row[column] not in known:
            yield f"{column} is {row[column]!r}. Write one of {', '.join(known)}."
    if not row["source"]:
        yield "no source is given. Say where the code is from."
    yield from _date_mistakes(row)


def _date_mistakes(row: dict[str, str]) -> Iterator[str]:
    days = {column: _day(row[column]) for column in ("valid_from", "valid_to") if row[column]}
    for column, day in days.items():
        if day is None:
            yield f"{column} is {row[column]!r}, which is no day. Write it as 2026-04-01, or leave it empty."
    first, last = days.get("valid_from"), days.get("valid_to")
    if first and last and first > last:
        yield f"valid_from {first} is after valid_to {last}. Put the earlier day first."


def _clashes(rows: Sequence[Row], is_shared: bool) -> Iterator[tuple[int, str]]:
    """Yield the later line of each two that list one code for one day, and what to do.

    `is_shared`: a code may stand in several categories.
    """
    ordered = sorted(rows, key=lambda row: (row.system, row.category, row.code, row.line))
    for one, other in combinations(ordered, 2):
        if one.system != other.system or one.last < other.first or (is_shared and one.category != other.category):
            continue
        if other.last < one.first or not (one.covers(other) or other.covers(one)):
            continue
        line, earlier = max(one.line, other.line), min(one.line, other.line)
        if one.code == other.code and one.is_prefix == other.is_prefix:
            yield line, f"{one.code} is listed for the same days in line {earlier}. Keep one, or make the days apart."
        else:
            wide, narrow = (one, other) if one.covers(other) else (other, one)
            yield line, f"{wide.code} (prefix) lists {narrow.code} already. Take {narrow.code} away, or end one before."


def _row(line: int, row: dict[str, str]) -> Row:
    first = _day(row["valid_from"]) or dt.date.min
    last = _day(row["valid_to"]) or dt.date.max
    category = row.get(CATEGORY, "")
    return Row(line, row["system"], row["code"], row["rule"] == RULES[0], category, first, last)


def _day(text: str) -> dt.date | None:
    """Give the day a text names; null: none."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
