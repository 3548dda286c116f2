"""The oracle against costs of persons worked by hand (families, 44)."""

from pathlib import Path

import pytest

from tests.oracle.small_drop import Row, key_of
from tests.oracle.small_province import Person, counted, province


def cost(cents: int, month: str = "2026-03-01", sector: str = "IP") -> Row:
    return {"cost_sector": sector, "month_start": month, "cents": str(cents)}


def person(*rows: Row) -> Person:
    return {"enrolments": ["full"], "costs": list(rows)}


# By person: rows, dollars in all, dollars of acute stays.
DOLLARS: dict[str, tuple[Person, int, int]] = {
    "nothing": (person(), 0, 0),
    "half a dollar": (person(cost(50)), 1, 1),
    "less than half": (person(cost(49)), 0, 0),
    "added before it is rounded": (person(cost(49), cost(1, "2026-04-01")), 1, 1),
    "sectors apart": (person(cost(130), cost(130, sector="ED")), 3, 1),
    "other care alone": (person(cost(900, sector="OTH")), 9, 0),
    "first month": (person(cost(700, "2025-10-01")), 7, 7),
    "too early": (person(cost(700, "2025-09-01")), 0, 0),
    "last month": (person(cost(700, "2026-09-01")), 7, 7),
    "too late": (person(cost(700, "2026-10-01")), 0, 0),
    "no first day": (person(cost(700, "2026-03-02")), 0, 0),
    "below zero": (person(cost(-1), cost(100, "2026-04-01")), 1, 1),
    "above the bound": (person(cost(1_000_000_001)), 0, 0),
    "at the bound": (person(cost(1_000_000_000)), 10_000_000, 10_000_000),
    "unknown sector": (person(cost(700, sector="ZZ")), 0, 0),
    "twice the same month, the lesser stays": (person(cost(800), cost(300)), 3, 3),
}


def test_dollars(tmp_path: Path) -> None:
    oracle = province(tmp_path / "drop", {name: found for name, (found, _, _) in DOLLARS.items()})
    for indicator, place in (("cost_pc", 1), ("cost_pc_acute", 2)):
        found = counted(oracle, indicator)
        expected = {name: (row[place], 1) for name, row in DOLLARS.items()}
        assert {name: found[key_of(name)] for name in DOLLARS} == expected
    assert counted(oracle, "cost_pc_emergency")[key_of("sectors apart")] == (1, 1)


@pytest.mark.parametrize(
    ("dollars", "among_five", "among_one"),
    [
        # Of 100 persons at most five, and at most one.
        ([9, 8, 7, 6, 5, 4], [9, 8, 7, 6, 5], [9]),
        ([9, 9, 7, 6, 5, 5], [9, 9, 7, 6], []),
        ([5, 5, 5, 5, 5, 5], [], []),
        ([3], [3], [3]),
        ([0, 0], [], []),
    ],
)
def test_the_costliest(tmp_path: Path, dollars: list[int], among_five: list[int], among_one: list[int]) -> None:
    people = {f"costs {place}": person(cost(100 * found)) for place, found in enumerate(dollars)}
    # With the filler of the small province a hundred persons are counted.
    people |= {f"free {place}": person() for place in range(99 - len(people))}
    oracle = province(tmp_path / "drop", people)
    assert len(counted(oracle, "hcu5")) == 100
    for top, among in (("hcu5", among_five), ("hcu1", among_one)):
        members, shares = counted(oracle, top), counted(oracle, f"{top}_cost_share")
        assert sum(numerator for numerator, _ in members.values()) == len(among)
        assert sum(numerator for numerator, _ in shares.values()) == sum(among)
        assert sum(denominator for _, denominator in shares.values()) == sum(dollars)


def test_people_who_are_not_counted_are_not_ranked(tmp_path: Path) -> None:
    people = {f"free {place}": person() for place in range(98)}
    people |= {"costs": person(cost(500)), "dead": {"persons": {"died": "2026-09-01"}, **person(cost(90_000))}}
    oracle = province(tmp_path / "drop", people)
    assert counted(oracle, "hcu1")[key_of("costs")] == (1, 1)
    assert key_of("dead") not in counted(oracle, "cost_pc")
