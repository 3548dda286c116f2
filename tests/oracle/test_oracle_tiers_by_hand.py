"""The oracle against persons worked by hand: each rule of a tier, its weights and its confidence (method, 4)."""

import pytest

from tests.oracle.small_drop import Row
from tests.oracle.small_province import D, Person, by_hash, lines, placed, province

YOUNG = {"born": "2008-10-01"}  # 18 the day after D
ADULT = {"born": "2008-09-30"}  # 18 on D
VISIT = {"centre_no": "c1"}
A, B = by_hash("full", "full2")

# Tier, rule, provider, tie step, confidence that must come out.
BY_AREA = ("postal_area", "area", None, None, "lowest")
Expected = tuple[str, str | None, str | None, str | None, str | None]


def other(physician: str, step: str = "none") -> Expected:
    """Give what comes out for the physician with most other visit lines."""
    return ("other_provider", "other_visits", physician, step, "low")


TIERS: dict[str, tuple[Person, Expected]] = {
    "nothing": ({}, BY_AREA),
    "enrolled": ({"enrolments": ["full"]}, ("rostered", "enrolment", "full", "none", "medium")),
    "enrolled with one, seen by another": (
        {"enrolments": ["full"], "claims": lines("full2", number=3)},
        ("rostered", "enrolment", "full", "none", "medium"),
    ),
    "enrolled with a paediatrician": (
        {"persons": YOUNG, "enrolments": ["child"], "claims": lines("child", "A261A")},
        ("rostered", "enrolment", "child", "none", "medium"),
    ),
    "enrolled with a walk-in physician": (
        {"enrolments": ["walk"], "claims": lines("walk")},
        ("rostered", "enrolment", "walk", "none", "high"),
    ),
    "two spells of one day go by lines with anybody": (
        {"enrolments": ["full", "walk"], "claims": lines("walk")},
        ("rostered", "enrolment", "walk", "value", "high"),
    ),
    "ended backdated": (
        {"enrolments": [{"physician_no": "full", "ended_on": "2026-09-30"}], "claims": lines("full2")},
        ("virtual", "core_care", "full2", "none", "medium"),
    ),
    "at a centre": (
        {"centre_rosters": ["c1"], "centre_visits": ["c1"]},
        ("health_centre", "centre_roster", "c1", "none", "medium"),
    ),
    "enrolled and at a centre": (
        {"enrolments": ["full"], "centre_rosters": ["c1"], "centre_visits": ["c1"]},
        ("rostered", "enrolment", "full", "none", "medium"),
    ),
    "centre and core care": (
        {"centre_rosters": ["c1"], "centre_visits": ["c1"], "claims": lines("full", number=5)},
        ("health_centre", "centre_roster", "c1", "none", "medium"),
    ),
    "registered, never came": ({"centre_rosters": ["c1"]}, BY_AREA),
    "came, never registered": ({"centre_visits": ["c1"]}, BY_AREA),
    "came elsewhere": ({"centre_rosters": ["c1"], "centre_visits": ["c2"]}, BY_AREA),
    "centre unknown": ({"centre_rosters": ["c9"], "centre_visits": ["c9"]}, BY_AREA),
    "registration ended on D": (
        {"centre_rosters": [{**VISIT, "ended_on": "2026-09-30"}], "centre_visits": ["c1"]},
        BY_AREA,
    ),
    "registration ends after D": (
        {"centre_rosters": [{**VISIT, "ended_on": "2026-10-01"}], "centre_visits": ["c1"]},
        ("health_centre", "centre_roster", "c1", "none", "medium"),
    ),
    "registered after D": (
        {"centre_rosters": [{**VISIT, "registered_on": "2026-10-01"}], "centre_visits": ["c1"]},
        BY_AREA,
    ),
    "visit on the first day": (
        {"centre_rosters": ["c1"], "centre_visits": [{**VISIT, "visited_on": "2024-10-01"}]},
        ("health_centre", "centre_roster", "c1", "none", "medium"),
    ),
    "visit the day before": (
        {"centre_rosters": ["c1"], "centre_visits": [{**VISIT, "visited_on": "2024-09-30"}]},
        BY_AREA,
    ),
    "visit after D": (
        {"centre_rosters": ["c1"], "centre_visits": [{**VISIT, "visited_on": "2026-10-01"}]},
        BY_AREA,
    ),
    "walk-in of more value beside a full practice": (
        {"claims": lines("walk", "K005A", 4) + lines("full", "A001A")},
        ("virtual", "core_care", "full", "none", "low"),
    ),
    "walk-in alone": (
        {"claims": lines("walk") + lines("walk2", number=2)},
        ("other_provider", "non_comprehensive", "walk2", "value", "low"),
    ),
    "last day a paediatrician counts": (
        {"persons": YOUNG, "claims": lines("child", "A261A")},
        ("other_provider", "paediatrician", "child", "none", "low"),
    ),
    "18 on D": ({"persons": ADULT, "claims": lines("child", "A261A")}, BY_AREA),
    "two paediatricians": (
        {"persons": YOUNG, "claims": lines("child", "A261A", 2) + lines("child2", "A007A", 2)},
        ("other_provider", "paediatrician", "child2", "value", "low"),
    ),
    "paediatrician before walk-in": (
        {"persons": YOUNG, "claims": lines("child", "A261A") + lines("walk", "K005A")},
        ("other_provider", "paediatrician", "child", "none", "low"),
    ),
    "core care before paediatrician": (
        {"persons": YOUNG, "claims": lines("child", "K269A") + lines("full", "A001A")},
        ("virtual", "core_care", "full", "none", "medium"),
    ),
    "paediatrician's other codes": ({"persons": YOUNG, "claims": lines("child", "A888A")}, BY_AREA),
    "walk-in before other visits": (
        {"claims": lines("full", "A888A", 3) + lines("walk", "A001A")},
        ("other_provider", "non_comprehensive", "walk", "none", "low"),
    ),
    "more other visits": ({"claims": lines("full", "A888A") + lines("walk", "A888A", 2)}, other("walk", "visits")),
    "other visits on more days": (
        {"claims": lines("walk", "A888A") + lines("walk", "A004A") + lines("full", "A888A", 2)},
        other("full", "dates"),
    ),
    "later other visit": (
        {"claims": lines("walk", "A888A", first="2026-03-03") + lines("full", "A888A")},
        other("walk", "recent"),
    ),
    "other visits alike": ({"claims": lines("full", "A888A") + lines("full2", "A888A")}, other(A, "hash")),
    "other visit of an internist": ({"claims": lines("heart", "A888A") + lines("heart", "A007A")}, BY_AREA),
    "in hospital": ({"claims": lines("full", "A888A", place="I")}, BY_AREA),
    "in an emergency department": ({"claims": lines("full", "A888A", place="E")}, BY_AREA),
    "at home": ({"claims": lines("full", "A888A", place="H")}, other("full")),
    "laboratory": ({"claims": lines("full", "L001A")}, BY_AREA),
    "modality": ({"claims": lines("full", "K300A") + lines("full", "K301A")}, BY_AREA),
    "time": ({"claims": lines("full", "Q310A", first="2026-05-01") + lines("full", "Q313A")}, BY_AREA),
    "limited virtual care": ({"claims": lines("full", "A101A") + lines("full", "A102A", place="V")}, BY_AREA),
    "temporary code out of its dates": ({"claims": lines("full", "K081A") + lines("full", "K300A")}, BY_AREA),
    "specialist's temporary code out of its dates": ({"claims": lines("full", "K083A")}, BY_AREA),
    "core code out of its dates": ({"claims": lines("full", "A903A")}, BY_AREA),
    "other visit before the look-back": ({"claims": lines("full", "A888A", first="2024-09-30")}, BY_AREA),
    "other visit on its first day": ({"claims": lines("full", "A888A", first="2024-10-01")}, other("full")),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Row]:
    people = {name: person for name, (person, _) in (TIERS | VALUES).items()}
    return placed(province(tmp_path_factory.mktemp("tiers") / "drop", people, D), people)


@pytest.mark.parametrize("name", TIERS)
def test_tier(found: dict[str, Row], name: str) -> None:
    row = found[name]
    provider = row["physician_id"] or row["centre_id"]
    assert (row["tier"], row["tier_rule"], provider, row["tie_step"], row["confidence"]) == TIERS[name][1]


# Cents in 2026: A001 2375, A007 3795. Own, other and all value, confidence.
VALUES: dict[str, tuple[Person, tuple[int | None, int | None, int | None, str]]] = {
    "half by the own physician": (
        {"enrolments": ["full"], "claims": lines("full") + lines("walk")},
        (3795, 3795, 7590, "high"),
    ),
    "less than half": (
        {"enrolments": ["full"], "claims": lines("full", "A001A") + lines("walk")},
        (2375, 3795, 6170, "medium"),
    ),
    "half against two others": (
        {"enrolments": ["full"], "claims": lines("full", number=2) + lines("walk") + lines("walk2")},
        (7590, 3795, 15180, "high"),
    ),
    "never seen": ({"enrolments": ["full"]}, (0, 0, 0, "medium")),
    "a tenth ahead": ({"claims": lines(A, number=11) + lines(B, number=9)}, (41745, 34155, 75900, "medium")),
    "less than a tenth ahead": ({"claims": lines(A, number=6) + lines(B, number=5)}, (22770, 18975, 41745, "low")),
    "behind one who is not comprehensive": (
        {"claims": lines("full", "A001A") + lines("walk")},
        (2375, 3795, 6170, "low"),
    ),
    "walk-in without another": ({"claims": lines("walk")}, (3795, 0, 3795, "low")),
    "a paediatrician weighs nothing here": (
        {"persons": YOUNG, "claims": lines("full") + lines("child", "K269A")},
        (3795, 0, 3795, "medium"),
    ),
    "no value by a paediatrician": ({"persons": YOUNG, "claims": lines("child", "A261A")}, (None, None, None, "low")),
    "no value at a centre": (
        {"centre_rosters": ["c1"], "centre_visits": ["c1"], "claims": lines("full")},
        (None, None, None, "medium"),
    ),
    "no value by area": ({}, (None, None, None, "lowest")),
}


@pytest.mark.parametrize("name", VALUES)
def test_values_and_confidence(found: dict[str, Row], name: str) -> None:
    row = found[name]
    assert (row["own_value"], row["other_value"], row["all_value"], row["confidence"]) == VALUES[name][1]
