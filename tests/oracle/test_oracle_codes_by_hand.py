"""The oracle against codes worked by hand: from which day to which day a fee code counts, and as what (method, 2)."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from tests.oracle.small_province import Person, lines, placed, province

Answer = tuple[str, str | None]
AREA: Answer = ("area", None)

# At D = 30 September 2022 the temporary codes lie in the window of two years; the lines of one person.
ERAS: dict[str, tuple[Person, dict[str, Any], Answer, Answer]] = {
    "no modality line": (
        {"claims": lines("full", "K081A", first="2021-10-01")},
        {"require_modality": False},
        AREA,
        ("core_care", "full"),
    ),
    "modality from another day": (
        {"claims": lines("full", "K081A", first="2021-09-30")},
        {"modality_required_from": dt.date(2021, 9, 30)},
        ("core_care", "full"),
        AREA,
    ),
    "temporary codes begin": (
        {"claims": lines("full", "K081A", first="2020-10-01")},
        {"early_virtual_from": dt.date(2020, 10, 2)},
        ("core_care", "full"),
        AREA,
    ),
    "specialist's code on a day it holds": (
        {"claims": lines("full", "K083A", first="2022-03-01")},
        {"limited_virtual_counts": True},
        ("other_visits", "full"),
        ("other_visits", "full"),
    ),
}


@pytest.mark.parametrize("name", ERAS)
def test_eras(tmp_path: Path, name: str) -> None:
    person, changed, settled, other = ERAS[name]
    for place, (values, expected) in enumerate((({}, settled), (changed, other))):
        oracle = province(tmp_path / f"drop {place}", {name: person}, dt.date(2022, 9, 30), **values)
        row = placed(oracle, [name])[name]
        assert (row["tier_rule"], row["physician_id"]) == expected


# Code and day; does it make an other visit (or core care) at the end of the month after?
DAYS: list[tuple[str, str, str]] = [
    ("K080A", "2020-03-13", "area"),
    ("K080A", "2020-03-14", "core_care"),
    ("K092A", "2020-03-13", "area"),
    ("K092A", "2020-03-14", "other_visits"),
    ("K095A", "2022-11-30", "other_visits"),
    ("K095A", "2022-12-01", "area"),
    ("E075A", "2025-03-02", "core_care"),
    ("E075A", "2025-03-03", "area"),
    ("K131A", "2012-12-31", "area"),
    ("K131A", "2013-01-01", "core_care"),
    ("A101A", "2022-12-01", "area"),
    ("A888A", "2022-12-01", "other_visits"),
    ("Q312A", "2026-04-01", "area"),
    ("Q312A", "2026-03-31", "area"),
]


@pytest.mark.parametrize(("code", "day", "rule"), DAYS)
def test_days_of_codes(tmp_path: Path, code: str, day: str, rule: str) -> None:
    end = dt.date.fromisoformat(day).replace(day=1) + dt.timedelta(days=62)
    end = end.replace(day=1) - dt.timedelta(days=1)
    oracle = province(tmp_path / "drop", {"one": {"claims": lines("full", code, first=day)}}, end)
    assert placed(oracle, ["one"])["one"]["tier_rule"] == rule


@pytest.mark.parametrize(("day", "rule"), [("2022-11-30", "area"), ("2022-12-01", "core_care")])
def test_limited_virtual_care_begins(tmp_path: Path, day: str, rule: str) -> None:
    people: dict[str, Person] = {"one": {"claims": lines("full", "A101A", first=day)}}
    oracle = province(tmp_path / "drop", people, dt.date(2022, 12, 31), limited_virtual_counts=True)
    assert placed(oracle, people)["one"]["tier_rule"] == rule
