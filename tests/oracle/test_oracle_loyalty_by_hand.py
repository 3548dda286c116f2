"""The oracle against loyalty and flows worked by hand: what a visit is, and in which network and team it was (14)."""

from pathlib import Path
from typing import Any

import pytest

from tests.oracle.oracle import Oracle
from tests.oracle.small_drop import Row
from tests.oracle.small_province import D, Person, lines, province

# Network NA has the team T1; NB has three teams: by the physician `by-number`, by a group and by an area.
NETWORKS = [
    {"network_no": "NA", "oht_no": "T1"},
    {"network_no": "NB", "oht_no": "T1", "physician_no": "by-number"},
    {"network_no": "NB", "oht_no": "T2", "group_no": "by-group"},
    {"network_no": "NB", "oht_no": "T3", "fsa": "K9J"},
]
NORTH = {"practice_postal_code": "K9J 1A1"}
PHYSICIANS: list[Row] = [
    {"physician_no": "own", "group_no": "home"},
    {"physician_no": "colleague", "group_no": "home", "specialty": "05"},
    {"physician_no": "by-number", **NORTH},
    {"physician_no": "in-group", "group_no": "by-group", **NORTH},
    {"physician_no": "by-area", **NORTH},
    {"physician_no": "consultant", "specialty": "07", **NORTH},
    {"physician_no": "nowhere", "specialty": "13", "practice_postal_code": "M5V 1A1"},
]
INPUTS: dict[str, list[Row]] = {"physicians": PHYSICIANS, "network_ohts": NETWORKS}


def visits_of(oracle: Oracle, level: str = "province", unit: str = "ontario") -> dict[str, tuple[int, int]]:
    """Give inside and total by kind."""
    rows = oracle.loyalty().filter(level=level, unit_id=unit)
    return {kind: (inside, total) for kind, inside, total in rows.select("kind", "inside", "total").iter_rows()}


# Lines of one person who is enrolled with `own`; visits and primary-care visits.
VISITS: dict[str, tuple[list[Row], int, int]] = {
    "a visit": (lines("own"), 1, 1),
    "two codes of a day": (lines("own") + lines("own", "G700A"), 1, 1),
    "two physicians": (lines("own") + lines("colleague"), 2, 2),
    "two days": (lines("own", number=2), 2, 2),
    "a geriatrician": (lines("consultant"), 1, 0),
    "a paediatrician": (lines("child", "A261A"), 1, 0),
    "nobody of the registry": (lines("nobody"), 0, 0),
    "in a bed": (lines("own", place="I", institution_no="S1"), 0, 0),
    "in an emergency room": (lines("own", place="E"), 0, 0),
    "at home and by telephone": (lines("own", place="H") + lines("colleague", place="V"), 2, 2),
    "laboratory": (lines("own", "L093A"), 0, 0),
    "a modality line": (lines("own", "K300A"), 0, 0),
    "time": (lines("own", "Q310A"), 0, 0),
    "technical part": (lines("own", "A007B"), 0, 0),
    "reversed": (lines("own") + lines("own", units="-1"), 0, 0),
    "limited virtual care": (lines("own", "A101A", place="V"), 1, 1),
    "a code whose days are over": (lines("own", "K080A", place="V"), 0, 0),
    "a core code whose days are over": (lines("own", "A903A"), 0, 0),
    "the other specialists' temporary code, over too": (lines("heart", "K083A", place="V"), 0, 0),
    "first day of the year": (lines("own", first="2025-10-01"), 1, 1),
    "day before": (lines("own", first="2025-09-30"), 0, 0),
    "last day": (lines("own", first="2026-09-30"), 1, 1),
    "day after": (lines("own", first="2026-10-01"), 0, 0),
}


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    """A physician of a group of its own for every case, with whom the person of the case is enrolled."""
    people: dict[str, Person] = {}
    names = ("own", "colleague")
    for case, (given, *_) in VISITS.items():
        claims = [
            {**line, "physician_no": case if line["physician_no"] == "own" else line["physician_no"]} for line in given
        ]
        people[case] = {"enrolments": [case], "claims": claims}
    physicians = [{"physician_no": name, "group_no": f"group of {name}"} for name in VISITS]
    more = [*(row for row in PHYSICIANS if row["physician_no"] not in names), PHYSICIANS[1]]
    inputs = {**INPUTS, "physicians": [*physicians, *more]}
    return province(tmp_path_factory.mktemp("visits") / "drop", people, D, inputs)


@pytest.mark.parametrize("case", VISITS)
def test_visit(visits: Oracle, case: str) -> None:
    found = visits_of(visits, "group", f"group of {case}")
    every, primary = VISITS[case][1:]
    assert {kind: total for kind, (_, total) in found.items()} == {
        kind: total for kind, total in (("visits", every), ("primary_care_visits", primary)) if total
    }


@pytest.mark.parametrize(
    ("day", "code", "counts"),
    [("2022-06-15", "K080A", True), ("2022-11-30", "K083A", True), ("2022-06-15", "A101A", False)],
)
def test_visits_of_the_days_of_virtual_care(tmp_path: Path, day: str, code: str, counts: bool) -> None:
    """Temporary codes count without a modality line, which their core value needs; limited care had not begun."""
    people: dict[str, Person] = {
        "one": {"enrolments": ["own"], "claims": lines("own", code, first=day, place="V", institution_no="S1")}
    }
    oracle = province(tmp_path / "drop", people, D.replace(year=2022, month=11), INPUTS)
    assert ("visits" in visits_of(oracle, "group", "home")) == counts


@pytest.fixture(scope="module")
def flows(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    """One person of NA and T1, one of NB and of the team of the area, one of nobody's team; all see everybody."""
    seen = [line for row in PHYSICIANS for line in lines(row["physician_no"])]
    stays = [{"institution_no": site} for site in ("S1", "S3", "S4", "S9")]
    stays += [{"institution_no": "S1", "patient_service": "S"}, {"institution_no": "S1", "entry_category": "N"}]
    stays += [{"institution_no": "S1", "admitted_on": "2025-09-01", "discharged_on": "2025-09-30"}]
    care: Person = {"claims": seen, "discharges": stays}
    people: dict[str, Person] = {
        "south": {"enrolments": ["own"], **care},
        "north": {"persons": {"postal_code": "K9J"}, "enrolments": ["by-area"], **care},
        "none": {"persons": {"postal_code": "P0V"}, "enrolments": ["by-area"], **care},
        "baby": {"persons": {"born": "2026-01-01"}, "mother": "south", "discharges": stays[:1]},
        "by area": {"discharges": stays[:1]},
    }
    # The shipped minimum of ten keeps every provider at the nearest hospital.
    inputs = {**INPUTS, "areas": [{"fsa": "N6A"}, {"fsa": "K9J", "lat": "44.0"}], "claims": []}
    return province(tmp_path_factory.mktemp("flows") / "drop", people, D, inputs)


# Level, unit and kind; counts by unit of care. `none` has no team and counts nowhere. The filler's 88 visits are T1's.
FLOWS: dict[tuple[str, str, str], dict[str | None, int]] = {
    ("network", "NA", "visits"): {"NA": 2 + 88, "NB": 4, None: 1},
    ("network", "NB", "visits"): {"NA": 2, "NB": 4, None: 1},
    ("oht", "T1", "visits"): {"T1": 3 + 88, "T2": 1, None: 3},
    ("oht", "T3", "visits"): {"T1": 3, "T2": 1, "T3": 2, None: 1},
    ("network", "NA", "primary_care_visits"): {"NA": 2 + 88, "NB": 3},
    ("network", "NB", "primary_care_visits"): {"NA": 2, "NB": 3},
    ("oht", "T1", "primary_care_visits"): {"T1": 3 + 88, "T2": 1, None: 1},
    ("oht", "T3", "primary_care_visits"): {"T1": 3, "T2": 1, "T3": 1},
    ("network", "NA", "admissions"): {"NA": 3, "NB": 2, None: 1},
    ("network", "NB", "admissions"): {"NA": 1, "NB": 2, None: 1},
    ("oht", "T1", "admissions"): {"T1": 3, None: 3},
    ("oht", "T3", "admissions"): {"T1": 1, "T3": 2, None: 1},
}


def test_flows(flows: Oracle) -> None:
    found: dict[Any, dict[Any, int]] = {}
    for level, unit, care, kind, total in flows.flows().iter_rows():
        found.setdefault((level, unit, kind), {})[care] = total
    assert found == FLOWS


def test_loyalty_is_the_flow_of_a_unit_to_itself(flows: Oracle) -> None:
    for (level, unit, kind), given in FLOWS.items():
        assert visits_of(flows, level, unit)[kind] == (given.get(unit, 0), sum(given.values()))


def test_loyalty_of_the_province_is_within_teams(flows: Oracle) -> None:
    assert visits_of(flows) == {"visits": (93, 102), "primary_care_visits": (92, 98), "admissions": (5, 10)}


def test_loyalty_of_a_group(flows: Oracle) -> None:
    """`north` sees both of the group and is not of it; the group has no admissions."""
    assert visits_of(flows, "group", "home") == {"visits": (2, 7), "primary_care_visits": (2, 5)}


def test_people_of_networks(flows: Oracle) -> None:
    """`by area` and `baby` belong to NA as well; whoever has no team belongs to none."""
    columns = ["network_id", "corporations", "people", "family_physicians", "specialists"]
    assert flows.networks().select(columns).rows() == [("NA", 1, 4, 6, 3), ("NB", 1, 1, 3, 1)]
