"""The oracle against areas worked by hand: the network of an area, by its residents or by the table (method, 5.8)."""

import pytest

from tests.oracle.oracle import Oracle
from tests.oracle.small_drop import Row, key_of
from tests.oracle.small_province import D, Person, province

# Corporations C1 (network NA) at 43.0, C2 (NB) at 44.0, C3 (NC) at 44.0 as well; C0 without a network at 43.5.
HOSPITALS = [
    {"hospital_no": "S1", "corporation_no": "C1", "network_no": "NA"},
    {"hospital_no": "S2", "corporation_no": "C2", "network_no": "NB", "lat": "44.0"},
    {"hospital_no": "S3", "corporation_no": "C3", "network_no": "NC", "lat": "44.0"},
    {"hospital_no": "S0", "corporation_no": "C0", "lat": "43.5"},
]
NETWORKS = [
    {"network_no": "NA", "oht_no": "T1"},
    {"network_no": "NB", "oht_no": "T2"},
    {"network_no": "NC", "oht_no": "T2", "fsa": "K1C"},
    {"network_no": "NC", "oht_no": "T3"},
]
# Physicians of NA, NB, NC and of none: by stays of their first person, or by the nearest hospital.
PHYSICIANS = [
    {"physician_no": "a"},
    {"physician_no": "b", "practice_postal_code": "K9J"},
    {"physician_no": "c", "practice_postal_code": "N6A"},
    {"physician_no": "none", "practice_postal_code": "M5V"},
]

# Latitude of the area (None: off the table), its network by the table, residents by physician; network, basis, team.
AREAS: dict[str, tuple[str | None, str, dict[str, int], tuple[str | None, ...]]] = {
    "N6A": ("43.0", "", {"a": 1}, ("NA", "plurality", "T1")),
    "K9J": ("44.0", "", {}, ("NB", "nearest", "T2")),
    "K1A": ("43.0", "NA", {"a": 1, "b": 2}, ("NB", "plurality", "T2")),
    "K1B": ("43.0", "NB", {"a": 1, "b": 1}, ("NA", "plurality", "T1")),
    "K1C": ("44.0", "", {"b": 1, "c": 2}, ("NC", "plurality", "T2")),
    "K1E": ("44.0", "", {"b": 1, "c": 1}, ("NB", "plurality", "T2")),
    "K1G": (None, "", {"b": 1, "a": 1}, ("NA", "plurality", "T1")),
    "K1H": (None, "", {"b": 1}, ("NB", "plurality", "T2")),
    "K1J": (None, "", {}, (None, None, None)),
    "K1K": ("43.4", "NB", {}, ("NA", "nearest", "T1")),
    "K1L": ("44.0", "", {"none": 3, "a": 1}, ("NA", "plurality", "T1")),
    "K1N": ("44.0", "", {"a": 1, "b": 1}, ("NB", "plurality", "T2")),
    "K1M": ("44.0", "", {"c": 1}, ("NC", "plurality", None)),
}
# With what else must not count: people of area K1A but for the key, the cover or the rule they stand on.
NOT_RESIDENTS: dict[str, Person] = {
    **{
        f"dead {place}": {"persons": {"postal_code": "K1A", "died": "2026-01-01"}, "enrolments": ["a"]}
        for place in range(3)
    },
    **{f"by area {place}": {"persons": {"postal_code": "K1A"}} for place in range(3)},
    **{
        f"child {place}": {"persons": {"postal_code": "K1A", "born": "2026-01-01"}, "mother": "K1A a 0"}
        for place in range(3)
    },
}
WRONG_KEYS: list[Row] = [{"health_number": f"100000001{digit}", "postal_code": "K1A"} for digit in (0, 1, 2)]


def _people() -> dict[str, Person]:
    people: dict[str, Person] = {
        f"{area} {physician} {place}": {"persons": {"postal_code": area}, "enrolments": [physician]}
        for area, (_, _, residents, _) in AREAS.items()
        for physician, number in residents.items()
        for place in range(number)
    }
    people["K1C c 0"]["discharges"] = [{"institution_no": "S3"}] * 10
    return people | {f"alone in {area}": {"persons": {"postal_code": area}} for area in AREAS} | NOT_RESIDENTS


@pytest.fixture(scope="module", params=["plurality", "supplied"])
def oracle(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    areas = [{"fsa": area, "lat": lat, "network_no": given} for area, (lat, given, *_) in AREAS.items() if lat]
    inputs = {
        "hospitals": HOSPITALS,
        "network_ohts": NETWORKS,
        "areas": areas,
        "physicians": PHYSICIANS,
        "persons": WRONG_KEYS,
        "enrolments": [{"health_number": row["health_number"], "physician_no": "a"} for row in WRONG_KEYS],
    }
    return province(tmp_path_factory.mktemp("areas") / "drop", _people(), D, inputs, area_rule=request.param)


@pytest.mark.parametrize("area", AREAS)
def test_area(oracle: Oracle, request: pytest.FixtureRequest, area: str) -> None:
    row = oracle.areas().filter(area_id=area).row(0, named=True)
    expected = AREAS[area][3]
    if request.node.callspec.params["oracle"] == "supplied" and AREAS[area][1]:
        expected = (AREAS[area][1], "supplied", {"NA": "T1", "NB": "T2"}[AREAS[area][1]])
    assert (row["network_id"], row["area_basis"], row["oht_id"]) == expected


@pytest.mark.parametrize("area", AREAS)
def test_whoever_has_no_provider_belongs_to_the_area(oracle: Oracle, area: str) -> None:
    led = oracle.areas().filter(area_id=area).row(0, named=True)
    person = oracle.attribution().filter(person_key=key_of(f"alone in {area}")).row(0, named=True)
    assert person["oht_id"] == led["oht_id"]
    assert person["network_id"] == (led["network_id"] if led["oht_id"] else None)
    assert person["unattributable_reason"] == (None if led["oht_id"] else "no_oht")
