"""The oracle against networks worked by hand: combined, with shares, formed, and where specialists belong (13)."""

from pathlib import Path
from typing import Any

import pytest

from tests.oracle.oracle import Oracle
from tests.oracle.small_drop import Row, key_of
from tests.oracle.small_province import D, Person, lines, placed, province

# On one meridian, ten minutes of latitude (18.5 km) apart; C0 has no network, S9 no place.
HOSPITALS = [
    {"hospital_no": "S0", "corporation_no": "C0", "lat": "43.0"},
    {"hospital_no": "S1", "corporation_no": "C1", "network_no": "N1", "lat": "43.1667"},
    {"hospital_no": "S2", "corporation_no": "C2", "network_no": "N2", "lat": "43.3333"},
    {"hospital_no": "S9", "corporation_no": "C9", "network_no": "N9", "lat": ""},
]
NETWORKS = [
    {"network_no": "N1", "oht_no": "T1"},
    {"network_no": "N2", "oht_no": "T2"},
    {"network_no": "N9", "oht_no": "T3"},
]
AREAS = [
    {"fsa": "N6A", "lat": "43.0", "network_no": "N1"},
    {"fsa": "K9J", "lat": "43.3333", "network_no": "N9"},
    {"fsa": "P0V", "lat": "", "network_no": "N9"},
]
CROSSWALK: dict[str, list[Row]] = {"hospitals": HOSPITALS, "network_ohts": NETWORKS, "areas": AREAS}


def combined(*pairs: str) -> list[Row]:
    """Give rows of combined networks, each written as one network and the other."""
    return [dict(zip(("network_no", "part_of"), pair.split(), strict=True)) for pair in pairs]


# Rows; what the names N1, N2 and N9 then mean, and how many rows are set aside.
COMBINED: dict[str, tuple[list[Row], list[str], int]] = {
    "nothing": ([], ["N1", "N2", "N9"], 0),
    "one": (combined("N9 N1"), ["N1", "N2", "N1"], 0),
    "a chain": (combined("N9 N2", "N2 N1", "N1 N4"), ["N4", "N4", "N4"], 0),
    "a circle and what leads into it": (combined("N1 N2", "N2 N1", "N9 N1"), ["N1", "N2", "N1"], 2),
    "a circle of three": (combined("N1 N2", "N2 N9", "N9 N1"), ["N1", "N2", "N9"], 3),
    "itself": (combined("N1 N1", "N9 N1"), ["N1", "N2", "N1"], 1),
    "two targets": (combined("N9 N1", "N9 N2", "N1 N2"), ["N2", "N2", "N9"], 2),
    "said twice": (combined("N9 N1", "N9 N1"), ["N1", "N2", "N1"], 1),
    "two targets, one of them in a circle": (combined("N9 N1", "N9 N2", "N2 N9"), ["N1", "N2", "N1"], 2),
}


@pytest.mark.parametrize("name", COMBINED)
def test_combined_networks(tmp_path: Path, name: str) -> None:
    """Hospitals and areas lead to the network at the end, and so do rows of teams, which then stand side by side."""
    rows, (first, second, last), set_aside = COMBINED[name]
    physicians = [{"physician_no": "near"}, {"physician_no": "north", "practice_postal_code": "K9J"}]
    inputs = {**CROSSWALK, "combined_networks": rows, "physicians": physicians}
    oracle = province(tmp_path / "drop", {}, D, inputs, area_rule="supplied")
    found = dict(oracle.physicians().select("physician_id", "network_id").iter_rows())
    assert (found["near"], found["north"]) == (first, second)
    assert dict(oracle.areas().select("area_id", "network_id").iter_rows())["K9J"] == last
    assert oracle.accounts().filter(input="combined_networks")["quarantined"].sum() == set_aside
    teams = dict(oracle.physicians().select("physician_id", "oht_id").iter_rows())
    assert teams["near"] == ("T1" if (first, second, last).count(first) == 1 and first == "N1" else None)


# Shares by row of the network, with the team of the row; whether they stand.
SHARES: dict[str, tuple[list[str], bool]] = {
    "none": (["T1 N6A -", "T2 K9J -"], True),
    "whole": (["T1 N6A 0.4", "T2 K9J 0.6"], True),
    "a team with two rows": (["T1 N6A 0.4", "T2 K9J 0.6", "T2 K9H 0.6"], True),
    "rows of a team that differ": (["T1 N6A 0.4", "T2 K9J 0.6", "T2 K9H 0.5"], False),
    "only some": (["T1 N6A 1", "T2 K9J -"], False),
    "only some of a team": (["T1 N6A 0.4", "T2 K9J 0.6", "T2 K9H -"], False),
    "half a per cent short": (["T1 N6A 0.4", "T2 K9J 0.595"], True),
    "more than that": (["T1 N6A 0.4", "T2 K9J 0.5949"], False),
    "half a per cent over": (["T1 N6A 0.4", "T2 K9J 0.605"], True),
    "one alone": (["T1 N6A 0.995"], True),
}


@pytest.mark.parametrize("stand", [True, False])
def test_shares_of_a_network(tmp_path: Path, stand: bool) -> None:
    """All rows of a network stand, or all of them are set aside; a network is named like its case."""
    cases = {name: rows for name, (rows, is_whole) in SHARES.items() if is_whole == stand}
    columns = ("oht_no", "fsa", "people_share")
    rows: list[Row] = [
        {"network_no": name, **dict(zip(columns, row.replace("-", "").split(" "), strict=True))}
        for name, written in cases.items()
        for row in written
    ]
    oracle = province(tmp_path / "drop", {}, D, {**CROSSWALK, "network_ohts": rows})
    accounts = oracle.accounts().filter(input="network_ohts")
    assert accounts["quarantined"].item() == (0 if stand else len(rows))


def ward(number: int = 1, site: str = "S1", **special: str) -> list[Row]:
    """Give so many lines in beds of a hospital, one a day."""
    return lines(
        special.pop("by", "heart"), special.pop("code", "C122A"), number, place="I", institution_no=site, **special
    )


# Lines of one person, of another one; corporation and what it rests on.
SPECIALISTS: dict[str, tuple[list[Row], list[Row], tuple[str | None, str, str | None]]] = {
    "no services": ([], [], ("C1", "nearest", "distance")),
    "one hospital": (ward(site="S2"), [], ("C2", "inpatient_services", "none")),
    "services are counted": (ward(units="3", site="S2") + ward(2), [], ("C2", "inpatient_services", "services")),
    "patients": (ward(2), ward(site="S2"), ("C1", "inpatient_services", "services")),
    "more patients": (ward(2) + ward(site="S2"), ward(site="S2"), ("C2", "inpatient_services", "patients")),
    "later": (ward() + ward(site="S2", first="2026-03-03"), [], ("C2", "inpatient_services", "latest")),
    "nearer": (ward() + ward(site="S2"), [], ("C1", "inpatient_services", "distance")),
    "a place comes before none": (ward(site="S9") + ward(site="S2"), [], ("C2", "inpatient_services", "distance")),
    "without a network": (ward(site="S0"), [], ("C0", "inpatient_services", "none")),
    "hospital off the crosswalk": (ward(site="S7"), [], ("C1", "nearest", "distance")),
    "no hospital": (ward(site=""), [], ("C1", "nearest", "distance")),
    "laboratory": (ward(site="S2", code="L093A"), [], ("C1", "nearest", "distance")),
    "time": (ward(site="S2", code="Q310A"), [], ("C1", "nearest", "distance")),
    "technical part": (ward(site="S2", code="C122B"), [], ("C1", "nearest", "distance")),
    "a modality line is a service": (ward(site="S2", code="K300A"), [], ("C2", "inpatient_services", "none")),
    "reversed": (ward(site="S2") + ward(site="S2", units="-1"), [], ("C1", "nearest", "distance")),
    "reversed elsewhere": (ward(site="S2") + ward(units="-1"), [], ("C2", "inpatient_services", "none")),
    "first day of three years": (ward(site="S2", first="2023-10-01"), [], ("C2", "inpatient_services", "none")),
    "day before": (ward(site="S2", first="2023-09-30"), [], ("C1", "nearest", "distance")),
    "last day": (ward(site="S2", first="2026-09-30"), [], ("C2", "inpatient_services", "none")),
    "an office": (lines("heart", "C122A", institution_no="S2"), [], ("C1", "nearest", "distance")),
}


@pytest.fixture(scope="module")
def specialists(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    """All cases in one province: a specialist is named like his case."""
    people: dict[str, Person] = {
        person: {
            "claims": [{**line, "physician_no": name} for name, case in SPECIALISTS.items() for line in case[place]]
        }
        for place, person in enumerate(("first", "second"))
    }
    physicians = [{"physician_no": name, "specialty": "13"} for name in SPECIALISTS]
    return province(tmp_path_factory.mktemp("beds") / "drop", people, D, {**CROSSWALK, "physicians": physicians})


@pytest.mark.parametrize("name", SPECIALISTS)
def test_specialist(specialists: Oracle, name: str) -> None:
    row = specialists.physicians().filter(physician_id=name).row(0, named=True)
    assert (row["corporation_id"], row["network_basis"], row["hospital_tie_step"]) == SPECIALISTS[name][2]


def test_paediatricians_are_specialists_and_family_physicians_are_none(tmp_path: Path) -> None:
    """Services of persons who are not counted count; those of nobody on the registry do not."""
    people: dict[str, Person] = {
        "dead": {"persons": {"died": "2026-05-01"}, "claims": ward(site="S2", by="child") + ward(site="S2", by="full")}
    }
    stranger = {**ward(site="S2", by="heart")[0], "health_number": key_of("stranger")}
    oracle = province(tmp_path / "drop", people, D, {**CROSSWALK, "claims": [stranger]})
    basis = dict(oracle.physicians().select("physician_id", "network_basis").iter_rows())
    assert (basis["child"], basis["full"], basis["heart"]) == ("inpatient_services", "nearest", "nearest")


def test_a_specialist_without_services_goes_by_admissions_like_others(tmp_path: Path) -> None:
    """Ten stays of a child with the paediatrician; one line in a bed would outweigh them."""
    child: Person = {
        "persons": {"born": "2015-01-01"},
        "claims": lines("child", "A261A"),
        "discharges": [{"institution_no": "S2"}] * 10,
    }
    for extra, expected in (([], ("C2", "own_admissions")), (ward(by="child"), ("C1", "inpatient_services"))):
        people = {"kid": {**child, "claims": child["claims"] + extra}}
        oracle = province(tmp_path / f"drop {len(extra)}", people, D, CROSSWALK)
        row = oracle.physicians().filter(physician_id="child").row(0, named=True)
        assert (row["corporation_id"], row["network_basis"]) == expected


SMALL: dict[str, Any] = {
    "network_rule": "formed",
    "network_minimum_population": 3,
    "network_minimum_loyalty_percent": 50,
    "network_maximum_km": 30,
}
NORTH = {"physician_no": "north", "practice_postal_code": "K9J"}


@pytest.fixture(scope="module")
def formed(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    """Four people of `full` by C0 (nearest, no stays), one of `north` by C2, who lay in C1; nobody is of C1 or C9."""
    people: dict[str, Person] = {
        **{f"near {place}": {"enrolments": ["full"]} for place in range(3)},
        "north": {
            "persons": {"postal_code": "K9J"},
            "enrolments": ["north"],
            "discharges": [{"institution_no": "S1"}, {"institution_no": "S9"}, {"institution_no": "S7"}],
        },
    }
    inputs = {**CROSSWALK, "physicians": [NORTH]}
    return province(tmp_path_factory.mktemp("formed") / "drop", people, D, inputs, **SMALL)


def test_mergers_of_small_corporations(formed: Oracle) -> None:
    """C1 has nobody and C2, whose people go there; C9 has no place; C2 then needs C0, which is near to C1 alone."""
    assert formed.mergers().rows() == [
        (1, "F-C1", "F-C2", "F-C2", "population", "admissions_in", 18525, 0, 0, 0, 1, 0, 2, 1, 1, 2),
        (2, "F-C9", None, None, "population", None, None, 0, 0, 0, *[None] * 6),
        (3, "F-C2", "F-C0", "F-C0", "population", "none", 18536, 1, 1, 2, 4, 0, 0, 5, 1, 2),
    ]


def test_a_physician_without_admissions_goes_to_the_nearest_seed(formed: Oracle) -> None:
    """Whether it has a supplied network or not; the other methods pass it by."""
    row = formed.physicians().filter(physician_id="full").row(0, named=True)
    assert (row["corporation_id"], row["network_id"], row["network_basis"]) == ("C0", "F-C0", "nearest")


def test_a_network_of_a_seed_without_teams_has_those_of_its_largest_corporation_with_some(formed: Oracle) -> None:
    assert formed.attribution()["oht_id"].unique().to_list() == ["T2"]


def test_a_formed_network_has_the_teams_of_the_corporation_whose_id_it_keeps(tmp_path: Path) -> None:
    """Nine people of C2 make it the largest; the supplied network of C2 was combined into N1, which has T1."""
    people: dict[str, Person] = {
        f"north {place}": {"persons": {"postal_code": "K9J"}, "enrolments": ["north"]} for place in range(9)
    }
    inputs = {**CROSSWALK, "physicians": [NORTH], "combined_networks": combined("N2 N1", "N1 N9")}
    inputs["network_ohts"] = NETWORKS[2:]
    oracle = province(tmp_path / "drop", people, D, inputs, **SMALL)
    found = placed(oracle, people)["north 0"]
    assert (found["network_id"], found["oht_id"]) == ("F-C2", "T3")
    assert set(oracle.networks()["network_id"]) == {"F-C2", "F-C9"}
    assert oracle.networks().filter(network_id="F-C2").row(0)[1:] == ("formed", 3, 10, 5, 3)
