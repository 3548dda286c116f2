"""The oracle against practices worked by hand: who is a comprehensive physician (method, 2.3)."""

from pathlib import Path

import pytest

from tests.oracle.oracle import Oracle
from tests.oracle.small_drop import Row, key_of, write_drop
from tests.oracle.small_province import DELIVERED, D, lines

KNOWN, DEAD, STRANGER = key_of("known"), key_of("dead"), key_of("stranger")


def mix(core: int, other: int, code: str = "A888A", **special: str) -> list[Row]:
    """Give core lines on their own days, then others on the days after."""
    return lines("", number=core, first="2026-01-01") + lines("", code, other, first="2026-06-01", **special)


# Lines of one physician of specialty 00; is he or she comprehensive?
PRACTICES: dict[str, tuple[list[Row], bool]] = {
    "44 days": (mix(44, 0), True),
    "43 days": (mix(43, 0), False),
    "none": ([], False),
    "two lines a day": (lines("", number=43) + lines("", "A001A", 43), False),
    "44 days by other lines": (mix(22, 22) + lines("", "A001A"), True),
    "half": (mix(22, 22), False),
    "more than half": (mix(23, 22), True),
    "days in hospital count": (mix(30, 14, place="I"), True),
    "lines in hospital count": (mix(44, 44, "C002A", place="I"), False),
    "core code in hospital is not core": (mix(44, 44, "A007A", place="I"), False),
    "laboratory lines do not count": (mix(44, 60, "L001A"), True),
    "laboratory days do not count": (mix(43, 1, "L001A"), False),
    "modality lines do not count": (mix(44, 60, "K300A"), True),
    "time lines do not count": (mix(44, 60, "Q310A"), True),
    "limited virtual care counts": (mix(44, 44, "A101A"), False),
    "technical parts do not count": (mix(44, 60, "A888B"), True),
    "reversed lines do not count": (mix(44, 60) + mix(0, 60, units="-1", dx="250"), True),
    "first day of the year": (lines("", number=43, first="2026-01-01") + lines("", first="2025-10-01"), True),
    "split over the years": (lines("", number=43, first="2026-01-01") + lines("", first="2025-09-30"), False),
    "first year alone": (lines("", number=44, first="2024-10-01"), True),
    "a day before the look-back": (lines("", number=44, first="2024-09-30"), False),
    "three years ago": (lines("", number=44, first="2023-10-01"), False),
    "year of many, other lines in the other": (mix(44, 0) + lines("", "A888A", 44, "2025-01-01"), False),
    "after D": (lines("", number=44, first="2026-08-19"), False),
    "until D": (lines("", number=44, first="2026-08-18"), True),
    "strangers do not count": (lines("", number=44, health_number=STRANGER), False),
    "dead people count": (lines("", number=44, health_number=DEAD), True),
}


@pytest.fixture(scope="module")
def practices(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Row]:
    claims = [
        {"health_number": KNOWN, **line, "physician_no": name}
        for name, (given, _) in PRACTICES.items()
        for line in given
    ]
    claims += [{"health_number": KNOWN, **line} for name in ("child", "public") for line in lines(name, number=44)]
    drop = write_drop(
        tmp_path_factory.mktemp("practices") / "drop",
        DELIVERED,
        persons=[{"health_number": KNOWN}, {"health_number": DEAD, "died": "2026-09-30"}],
        physicians=[{"physician_no": name} for name in PRACTICES]
        + [{"physician_no": "child", "specialty": "26"}, {"physician_no": "public", "specialty": "05"}],
        claims=[{"claim_no": str(place), **line} for place, line in enumerate(claims)],
    )
    return {row["physician_id"]: row for row in Oracle([drop], D).practices().iter_rows(named=True)}


@pytest.mark.parametrize("name", PRACTICES)
def test_comprehensive(practices: dict[str, Row], name: str) -> None:
    assert practices[name]["is_comprehensive"] is PRACTICES[name][1]


def test_specialties(practices: dict[str, Row]) -> None:
    assert practices["public"]["is_comprehensive"]
    assert "child" not in practices


def test_the_counts_behind_the_verdict(practices: dict[str, Row]) -> None:
    row = practices["half"]
    assert (row["most_days"], row["activity_lines"], row["core_lines"]) == (44, 44, 22)


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("43 days", {"comprehensive_minimum_days": 43}),
        ("half", {"comprehensive_core_percent": 49}),
        ("a day before the look-back", {"window": "from_included"}),
        ("three years ago", {"look_back_years": 3}),
        ("core code in hospital is not core", {"core_locations": ["office", "inpatient"]}),
        ("limited virtual care counts", {"limited_virtual_counts": True}),
    ],
)
def test_other_values_of_the_method(tmp_path: Path, name: str, changed: dict) -> None:
    claims = [{"health_number": KNOWN, **line, "physician_no": name} for line in PRACTICES[name][0]]
    drop = write_drop(
        tmp_path / "drop",
        DELIVERED,
        persons=[{"health_number": KNOWN}],
        physicians=[{"physician_no": name}],
        claims=[{"claim_no": str(place), **line} for place, line in enumerate(claims)],
    )
    assert not Oracle([drop], D).practices()["is_comprehensive"].item()
    assert Oracle([drop], D, **changed).practices()["is_comprehensive"].item()
