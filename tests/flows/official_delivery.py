"""The small delivery with the ministry's file beside it: who is in it, with which team, and who is not.

The method gives all 100 persons to team T1.
"""

from pathlib import Path

from tests.flows.small_delivery import KEYS, NOTE, write_small
from tests.oracle.small_drop import health_number

OTHER_TEAM = range(10, 17)
UNKNOWN_TEAM = range(80, 83)
TWO_TEAMS = 88
ABSENT = range(89, 100)
STRANGERS = [health_number(number) for number in range(200, 202)]


def official_rows() -> list[tuple[str, str]]:
    """Give health number and team of each row of the file."""
    teams = {**dict.fromkeys(OTHER_TEAM, "T2"), **dict.fromkeys(UNKNOWN_TEAM, "T9")}
    rows = [(KEYS[number], teams.get(number, "T1")) for number in range(100) if number not in ABSENT]
    return [*rows, (KEYS[TWO_TEAMS], "T2"), *((key, "T1") for key in STRANGERS)]


def write_file(folder: Path, as_of: str, rows: list[tuple[str, str]]) -> Path:
    """Write the ministry's file into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["health_number,as_of,oht_no", *(f"{key},{as_of},{team}" for key, team in rows)]
    (folder / "official_attribution.csv").write_text("\n".join(lines) + "\n")
    return folder


def write_with_file(folder: Path, as_of: str = "2026-03-31") -> Path:
    """Write the small delivery and the ministry's file."""
    write_small(folder, NOTE)
    return write_file(folder, as_of, official_rows())
