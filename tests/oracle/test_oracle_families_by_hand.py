"""The oracle against families worked by hand: newborns through their mothers (method, 4.5) and addresses at D (3)."""

import pytest

from tests.oracle.small_drop import Row
from tests.oracle.small_province import D, Person, lines, placed, province

BABY = {"born": "2024-10-01"}  # 2 the day after D
TODDLER = {"born": "2024-09-30"}  # 2 on D
WRONG_KEY = "1000000010"

MOTHERS: dict[str, Person] = {
    "enrolled mother": {"enrolments": ["full"]},
    "mother at a centre": {"centre_rosters": ["c1"], "centre_visits": ["c1"]},
    "mother with care": {"claims": lines("full2")},
    "mother with a walk-in": {"claims": lines("walk")},
    "mother by area": {},
    "mother without address": {"persons": {"postal_code": ""}, "enrolments": ["full"]},
    "mother who died": {"persons": {"died": "2026-09-30"}, "enrolments": ["full"]},
    "young mother": {"persons": {"born": "2009-06-15"}, "claims": lines("child", "A261A")},
    "mother without a team": {"persons": {"postal_code": "K9H 1A1"}, "enrolments": ["undecided"]},
    "mother of T2": {"persons": {"postal_code": "K9J 1A1"}, "enrolments": ["undecided"]},
}

# Tier, rule, physician, centre, team, confidence that must come out.
BY_AREA = ("postal_area", "area", None, None, "T1", "lowest")
CHILDREN: dict[str, tuple[Person, tuple[str | None, ...]]] = {
    "child of an enrolled mother": (
        {"persons": BABY, "mother": "enrolled mother"},
        ("newborn", "mother", "full", None, "T1", "low"),
    ),
    "child at its mother's centre": (
        {"persons": BABY, "mother": "mother at a centre"},
        ("newborn", "mother", None, "c1", "T1", "low"),
    ),
    "child of a mother with care": (
        {"persons": BABY, "mother": "mother with care"},
        ("newborn", "mother", "full2", None, "T1", "low"),
    ),
    "child of a mother with a walk-in": (
        {"persons": BABY, "mother": "mother with a walk-in"},
        ("newborn", "mother", "walk", None, "T1", "low"),
    ),
    "child of a young mother": (
        {"persons": BABY, "mother": "young mother"},
        ("newborn", "mother", "child", None, "T1", "low"),
    ),
    "child of a mother by area": ({"persons": BABY, "mother": "mother by area"}, BY_AREA),
    "child of a mother without address": ({"persons": BABY, "mother": "mother without address"}, BY_AREA),
    "child of a mother who died": ({"persons": BABY, "mother": "mother who died"}, BY_AREA),
    "mother off the registry": ({"persons": BABY, "mother": "nobody"}, BY_AREA),
    "no birth known": ({"persons": BABY}, BY_AREA),
    "2 on D": ({"persons": TODDLER, "mother": "enrolled mother"}, BY_AREA),
    "born on D": (
        {"persons": {"born": "2026-09-30"}, "mother": "enrolled mother"},
        ("newborn", "mother", "full", None, "T1", "low"),
    ),
    "child of its own physician": (
        {"persons": BABY, "mother": "enrolled mother", "claims": lines("walk")},
        ("other_provider", "non_comprehensive", "walk", None, "T1", "low"),
    ),
    "child without address": (
        {"persons": {**BABY, "postal_code": ""}, "mother": "enrolled mother"},
        ("unattributable", None, None, None, None, None),
    ),
    "child's own area decides": (
        {"persons": {**BABY, "postal_code": "K9J 1A1"}, "mother": "mother without a team"},
        ("newborn", "mother", "undecided", None, "T2", "low"),
    ),
    "not the mother's area": (
        {"persons": {**BABY, "postal_code": "K9H 1A1"}, "mother": "mother of T2"},
        ("unattributable", None, None, None, None, None),
    ),
    "child of a wrong key": ({"persons": BABY, "births": [{"mother_health_number": WRONG_KEY}]}, BY_AREA),
    "child of a child": ({"persons": BABY, "mother": "child of an enrolled mother"}, BY_AREA),
}


@pytest.fixture(scope="module")
def children(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Row]:
    people = MOTHERS | {name: person for name, (person, _) in CHILDREN.items()}
    inputs = {
        "persons": [{"health_number": WRONG_KEY}],
        "enrolments": [{"health_number": WRONG_KEY, "physician_no": "full"}],
        "physicians": [{"physician_no": "undecided", "practice_postal_code": "K9J 1A1"}],
        "areas": [
            {"fsa": "N6A", "network_no": "NA"},
            {"fsa": "K9J", "network_no": "NB", "lat": "44.0"},
            {"fsa": "K9H", "network_no": "NB", "lat": "44.0"},
        ],
    }
    return placed(province(tmp_path_factory.mktemp("children") / "drop", people, D, inputs), people)


@pytest.mark.parametrize("name", CHILDREN)
def test_child(children: dict[str, Row], name: str) -> None:
    row = children[name]
    columns = ["tier", "tier_rule", "physician_id", "centre_id", "oht_id", "confidence"]
    assert tuple(row[column] for column in columns) == CHILDREN[name][1]
    assert row["tie_step"] in (None, "none")


def test_newborns_have_no_tie_step(children: dict[str, Row]) -> None:
    assert {row["tie_step"] for row in children.values() if row["tier"] == "newborn"} == {None}


def at(area: str, start: str) -> Row:
    """Give an address row."""
    return {"postal_code": area, "lives_from": start}


# The address of the registry, the addresses; area and reason that must come out.
ADDRESSES: dict[str, tuple[str, list[Row], tuple[str | None, str | None]]] = {
    "registry alone": ("N6A 1A1", [], ("N6A", None)),
    "moved before": ("N6A 1A1", [at("N6A", "2020-01-01"), at("K9J", "2026-09-29")], ("K9J", None)),
    "moved on D": ("N6A 1A1", [at("N6A", "2020-01-01"), at("K9J", "2026-09-30")], ("K9J", None)),
    "moved after D": ("K9J 1A1", [at("N6A", "2020-01-01"), at("K9J", "2026-10-01")], ("N6A", None)),
    "first address after D": ("K9J 1A1", [at("N6A", "2026-10-01")], ("K9J", None)),
    "left the province": ("N6A 1A1", [at("H2X 1Y4", "2026-01-01")], (None, "out_of_province")),
    "no code at the latest": ("N6A 1A1", [at("N6A", "2020-01-01"), at("", "2026-01-01")], (None, "no_postal_code")),
    "came back": ("H2X 1Y4", [at("N6A", "2026-01-01")], ("N6A", None)),
}


@pytest.fixture(scope="module")
def movers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Row]:
    people: dict[str, Person] = {
        name: {"persons": {"postal_code": area}, "enrolments": ["full"], "addresses": rows}
        for name, (area, rows, _) in ADDRESSES.items()
    }
    return placed(province(tmp_path_factory.mktemp("movers") / "drop", people, D), people)


@pytest.mark.parametrize("name", ADDRESSES)
def test_address(movers: dict[str, Row], name: str) -> None:
    assert (movers[name]["area_id"], movers[name]["unattributable_reason"]) == ADDRESSES[name][2]
