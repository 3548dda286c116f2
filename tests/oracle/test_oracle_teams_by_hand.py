"""The oracle against physicians worked by hand: hospital, network and team (method, 5)."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.oracle.oracle import Oracle
from tests.oracle.small_drop import Row, key_of, write_drop

# Practices lie on one meridian: N6A at 43.0, K9J at 44.0; the sites of C1 at 43.0 and 43.5, of C2 at 44.0 and 44.5.
# C0 has no network; S9 lies far away. Between K0B and its sites only the cosine tells which is nearer.
HOSPITALS = [
    {"hospital_no": "S1", "corporation_no": "C1", "network_no": "NA"},
    {"hospital_no": "S2", "corporation_no": "C1", "network_no": "NA", "lat": "43.5"},
    {"hospital_no": "S3", "corporation_no": "C2", "network_no": "NB", "lat": "44.0"},
    {"hospital_no": "S4", "corporation_no": "C2", "network_no": "NB", "lat": "44.5"},
    {"hospital_no": "S0", "corporation_no": "C0", "lat": "43.0"},
    {"hospital_no": "S8", "corporation_no": "C8", "network_no": "N8", "lat": "50.0", "long": "-90.0"},
    {"hospital_no": "S9", "corporation_no": "C9", "network_no": "N9", "lat": "50.8", "long": "-91.0"},
]
NETWORKS = [
    {"network_no": "NA", "oht_no": "T1"},
    {"network_no": "NB", "oht_no": "T2", "physician_no": "keyed"},
    {"network_no": "NB", "oht_no": "T3", "physician_no": "keyed twice"},
    {"network_no": "NB", "oht_no": "T2", "physician_no": "keyed twice"},
    {"network_no": "NB", "oht_no": "T3", "physician_no": "keyed twice in a group"},
    {"network_no": "NB", "oht_no": "T2", "physician_no": "keyed twice in a group"},
    {"network_no": "NB", "oht_no": "T3", "group_no": "G2"},
    {"network_no": "NB", "oht_no": "T2", "physician_no": "keyed in a group"},
    {"network_no": "NB", "oht_no": "T2", "fsa": "K9J"},
    {"network_no": "NB", "oht_no": "T2", "fsa": "K9H"},
    {"network_no": "NB", "oht_no": "T3", "fsa": "K9H"},
    {"network_no": "N8", "oht_no": "T1"},
    {"network_no": "N8", "oht_no": "T2"},
    {"network_no": "N9", "oht_no": "T3", "fsa": "K0A"},
]
AREAS = [
    {"fsa": "N6A", "network_no": "NA"},
    {"fsa": "K9J", "network_no": "NB", "lat": "44.0"},
    {"fsa": "K9H", "network_no": "NB", "lat": "44.0"},
    {"fsa": "K0A", "network_no": "N9", "lat": "43.75"},
    {"fsa": "K0B", "network_no": "N8", "lat": "50.0", "long": "-91.0"},
    {"fsa": "P0V", "network_no": "", "lat": "43.0"},
]

NEAR = {"physician_no": "near", "practice_postal_code": "N6A 1A1"}
Stays = list[tuple[int, str, Row]]


def stays(number: int, site: str, **special: str) -> tuple[int, str, Row]:
    """Give so many stays of the physician's first patient at a site."""
    return number, site, special


# Group, area of the practice, stays; corporation, network, basis, team (without a person's area) and what told the
# corporation from the next that must come out.
PHYSICIANS: dict[str, tuple[str, str, Stays, tuple[str | None, str | None, str, str | None, str | None]]] = {
    "ten": ("", "N6A", [stays(10, "S3")], ("C2", "NB", "own_admissions", None, "none")),
    "nine": ("", "N6A", [stays(9, "S3")], ("C1", "NA", "nearest", "T1", "distance")),
    "sites are summed": (
        "",
        "N6A",
        [stays(3, "S1"), stays(3, "S2"), stays(5, "S3")],
        ("C1", "NA", "own_admissions", "T1", "admissions"),
    ),
    "more patients": (
        "",
        "N6A",
        [stays(5, "S1"), stays(4, "S3"), stays(1, "S3", patient="second")],
        ("C2", "NB", "own_admissions", None, "patients"),
    ),
    "later": (
        "",
        "N6A",
        [stays(5, "S1"), stays(4, "S3"), stays(1, "S3", discharged_on="2026-03-06")],
        ("C2", "NB", "own_admissions", None, "latest"),
    ),
    "nearer": ("", "K9J", [stays(5, "S1"), stays(5, "S3")], ("C2", "NB", "own_admissions", None, "distance")),
    "smaller id": ("", "K0A", [stays(5, "S3"), stays(5, "S2")], ("C1", "NA", "own_admissions", "T1", "id")),
    "practice unknown, smaller id": (
        "",
        "M5V",
        [stays(5, "S3"), stays(5, "S2")],
        ("C1", "NA", "own_admissions", "T1", "id"),
    ),
    "no network": ("", "N6A", [stays(10, "S0")], ("C0", None, "own_admissions", None, "none")),
    "first day of three years": (
        "",
        "N6A",
        [stays(9, "S3"), stays(1, "S3", admitted_on="2023-09-30", discharged_on="2023-10-01")],
        ("C2", "NB", "own_admissions", None, "none"),
    ),
    "day before": (
        "",
        "N6A",
        [stays(9, "S3"), stays(1, "S3", admitted_on="2023-09-29", discharged_on="2023-09-30")],
        ("C1", "NA", "nearest", "T1", "distance"),
    ),
    "surgical": ("", "N6A", [stays(10, "S3", patient_service="S")], ("C1", "NA", "nearest", "T1", "distance")),
    "newborn": ("", "N6A", [stays(10, "S3", entry_category="N")], ("C1", "NA", "nearest", "T1", "distance")),
    "unknown site": ("", "N6A", [stays(10, "S5")], ("C1", "NA", "nearest", "T1", "distance")),
    # Group G2 has ten stays at C2, of the one with enough of his own, and nine at C1.
    "nine in a group": ("G2", "N6A", [stays(9, "S1")], ("C2", "NB", "group_admissions", "T3", "admissions")),
    "none in a group": ("G2", "N6A", [], ("C2", "NB", "group_admissions", "T3", "admissions")),
    "one alone in a group": ("G3", "N6A", [stays(1, "S3")], ("C2", "NB", "group_admissions", None, "none")),
    "group without stays": ("G4", "K9J", [], ("C2", "NB", "nearest", None, "distance")),
    "ten in a group": ("G2", "N6A", [stays(10, "S3")], ("C2", "NB", "own_admissions", "T3", "none")),
    "nowhere": ("", "M5V", [], (None, None, "none", None, None)),
    "between, smaller id": ("", "K0A", [], ("C1", "NA", "nearest", "T1", "id")),
    "cosine": ("", "K0B", [], ("C8", "N8", "nearest", None, "distance")),
    "keyed": ("", "K9J", [], ("C2", "NB", "nearest", "T2", "distance")),
    "keyed in a group": ("G2", "K9J", [], ("C2", "NB", "group_admissions", "T2", "admissions")),
    "keyed twice": ("G4", "K9J", [], ("C2", "NB", "nearest", None, "distance")),
    "keyed twice in a group": ("G2", "K9J", [], ("C2", "NB", "group_admissions", "T3", "admissions")),
    "patients without a team": ("", "N6A", [stays(10, "S3")], ("C2", "NB", "own_admissions", None, "none")),
}

# Physician, area of the person; tier, network, team and basis that must come out.
PEOPLE: dict[str, tuple[str, str, tuple[str | None, ...]]] = {
    "team of the physician": ("keyed", "N6A", ("rostered", "NB", "T2", "provider")),
    "team of the group": ("ten in a group", "K9J", ("rostered", "NB", "T3", "provider")),
    "team by the person's area": ("ten", "K9J", ("rostered", "NB", "T2", "provider")),
    "provider undecided": ("ten", "N6A", ("rostered", "NA", "T1", "area")),
    "provider nowhere": ("nowhere", "K0A", ("rostered", "N9", "T3", "area")),
    "two teams under a key": ("keyed twice", "K9J", ("rostered", "NB", "T2", "provider")),
    "two teams without a key": ("cosine", "K0B", ("unattributable", None, None, None)),
    "neither decides": ("ten", "K9H", ("unattributable", None, None, None)),
    "area alone": ("", "K9J", ("postal_area", "NB", "T2", "area")),
}


def _discharges() -> Iterable[Row]:
    for name, (_, _, given, _) in PHYSICIANS.items():
        for number, site, special in given:
            patient = key_of(name + special.get("patient", "first"))
            row = {"health_number": patient, "institution_no": site} | special
            row.pop("patient", None)
            yield from ({"separation_no": f"{name} {site} {special} {place}", **row} for place in range(number))


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    areas = {"patients without a team": "K9H"}
    patients = {name + which: (name, areas.get(name, "N6A")) for name in PHYSICIANS for which in ("first", "second")}
    people = patients | {name: (physician, area) for name, (physician, area, _) in PEOPLE.items()}
    spells = [{"health_number": key_of(name), "physician_no": own} for name, (own, _) in people.items() if own]
    drop = write_drop(
        tmp_path_factory.mktemp("teams") / "drop",
        dt.date(2026, 10, 5),
        persons=[{"health_number": key_of(name), "postal_code": area} for name, (_, area) in people.items()],
        enrolments=spells,
        physicians=[
            {"physician_no": name, "group_no": group, "practice_postal_code": area}
            for name, (group, area, *_) in PHYSICIANS.items()
        ],
        discharges=list(_discharges()),
        hospitals=HOSPITALS,
        network_ohts=NETWORKS,
        areas=AREAS,
    )
    # The areas belong where the table says; by their residents is tested apart.
    return Oracle([drop], dt.date(2026, 9, 30), area_rule="supplied")


@pytest.mark.parametrize("name", PHYSICIANS)
def test_physician(oracle: Oracle, name: str) -> None:
    found = {row["physician_id"]: row for row in oracle.physicians().iter_rows(named=True)}[name]
    columns = ["corporation_id", "network_id", "network_basis", "oht_id", "hospital_tie_step"]
    assert tuple(found[column] for column in columns) == PHYSICIANS[name][3]


@pytest.mark.parametrize("name", PEOPLE)
def test_person(oracle: Oracle, name: str) -> None:
    found = {row["person_key"]: row for row in oracle.attribution().iter_rows(named=True)}[key_of(name)]
    assert (found["tier"], found["network_id"], found["oht_id"], found["oht_basis"]) == PEOPLE[name][2]


def test_patients_without_a_team_still_decide_their_physicians_hospital(oracle: Oracle) -> None:
    """Tiers of 5.1 are those before a team is looked for: otherwise 5.1 and 5.7 would wait for each other."""
    patient = oracle.attribution().filter(person_key=key_of("patients without a teamfirst"))
    assert patient["unattributable_reason"].item() == "no_oht"
    assert PHYSICIANS["patients without a team"][3][2] == "own_admissions"


def test_sites_of_one_corporation_must_agree(tmp_path: Path) -> None:
    """All rows of such a corporation are set aside; naming a network beside naming none is no agreement either."""
    rows = [{**HOSPITALS[0], "network_no": "NB"}, *HOSPITALS[1:3], {**HOSPITALS[3], "network_no": ""}, HOSPITALS[4]]
    drop = write_drop(tmp_path / "drop", dt.date(2026, 10, 5), hospitals=rows)
    accounts = Oracle([drop], dt.date(2026, 9, 30)).accounts().filter(input="hospitals")
    assert (accounts["quarantined"].item(), accounts["valid"].item()) == (4, 1)


def test_sites_that_several_drops_give_to_different_networks_have_none(tmp_path: Path) -> None:
    """C1 is the nearest of N6A by far; the next corporation with a network takes the practice."""
    first = write_drop(tmp_path / "a", dt.date(2026, 10, 5), hospitals=HOSPITALS, areas=AREAS, physicians=[NEAR])
    for place, network in enumerate(["NB", ""]):
        changed = [{**HOSPITALS[0], "network_no": network}]
        second = write_drop(tmp_path / f"b{place}", dt.date(2026, 11, 5), hospitals=changed)
        oracle = Oracle([first, second], dt.date(2026, 9, 30))
        found = oracle.physicians().select("corporation_id", "network_id", "network_basis").rows()
        assert found == [("C2", "NB", "nearest")]
        assert oracle.areas().filter(area_id="N6A")["network_id"].to_list() == ["NB"]
