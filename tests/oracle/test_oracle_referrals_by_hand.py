"""The oracle against referrals and medians worked by hand (indicators, 42)."""

import datetime as dt

import pytest

from tests.oracle.oracle import Oracle
from tests.oracle.small_drop import Row, key_of
from tests.oracle.small_province import Person, counted, province

Counts = tuple[int, int] | None
OUT, NO, YES = None, (0, 1), (1, 1)


def asked(days: int | None = 30, on: str = "2025-03-03", **special: str) -> Row:
    """Give a referral and, so many days later, the first visit."""
    later = "" if days is None else str(dt.date.fromisoformat(on) + dt.timedelta(days=days))
    return {"referred_on": on, "first_seen_on": later, **special}


# By person: referrals, then specialist_wait. The window is 1 October 2024 to 30 September 2025.
CASES: dict[str, tuple[list[Row], Counts]] = {
    "seen": ([asked()], YES),
    "never": ([asked(None)], NO),
    "on the day": ([asked(0)], YES),
    "365 days": ([asked(365)], YES),
    "366 days": ([asked(366)], NO),
    "seen before": ([asked(-1)], OUT),
    "family practice": ([asked(to_specialty="00")], OUT),
    "community medicine": ([asked(to_specialty="05")], OUT),
    "geriatrics": ([asked(to_specialty="07")], YES),
    "no specialty there is": ([asked(to_specialty="99")], OUT),
    "first day": ([asked(on="2024-10-01")], YES),
    "day before": ([asked(on="2024-09-30")], OUT),
    "last day": ([asked(365, on="2025-09-30")], YES),
    "last day, seen after D": ([asked(366, on="2025-09-30")], NO),
    "day after": ([asked(on="2025-10-01")], OUT),
    "three": ([asked(10), asked(20), asked(None)], (2, 3)),
}


def oracle_of(folder, people: dict[str, list[Row]], physician: str = "") -> Oracle:
    spells: Person = {"enrolments": [physician]} if physician else {}
    told = [{"health_number": key_of(name), **row} for name, rows in people.items() for row in rows]
    numbered = [{"referral_no": str(place), **row} for place, row in enumerate(told)]
    return province(folder / "drop", dict.fromkeys(people, spells), inputs={"referrals": numbered})


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    return oracle_of(tmp_path_factory.mktemp("referrals"), {name: rows for name, (rows, _) in CASES.items()})


@pytest.mark.parametrize("name", CASES)
def test_referrals(oracle: Oracle, name: str) -> None:
    assert counted(oracle, "specialist_wait").get(key_of(name)) == CASES[name][1]


def medians(oracle: Oracle) -> dict[tuple[str, str], tuple[float | None, ...]]:
    """Give value and limits by level and unit."""
    return {row[1:3]: row[3:] for row in oracle.medians().rows()}


def test_medians_of_units(tmp_path) -> None:
    """Nine persons with one referral each: the fifth is the median, the second and the eighth are the limits."""
    waits = [3, 5, 8, 13, 21, 34, 55, 300, None]
    found = medians(oracle_of(tmp_path, {f"person {place}": [asked(days)] for place, days in enumerate(waits)}, "full"))
    assert found["province", "ontario"] == (21.0, 5.0, 300.0)
    assert found["practice", "full"] == (21.0, 5.0, 300.0)
    assert found["oht", "T1"] == (21.0, 5.0, 300.0)


def test_referrals_of_one_person_tell_less(tmp_path) -> None:
    """Three persons with three each: √27 is 5.2, so that the places are −1 and 11 and there are no limits."""
    people = {f"person {place}": [asked(days + place) for days in (3, 20, 90)] for place in range(3)}
    assert medians(oracle_of(tmp_path, people))["province", "ontario"] == (21.0, None, None)


def test_where_most_wait_there_is_no_median(tmp_path) -> None:
    people = {f"person {place}": [asked(days)] for place, days in enumerate([3, 5, None, None, 366])}
    assert medians(oracle_of(tmp_path, people))["province", "ontario"] == (None, None, None)


def test_where_half_were_seen_there_is_one(tmp_path) -> None:
    people = {f"person {place}": [asked(days)] for place, days in enumerate([3, 5, None, None])}
    assert medians(oracle_of(tmp_path, people))["province", "ontario"] == (5.0, None, None)
