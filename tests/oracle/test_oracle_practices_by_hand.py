"""The oracle against practices worked by hand: persons of every tier in indicators and needs (method, 6 and 7)."""

import pytest

from tests.oracle.oracle import Oracle
from tests.oracle.small_province import D, Person, lines, province

EMERGENCY = [{"visit_no": str(place), "registered_on": "2026-03-02"} for place in range(4)]

# One person of each rule, each with four emergency visits and no visit but those that make the rule.
PEOPLE: dict[str, Person] = {
    "enrolled": {"enrolments": ["full2"]},
    "baby": {"persons": {"born": "2026-01-01"}, "mother": "enrolled"},
    "toddler": {"persons": {"born": "2024-10-01"}, "mother": "of walk-in"},
    "of core care": {"claims": lines("full2", number=4)},
    "of walk-in": {"claims": lines("walk")},
    "of other visits": {"claims": lines("walk", "A888A")},
    "of a paediatrician": {"persons": {"born": "2015-01-01"}, "claims": lines("child", number=5)},
    "of a centre": {"centre_rosters": ["c1"], "centre_visits": ["c1"]},
    "by area": {},
    "nowhere": {"persons": {"postal_code": ""}},
}


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    people = {name: person | {"ed_visits": EMERGENCY} for name, person in PEOPLE.items()}
    return province(tmp_path_factory.mktemp("practices") / "drop", people, D)


# Practices full2 and walk have three persons each, child one; the filler is of practice full.
RESULTS: dict[tuple[str, str, str], tuple[int, int]] = {
    ("md_panel", "practice", "full2"): (3, 1),
    ("md_panel", "practice", "walk"): (3, 1),
    ("md_panel", "practice", "child"): (0, 0),
    ("md_panel", "oht", "T1"): (7, 3),
    ("md_panel", "province", "ontario"): (7, 3),
    ("ed_rate", "practice", "full2"): (12, 3),
    ("ed_rate", "practice", "walk"): (12, 3),
    ("ed_rate", "practice", "child"): (4, 1),
    ("ed_rate", "oht", "T1"): (36, 10),
    ("ed_rate", "province", "ontario"): (40, 11),
    # Lines with a paediatrician are not core lines; the filler saw two physicians alike.
    ("continuity_hqo", "practice", "child"): (0, 0),
    ("continuity_hqo", "practice", "full2"): (1, 1),
    ("continuity_hqo", "oht", "T1"): (1, 2),
}


@pytest.mark.parametrize("place", RESULTS, ids=" ".join)
def test_result(oracle: Oracle, place: tuple[str, str, str]) -> None:
    found = {tuple(row[:3]): row[3:5] for row in oracle.results().iter_rows()}
    assert found[place] == RESULTS[place]


def test_needs(oracle: Oracle) -> None:
    """Children born since the day 24 months before D need no visit yet; a paediatrician's and other visits are none."""
    found = {(practice, need): persons for practice, need, persons in oracle.needs().iter_rows()}
    assert found == {
        ("full", "no_primary_care_visit"): 0,
        ("full", "frequent_emergency_visits"): 0,
        ("full2", "no_primary_care_visit"): 1,
        ("full2", "frequent_emergency_visits"): 3,
        ("walk", "no_primary_care_visit"): 1,
        ("walk", "frequent_emergency_visits"): 3,
        ("child", "no_primary_care_visit"): 1,
        ("child", "frequent_emergency_visits"): 1,
    }


def test_tiers(oracle: Oracle) -> None:
    province_tiers = oracle.tier_counts().filter(level="province")
    assert dict(province_tiers.select("tier", "persons").iter_rows()) == {
        "rostered": 2,
        "health_centre": 1,
        "virtual": 1,
        "other_provider": 3,
        "newborn": 2,
        "postal_area": 1,
        "unattributable": 1,
    }


def test_cohort(oracle: Oracle) -> None:
    found = {(level, unit): persons for level, unit, persons in oracle.cohort().iter_rows()}
    assert (found["oht", "T1"], found["province", "ontario"], found["practice", "full2"]) == (9, 10, 3)
