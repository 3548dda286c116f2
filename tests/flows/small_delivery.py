"""A small delivery in the layout of the synthetic source: 100 persons of two practices, for tests to spoil."""

import csv
import hashlib
from collections.abc import Callable
from pathlib import Path

from tests.oracle.small_drop import COLUMNS, CROSSWALK, USUAL, Row, health_number

PEOPLE = 100
NOTE = """delivered_on: 2026-10-05
covers:
  claims: [2022-10-01, 2026-09-30]
  discharges: [2022-10-01, 2026-09-30]
  ed_visits: [2022-10-01, 2026-09-30]
"""
KEYS = [health_number(number) for number in range(PEOPLE)]
BIRTH_DATES = [f"{1940 + number % 60}-0{1 + number % 9}-{11 + number % 17}" for number in range(PEOPLE)]
NAME = "Planted Person"


def small_rows() -> dict[str, list[Row]]:
    """Give the rows of every table of the delivery by the name of the table."""
    persons = [{"health_number": key, "born": born} for key, born in zip(KEYS, BIRTH_DATES, strict=True)]
    by_practice = [{"health_number": key, "physician_no": f"P{1 + number % 2}"} for number, key in enumerate(KEYS)]
    return {
        **CROSSWALK,
        "persons": [{**row, "remark": NAME, "last_contact_on": "2026-09-01"} for row in persons],
        "enrolments": by_practice[:60],
        "claims": [{"claim_no": f"C{number}-{n}", **row} for number, row in enumerate(by_practice) for n in range(3)],
        "physicians": [{"physician_no": "P1", "group_no": "G1"}, {"physician_no": "P2"}],
        "discharges": [{"separation_no": f"D{number}", "health_number": KEYS[number]} for number in range(20)],
        "ed_visits": [{"visit_no": f"E{number}", "health_number": KEYS[number // 5]} for number in range(40)],
    }


def write_small(folder: Path, note: str = NOTE, **changed: list[Row]) -> Path:
    """Write the delivery as CSV, with other rows for the tables named; an empty list leaves the table out."""
    folder.mkdir(parents=True)
    if note:
        (folder / "drop.yaml").write_text(note)
    for name, rows in {**small_rows(), **changed}.items():
        if rows:
            write_csv(folder / f"{name}.csv", name, rows)
    return folder


def write_csv(path: Path, name: str, rows: list[Row]) -> None:
    """Write rows of a table, with the usual values where a row names none."""
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS[name].split(), lineterminator="\n")
        writer.writeheader()
        writer.writerows({**USUAL[name], **row} for row in rows)


def spoil(name: str, count: int, spoil_row: Callable[[Row], Row]) -> dict[str, list[Row]]:
    """Give the table `name` with its first `count` rows spoilt, to hand to `write_small`."""
    rows = small_rows()[name]
    return {name: [spoil_row(row) if place < count else row for place, row in enumerate(rows)]}


def edit(path: Path, old: str, new: str, times: int = -1) -> None:
    """Replace text in a delivered file; the text must be there."""
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, times))


def files_of(root: Path, *ignored: str) -> dict[str, str]:
    """Give path → digest of the files below a folder, without the lock, run records and other `ignored` ones."""
    skipped = ("runs/log/", "lock", *ignored)
    paths = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in sorted(paths.items())
        if not name.startswith(skipped)
    }


def tells_of_nobody(text: str) -> bool:
    """True when a text holds no health number, birth date or name of the delivery."""
    return not any(value in text for value in [*KEYS, *BIRTH_DATES, NAME])
