"""The oracle against health centres worked by hand: which of several (method, 4.2), and their hospital and team (5)."""

import pytest

from tests.oracle.oracle import Oracle
from tests.oracle.small_drop import Row, key_of
from tests.oracle.small_province import D, Person, by_hash, placed, province

A, B = by_hash("c1", "c2")


def visits(centre: str, *days: str) -> list[Row]:
    """Give one visit a day named, days of March 2026."""
    return [{"centre_no": centre, "visited_on": f"2026-03-{day}"} for day in days]


# Visits, starts of the registrations with A and B; the centre and the step that must come out.
TIES: dict[str, tuple[list[Row], tuple[str, str], tuple[str, str]]] = {
    "more visits": (visits(A, "09") + visits(B, "02", "02"), ("2021-01-01", "2020-01-01"), (B, "visits")),
    "more days": (visits(A, "09", "09") + visits(B, "02", "03"), ("2021-01-01", "2020-01-01"), (B, "dates")),
    "later visit": (visits(A, "02", "08") + visits(B, "02", "09"), ("2021-01-01", "2020-01-01"), (B, "recent")),
    "later start": (visits(A, "02") + visits(B, "02"), ("2020-01-01", "2020-01-02"), (B, "start_date")),
    "hash": (visits(A, "02") + visits(B, "02"), ("2020-01-01", "2020-01-01"), (A, "hash")),
    "one of two visited": (visits(B, "02"), ("2021-01-01", "2020-01-01"), (B, "none")),
}


def registered(starts: tuple[str, str]) -> list[Row]:
    """Give a registration with A and one with B."""
    return [{"centre_no": name, "registered_on": start} for name, start in zip((A, B), starts, strict=True)]


TIED: dict[str, Person] = {
    name: {"centre_rosters": registered(starts), "centre_visits": rows} for name, (rows, starts, _) in TIES.items()
}


@pytest.fixture(scope="module")
def tied(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Row]:
    people: dict[str, Person] = TIED | {
        "registered twice": {
            "centre_rosters": [
                *registered(("2020-01-01", "2020-02-01")),
                {"centre_no": A, "registered_on": "2021-01-01"},
            ],
            "centre_visits": visits(A, "02") + visits(B, "02"),
        }
    }
    return placed(province(tmp_path_factory.mktemp("ties") / "drop", people, D), people)


@pytest.mark.parametrize("name", TIES)
def test_several_centres(tied: dict[str, Row], name: str) -> None:
    assert (tied[name]["centre_id"], tied[name]["tie_step"]) == TIES[name][2]
    assert tied[name]["physician_id"] is None


def test_of_two_open_registrations_the_later_start_counts(tied: dict[str, Row]) -> None:
    assert (tied["registered twice"]["centre_id"], tied["registered twice"]["tie_step"]) == (A, "start_date")


# Area of the centre, stays of its person by site; corporation, network, basis, step, team that must come out.
# Network NA (C1) has one team; NB (C2) has two and a row for area K9J.
CENTRES: dict[str, tuple[str, dict[str, int], tuple[str | None, ...]]] = {
    "ten": ("N6A 1A1", {"S3": 10}, ("C2", "NB", "own_admissions", "none", None)),
    "nine": ("N6A 1A1", {"S3": 9}, ("C1", "NA", "nearest", "distance", "T1")),
    "most": ("N6A 1A1", {"S1": 4, "S3": 6}, ("C2", "NB", "own_admissions", "admissions", None)),
    "nearer": ("K9J 1A1", {"S1": 5, "S3": 5}, ("C2", "NB", "own_admissions", "distance", None)),
    "near C2": ("K9J 1A1", {}, ("C2", "NB", "nearest", "distance", None)),
    "nowhere": ("M5V 1A1", {}, (None, None, "none", None, None)),
    "by-number": ("K9J 1A1", {}, ("C2", "NB", "nearest", "distance", None)),
}


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    people: dict[str, Person] = {
        f"person of {name}": {
            "persons": {"postal_code": "K9J 1A1" if name == "near C2" else "N6A 1A1"},
            "centre_rosters": [name],
            "centre_visits": [name],
            "discharges": [{"institution_no": site} for site, number in stays.items() for _ in range(number)],
        }
        for name, (_, stays, _) in CENTRES.items()
    }
    centres = [{"centre_no": name, "centre_postal_code": area} for name, (area, *_) in CENTRES.items()]
    folder = tmp_path_factory.mktemp("centres") / "drop"
    return province(folder, people, D, {"centres": centres}, area_rule="supplied")


@pytest.mark.parametrize("name", CENTRES)
def test_centre(oracle: Oracle, name: str) -> None:
    row = {row["centre_id"]: row for row in oracle.centres().iter_rows(named=True)}[name]
    columns = ["corporation_id", "network_id", "network_basis", "hospital_tie_step", "oht_id"]
    assert tuple(row[column] for column in columns) == CENTRES[name][2]


# Network, team, basis. Where the centre's network has several teams the person's own area decides.
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("nine", ("C1", "NA", "T1", "provider")),
        ("near C2", ("C2", "NB", "T2", "provider")),
        ("ten", ("C2", "NA", "T1", "area")),
        ("nowhere", (None, "NA", "T1", "area")),
    ],
)
def test_team_of_a_centre(oracle: Oracle, name: str, expected: tuple[str | None, ...]) -> None:
    found = oracle.attribution().filter(person_key=key_of(f"person of {name}")).row(0, named=True)
    assert tuple(found[column] for column in ("corporation_id", "network_id", "oht_id", "oht_basis")) == expected


def test_people_of_centres_are_of_no_practice(oracle: Oracle) -> None:
    practices = oracle.results().filter(level="practice")["unit_id"].unique().to_list()
    assert practices == ["full"]
    counted = oracle.results().filter(indicator_id="ed_rate", level="oht", unit_id="T1")["denominator"].item()
    assert counted == len(CENTRES) - 1 + 1  # all but the one of T2, and the filler
