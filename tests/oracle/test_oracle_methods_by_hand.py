"""The oracle against other readings worked by hand: one person who moves for each value a method may change."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.oracle.method_values import METHODS, method_macros
from tests.oracle.oracle import Oracle
from tests.oracle.small_drop import key_of
from tests.oracle.small_province import D, Person, by_hash, lines, placed, practice_of, province

A, B = by_hash("full", "full2")
LOCKED = {"physician_no": "locked", "practice_postal_code": "K9J 1A1"}  # network NB, whose teams need an area
ANCIENT = {"look_back_years": 3}
# Rule and provider of a person; None: not counted.
Answer = tuple[str | None, str | None] | None
NOBODY: Answer = (None, None)
AREA: Answer = ("area", None)

# The person, the values that differ, the answer by oht-attr/1 and by the other reading.
READINGS: dict[str, tuple[Person, dict[str, Any], Answer, Answer]] = {
    "window, first day": (
        {"claims": lines("walk", first="2024-09-30")},
        {"window": "from_included"},
        AREA,
        ("non_comprehensive", "walk"),
    ),
    "window, last day": (
        {"claims": lines("walk", first="2026-09-30")},
        {"window": "from_included"},
        ("non_comprehensive", "walk"),
        AREA,
    ),
    "window of centres": (
        {"centre_rosters": ["c1"], "centre_visits": [{"centre_no": "c1", "visited_on": "2024-09-30"}]},
        {"window": "from_included"},
        AREA,
        ("centre_roster", "c1"),
    ),
    "look-back of care": (
        {"claims": lines("walk", first="2023-10-01")},
        ANCIENT,
        AREA,
        ("non_comprehensive", "walk"),
    ),
    "look-back of centres": (
        {"centre_rosters": ["c1"], "centre_visits": [{"centre_no": "c1", "visited_on": "2023-10-01"}]},
        ANCIENT,
        AREA,
        ("centre_roster", "c1"),
    ),
    "before every look-back": ({"claims": lines("walk", first="2023-09-30")}, ANCIENT, AREA, AREA),
    # Equal value: three lines of one day against two lines of two days.
    "visit": (
        {
            "claims": lines(A, "K013A")
            + lines(A, "K005A")
            + lines(A, "K005A", place="H")
            + lines(B, "K013A", units="2")
            + lines(B, "K013A", first="2026-03-03")
        },
        {"visit": "date"},
        ("core_care", A),
        ("core_care", B),
    ),
    "visit as weight": (
        {"claims": lines(A, "K013A", 2) + lines(B, "A001A") + lines(B, "A007A") + lines(B, "A001A", place="H")},
        {"visit": "date", "weight": "visits"},
        ("core_care", A),
        ("core_care", A),
    ),
    "lines as weight": (
        {"claims": lines(A, "K013A", 2) + lines(B, "A001A") + lines(B, "A007A") + lines(B, "A001A", place="H")},
        {"weight": "visits"},
        ("core_care", A),
        ("core_care", B),
    ),
    # Three lines of one day against two lines of two days.
    "visit of other lines": (
        {
            "claims": lines("walk", "A917A")
            + lines("walk", "A917A", place="H")
            + lines("walk", "G700A")
            + lines("walk2", "A917A", 2)
        },
        {"visit": "date"},
        ("other_visits", "walk"),
        ("other_visits", "walk2"),
    ),
    "visit of centres": (
        {
            "centre_rosters": ["c1", "c2"],
            "centre_visits": ["c1", "c1", "c1", "c2", {"centre_no": "c2", "visited_on": "2026-03-03"}],
        },
        {"visit": "date"},
        ("centre_roster", "c1"),
        ("centre_roster", "c2"),
    ),
    "weight by visits": (
        {"claims": lines(A, "K005A") + lines(B, "A001A", 2)},
        {"weight": "visits"},
        ("core_care", A),
        ("core_care", B),
    ),
    "weight of paediatricians": (
        {"persons": {"born": "2015-01-01"}, "claims": lines("child", "K267A", units="2") + lines("child2", "A001A", 2)},
        {"weight": "visits"},
        ("paediatrician", "child"),
        ("paediatrician", "child2"),
    ),
    "weight by what was paid": (
        {"claims": lines(A, "K005A", paid_cents="100") + lines(B, "A001A", paid_cents="101")},
        {"weight": "fee_paid"},
        ("core_care", A),
        ("core_care", B),
    ),
    "nothing said of what was paid": (
        {"claims": lines(A, "K005A", 2) + lines(B, "A001A", paid_cents="1")},
        {"weight": "fee_paid"},
        ("core_care", A),
        ("core_care", B),
    ),
    "paid is summed over what is netted": (
        {
            "claims": lines(A, "A007A", paid_cents="90")
            + lines(B, "A001A", paid_cents="60", dx="250")
            + lines(B, "A001A", paid_cents="50", dx="401")
        },
        {"weight": "fee_paid"},
        ("core_care", B),
        ("core_care", B),
    ),
    "walk-in as any other": (
        {"claims": lines("walk", "K005A", 4) + lines("full", "A001A")},
        {"non_comprehensive": "as_virtual"},
        ("core_care", "full"),
        ("core_care", "walk"),
    ),
    "walk-in never": (
        {"claims": lines("walk")},
        {"non_comprehensive": "never"},
        ("non_comprehensive", "walk"),
        AREA,
    ),
    "walk-in never, but other visits": (
        {"claims": lines("walk") + lines("walk", "A888A")},
        {"non_comprehensive": "never"},
        ("non_comprehensive", "walk"),
        ("other_visits", "walk"),
    ),
    "limited virtual care": (
        {"claims": lines("full", "A101A")},
        {"limited_virtual_counts": True},
        AREA,
        ("core_care", "full"),
    ),
    "more visits to a centre": (
        {"centre_rosters": ["c1"], "centre_visits": ["c1"]},
        {"centre_minimum_visits": 2},
        ("centre_roster", "c1"),
        AREA,
    ),
    "last day of cover": (
        {"persons": {"covered_to": "2026-09-30"}},
        {"eligibility_end_inclusive": True},
        None,
        AREA,
    ),
    "day after the last of cover": (
        {"persons": {"covered_to": "2026-09-29"}},
        {"eligibility_end_inclusive": True},
        None,
        None,
    ),
    "not covered yet": (
        {"persons": {"covered_from": "2026-10-01", "covered_to": "2026-12-31"}},
        {"eligibility_end_inclusive": True},
        None,
        None,
    ),
    "oldest": ({"persons": {"born": "1920-09-30"}}, {"oldest_age_years": 106}, None, AREA),
    "ghost": ({"persons": {"last_contact_on": "2019-09-30"}}, {"ghost_years": 8}, None, AREA),
    "no address but a provider": (
        {"persons": {"postal_code": ""}, "enrolments": ["full"]},
        {"postal_gate": False},
        NOBODY,
        ("enrolment", "full"),
    ),
    "no address and no provider": ({"persons": {"postal_code": ""}}, {"postal_gate": False}, NOBODY, NOBODY),
    "newborn without address": (
        {"persons": {"postal_code": "", "born": "2026-01-01"}, "mother": "walk-in never"},
        {"postal_gate": False},
        NOBODY,
        ("mother", "walk"),
    ),
    "newborn of a mother without address": (
        {"persons": {"born": "2026-01-01"}, "mother": "no address but a provider"},
        {"postal_gate": False},
        AREA,
        ("mother", "full"),
    ),
    "team by the person's area": (
        {"persons": {"postal_code": "N6A 1A1"}, "enrolments": ["locked"]},
        {"unresolved_network": "unattributable"},
        ("enrolment", "locked"),
        NOBODY,
    ),
    "nobody but the area": ({}, {"unresolved_network": "unattributable"}, AREA, AREA),
    "no area in the order": ({}, {"tier_order": ["enrolment", "core_care"]}, AREA, NOBODY),
    "order without centres": (
        {"centre_rosters": ["c1"], "centre_visits": ["c1"], "claims": lines("full")},
        {"tier_order": ["enrolment", "core_care", "area"]},
        ("centre_roster", "c1"),
        ("core_care", "full"),
    ),
    "centre before enrolment": (
        {"centre_rosters": ["c1"], "centre_visits": ["c1"], "enrolments": ["full"]},
        {"tier_order": ["centre_roster", "enrolment", "area"]},
        ("enrolment", "full"),
        ("centre_roster", "c1"),
    ),
    "order without newborns": (
        {"persons": {"born": "2026-01-01"}, "mother": "walk-in never"},
        {"tier_order": ["enrolment", "core_care", "non_comprehensive", "area"]},
        ("mother", "walk"),
        AREA,
    ),
    "younger newborns": (
        {"persons": {"born": "2025-01-01"}, "mother": "walk-in never"},
        {"newborn_age_below_years": 1},
        ("mother", "walk"),
        AREA,
    ),
    "younger children": (
        {"persons": {"born": "2010-01-01"}, "claims": lines("child", "A261A")},
        {"paediatric_age_below_years": 16},
        ("paediatrician", "child"),
        AREA,
    ),
}
PEOPLE = {name: person for name, (person, *_) in READINGS.items()}
INPUTS = {"physicians": [LOCKED]}


def answers(oracle: Oracle) -> dict[str, Answer]:
    """Give rule and provider by the name of the person; None: not counted."""
    found = placed(oracle, PEOPLE)
    return {
        name: (found[name]["tier_rule"], found[name]["physician_id"] or found[name]["centre_id"])
        if name in found
        else None
        for name in PEOPLE
    }


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Answer]:
    return answers(province(tmp_path_factory.mktemp("usual") / "drop", PEOPLE, D, INPUTS))


@pytest.mark.parametrize("name", READINGS)
def test_the_settled_reading(usual: dict[str, Answer], name: str) -> None:
    assert usual[name] == READINGS[name][2]


@pytest.fixture(scope="module")
def by_reading(tmp_path_factory: pytest.TempPathFactory) -> Callable[[dict[str, Any]], dict[str, Answer]]:
    """Give the answers by changed values, worked out once for each."""
    known: dict[str, dict[str, Answer]] = {}

    def ask(changed: dict[str, Any]) -> dict[str, Answer]:
        if str(changed) not in known:
            folder = tmp_path_factory.mktemp("reading") / "drop"
            known[str(changed)] = answers(province(folder, PEOPLE, D, INPUTS, **changed))
        return known[str(changed)]

    return ask


@pytest.mark.parametrize("name", READINGS)
def test_the_other_reading(by_reading: Callable[[dict[str, Any]], dict[str, Answer]], name: str) -> None:
    assert by_reading(READINGS[name][1])[name] == READINGS[name][3]


@pytest.mark.parametrize(
    ("changed", "name", "confidence"),
    [
        ({"confidence_own_percent": 39}, "less than half", "medium"),
        ({"confidence_own_percent": 38}, "less than half", "high"),
        ({"confidence_margin_percent": 9}, "less than a tenth", "medium"),
        ({"confidence_margin_percent": 10}, "less than a tenth", "low"),
    ],
)
def test_confidence(tmp_path: Path, changed: dict[str, Any], name: str, confidence: str) -> None:
    """Own value 2375 of 6170 is 38.5 per cent; one of eleven lines ahead is 9.1 per cent."""
    people: dict[str, Person] = {
        "less than half": {"enrolments": ["full"], "claims": lines("full", "A001A") + lines("walk")},
        "less than a tenth": {"claims": lines(A, number=6) + lines(B, number=5)},
    }
    assert placed(province(tmp_path / "drop", people, D, **changed), people)[name]["confidence"] == confidence


@pytest.mark.parametrize(("changed", "basis"), [({}, "nearest"), ({"minimum_admissions": 9}, "own_admissions")])
def test_admissions(tmp_path: Path, changed: dict[str, Any], basis: str) -> None:
    people: dict[str, Person] = {"nine stays": {"enrolments": ["full2"], "discharges": [{"institution_no": "S3"}] * 9}}
    found = province(tmp_path / "drop", people, D, **changed).physicians().filter(physician_id="full2")
    assert found["network_basis"].item() == basis


@pytest.mark.parametrize(("changed", "basis"), [({}, "nearest"), ({"hospital_look_back_years": 4}, "own_admissions")])
def test_years_of_admissions(tmp_path: Path, changed: dict[str, Any], basis: str) -> None:
    stay = {"institution_no": "S3", "admitted_on": "2023-09-29", "discharged_on": "2023-09-30"}
    people: dict[str, Person] = {"old stays": {"enrolments": ["full2"], "discharges": [stay] * 10}}
    found = province(tmp_path / "drop", people, D, **changed).physicians().filter(physician_id="full2")
    assert found["network_basis"].item() == basis


# By each shipped method: an enrolled person, one of a centre, one of a walk-in beside a full practice, one of old care.
SHIPPED: dict[str, list[Answer]] = {
    "oht_attr_1": [("enrolment", "full"), ("centre_roster", "c1"), ("core_care", "full"), AREA],
    "oht_attr_1_area_only": [AREA, AREA, AREA, AREA],
    "oht_attr_1_fee_paid": [("enrolment", "full"), ("centre_roster", "c1"), ("core_care", "full"), AREA],
    "oht_attr_1_formed_networks": [("enrolment", "full"), ("centre_roster", "c1"), ("core_care", "full"), AREA],
    "oht_attr_1_roster_only": [("enrolment", "full"), AREA, AREA, AREA],
    "oht_attr_1_spine": [("enrolment", "full"), AREA, ("core_care", "walk"), AREA],
    "oht_attr_1_three_years": [
        ("enrolment", "full"),
        ("centre_roster", "c1"),
        ("core_care", "full"),
        ("core_care", "full"),
    ],
    "oht_attr_1_visits": [("enrolment", "full"), ("centre_roster", "c1"), ("core_care", "full"), AREA],
}


@pytest.mark.parametrize("method", sorted(path.stem for path in METHODS.glob("*.yaml")))
def test_shipped_methods(tmp_path: Path, method: str) -> None:
    people: dict[str, Person] = {
        "enrolled": {"enrolments": ["full"]},
        "centre": {"centre_rosters": ["c1"], "centre_visits": ["c1"]},
        "walk-in": {"claims": lines("walk", "K005A", 2) + lines("full", "A001A")},
        "old": {"claims": lines("full", first="2023-10-01")},
    }
    oracle = province(tmp_path / "drop", people, D, {"claims": practice_of("full", first="2023-10-01")}, method=method)
    found = placed(oracle, people)
    assert [(row["tier_rule"], row["physician_id"] or row["centre_id"]) for row in found.values()] == SHIPPED[method]


def test_a_parameter_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="has no parameters"):
        method_macros("oht_attr_1", look_back=3)


@pytest.mark.parametrize(("visit", "expected"), [("line", ("full", "visits")), ("date", ("walk", "visits"))])
def test_other_visits_have_no_value_whatever_weighs_core_care(
    tmp_path: Path, visit: str, expected: tuple[str, str]
) -> None:
    """Three lines of one day before two of two days; two visits before one when a visit is a day."""
    given = lines("full", "A888A") + lines("full", "A004A") + lines("full", "A005A") + lines("walk", "A888A", 2)
    oracle = province(tmp_path / "drop", {"one": {"claims": given}}, D, weight="visits", visit=visit)
    row = placed(oracle, ["one"])["one"]
    assert (row["physician_id"], row["tie_step"]) == expected


def test_indicators_keep_their_own_window(tmp_path: Path) -> None:
    """Visits are those of the 24 months until D, whatever the look-back and the window of the attribution."""
    days = lines("full", first="2024-09-30") + lines("full", first="2024-10-01") + lines("full", first="2026-09-30")
    others: list[dict[str, Any]] = [{}, {"look_back_years": 1}, {"look_back_years": 3}, {"window": "from_included"}]
    for place, changed in enumerate(others):
        oracle = province(tmp_path / f"drop {place}", {"one": {"claims": days}}, D, **changed)
        assert oracle.facts().filter(person_key=key_of("one"))["visits"].item() == 2
