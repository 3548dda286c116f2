"""The oracle against rows worked by hand: rules, duplicate keys, superseding and the accounts (method, 1.1 to 1.3)."""

import datetime as dt
from pathlib import Path

import pytest

from tests.oracle.oracle import Oracle
from tests.oracle.small_drop import CROSSWALK, Row, key_of, write_drop

DELIVERED = dt.date(2026, 10, 5)
TODAY, TOMORROW = "2026-10-05", "2026-10-06"

SOUND: dict[str, Row] = {
    "persons": {"health_number": "1"},
    "enrolments": {"health_number": "1", "physician_no": "a"},
    "claims": {"claim_no": "1", "health_number": "1", "physician_no": "a"},
    "physicians": {"physician_no": "a"},
    "discharges": {"separation_no": "1", "health_number": "1"},
    "ed_visits": {"visit_no": "1", "health_number": "1"},
    "hospitals": {"hospital_no": "1", "corporation_no": "1"},
    "network_ohts": {"network_no": "1", "oht_no": "1"},
    "combined_networks": {"network_no": "1", "part_of": "end"},
    "areas": {"fsa": "N6A"},
    "ohts": {"oht_no": "1"},
    "addresses": {"health_number": "1"},
    "births": {"health_number": "1", "mother_health_number": "2"},
    "centres": {"centre_no": "1"},
    "centre_rosters": {"health_number": "1", "centre_no": "1"},
    "centre_visits": {"visit_no": "1", "health_number": "1", "centre_no": "1"},
    "official_attribution": {"health_number": "1"},
}

# Whatever of one line differs from a sound row breaks it.
BROKEN: dict[str, list[Row]] = {
    "persons": [
        {"health_number": ""},
        {"born": ""},
        {"born": "15/06/1980"},
        {"born": "1980-02-30"},
        {"born": "1889-12-31"},
        {"born": TOMORROW},
        {"gender": ""},
        {"gender": "4"},
        {"died": "soon"},
        {"died": TOMORROW},
        {"died": "1899-12-31", "born": "1895-06-15"},
        {"died": "2000-01-01", "born": "2000-01-02"},
        {"last_contact_on": TOMORROW},
        {"last_contact_on": "2026-13-01"},
        {"covered_from": "x"},
        {"covered_to": "x"},
        {"covered_from": "2020-01-02", "covered_to": "2020-01-01"},
    ],
    "enrolments": [
        {"health_number": ""},
        {"physician_no": ""},
        {"programme": ""},
        {"programme": "FHQ"},
        {"enrolled_on": ""},
        {"enrolled_on": TOMORROW},
        {"enrolled_on": "1899-12-31"},
        {"ended_on": "2019-12-31"},
        {"ended_on": "2026-1-1"},
    ],
    "claims": [
        {"claim_no": ""},
        {"physician_no": ""},
        {"serviced_on": ""},
        {"serviced_on": "20260302"},
        {"serviced_on": TOMORROW},
        {"serviced_on": "1899-12-31"},
        {"fee_code": ""},
        {"fee_code": "A07A"},
        {"fee_code": "a007A"},
        {"fee_code": "A007D"},
        {"units": ""},
        {"units": "0"},
        {"units": "1.0"},
        {"units": "1000"},
        {"units": "-1000"},
        {"paid_cents": "12.50"},
        {"paid_cents": "100000001"},
        {"paid_cents": "-100000001"},
        {"dx": "25"},
        {"dx": "2500"},
        {"place": ""},
        {"place": "Q"},
    ],
    "physicians": [
        {"physician_no": ""},
        {"specialty": ""},
        {"specialty": "10"},
        {"programme": "FHQ"},
        {"active_from": "x"},
        {"active_to": "x"},
        {"active_from": "2020-01-02", "active_to": "2020-01-01"},
    ],
    "discharges": [
        {"separation_no": ""},
        {"health_number": ""},
        {"institution_no": ""},
        {"admitted_on": ""},
        {"admitted_on": "1899-12-31"},
        {"discharged_on": ""},
        {"discharged_on": TOMORROW},
        {"discharged_on": "2026-02-28"},
        {"entry_category": ""},
        {"entry_category": "E"},
        {"disposition": "11"},
        {"patient_service": ""},
        {"patient_service": "Z"},
        {"dx_1": "E11.9"},
        {"dx_1": "11"},
        {"alc_days": "-1"},
        {"alc_days": "1.5"},
    ],
    "ed_visits": [
        {"visit_no": ""},
        {"health_number": ""},
        {"institution_no": ""},
        {"registered_on": ""},
        {"registered_on": TOMORROW},
        {"registered_on": "1899-12-31"},
        {"visit_type": ""},
        {"visit_type": "X"},
        {"ctas": "0"},
        {"ctas": "6"},
        {"ctas": "three"},
        {"admitted": "?"},
        {"dx_main": "J06.9"},
    ],
    "hospitals": [
        {"hospital_no": ""},
        {"corporation_no": ""},
        {"lat": "40.9"},
        {"lat": "57.1"},
        {"long": "-96.1"},
        {"long": "-73.9"},
        {"long": "nan"},
        {"lat": "north"},
    ],
    "network_ohts": [
        {"network_no": ""},
        {"oht_no": ""},
        {"fsa": "H2X"},
        {"fsa": "N6"},
        {"physician_no": "1", "group_no": "1"},
        {"people_share": "1.1"},
        {"people_share": "-0.1"},
        {"people_share": "most"},
        {"people_share": "0.994"},
    ],
    "combined_networks": [{"network_no": ""}, {"part_of": ""}, {"network_no": "itself", "part_of": "itself"}],
    "areas": [
        {"fsa": ""},
        {"fsa": "H2X"},
        {"lat": "43,0"},
        {"long": "0"},
        {"rural": "?"},
        {"deprivation": "0"},
        {"deprivation": "6"},
        {"deprivation": "high"},
    ],
    "ohts": [{"oht_no": ""}, {"oht_name": ""}],
    "addresses": [
        {"health_number": ""},
        {"lives_from": ""},
        {"lives_from": TOMORROW},
        {"lives_from": "1899-12-31"},
        {"lives_from": "2026-02-30"},
    ],
    "births": [{"health_number": ""}, {"mother_health_number": ""}],
    "centres": [{"centre_no": ""}, {"kind": ""}, {"kind": "chc"}],
    "centre_rosters": [
        {"health_number": ""},
        {"centre_no": ""},
        {"registered_on": ""},
        {"registered_on": TOMORROW},
        {"registered_on": "1899-12-31"},
        {"ended_on": "2019-12-31"},
        {"ended_on": "open"},
    ],
    "centre_visits": [
        {"visit_no": ""},
        {"health_number": ""},
        {"centre_no": ""},
        {"visited_on": ""},
        {"visited_on": TOMORROW},
        {"visited_on": "1899-12-31"},
        {"seen_by": "RN"},
    ],
    "official_attribution": [
        {"health_number": ""},
        {"as_of": ""},
        {"as_of": TOMORROW},
        {"as_of": "1899-12-31"},
        {"oht_no": ""},
    ],
}

# Odd but kept: the last day a rule allows, nulls where they may be, and rules that only warn.
KEPT: dict[str, list[Row]] = {
    "persons": [
        {"health_number": "2", "born": TODAY},
        {"health_number": "3", "born": "1890-01-01", "died": "1900-01-01"},
        {"health_number": "4", "gender": "9", "died": TODAY, "last_contact_on": TODAY},
        {"health_number": "5", "born": "2000-01-01", "died": "2000-01-01"},
        {"health_number": "6", "covered_from": "2020-01-01", "covered_to": "2020-01-01"},
        {"health_number": "7", "covered_from": TOMORROW, "postal_code": "???"},
    ],
    "enrolments": [
        {"enrolled_on": TODAY, "ended_on": TODAY},
        {"enrolled_on": "1900-01-01", "ended_on": "2030-01-01"},
    ],
    "claims": [
        {"claim_no": "2", "health_number": "", "fee_code": "Q310"},
        {"claim_no": "3", "health_number": "9777777779"},
        {"claim_no": "4", "serviced_on": TODAY, "units": "-999"},
        {"claim_no": "5", "serviced_on": "1900-01-01", "units": "999", "paid_cents": "-5", "dx": "250"},
        {"claim_no": "6", "paid_cents": "100000000"},
        {"claim_no": "7", "paid_cents": "-100000000"},
    ],
    "physicians": [
        {"physician_no": "b", "practice_postal_code": "", "active_from": "2030-01-01"},
        {
            "physician_no": "c",
            "practice_postal_code": "H2X 1Y4",
            "active_from": "2020-01-01",
            "active_to": "2020-01-01",
        },
    ],
    "discharges": [
        {"separation_no": "2", "alc_days": "99"},
        {"separation_no": "3", "admitted_on": "2020-01-01"},
        {"separation_no": "4", "dx_1": "", "dx_2": "no code", "discharged_on": TODAY},
    ],
    "ed_visits": [
        {"visit_no": "2", "ctas": "9", "registered_on": TODAY},
        {"visit_no": "3", "ctas": "5", "admitted": "N", "dx_main": "J069"},
    ],
    "hospitals": [
        {"hospital_no": "2", "corporation_no": "1", "lat": "41", "long": "-96"},
        {"lat": ""},
        {"lat": "", "long": ""},
    ],
    "network_ohts": [
        {"network_no": "1", "oht_no": "1", "fsa": "N6A"},
        {"people_share": "1"},
        {"people_share": "0.995"},
    ],
    "combined_networks": [{"part_of": "1"}],
    "areas": [{"fsa": "N6B", "lat": "57", "long": "-74", "rural": "N", "deprivation": "5"}, {"lat": ""}, {"long": ""}],
    "ohts": [],
    "addresses": [{"postal_code": ""}, {"postal_code": "???"}, {"postal_code": "H2X 1Y4"}, {"lives_from": TODAY}],
    "births": [{"mother_health_number": "0"}],
    "centres": [{"kind": "AHAC"}, {"kind": "NPLC"}, {"kind": "OTHER"}, {"centre_postal_code": "H2X 1Y4"}],
    "centre_rosters": [{"ended_on": "2020-01-01"}, {"ended_on": "2030-01-01"}, {"registered_on": TODAY}],
    "centre_visits": [{"seen_by": ""}, {"seen_by": "MD"}, {"seen_by": "X"}, {"visited_on": TODAY}],
    "official_attribution": [{"as_of": TODAY}, {"oht_no": "unknown"}],
}


def accounts_of(oracle: Oracle) -> dict[tuple[str, str], tuple[int, ...]]:
    """Give rows in, quarantined, superseded, valid by drop and input."""
    return {(drop, name): tuple(counts) for drop, name, *counts in oracle.accounts().iter_rows()}


def told_apart(name: str) -> list[Row]:
    """Give all rows of an input under different keys, so that a rule which misses its row shows in the count."""
    column = next(iter(SOUND[name]))
    rows = [{}, *BROKEN[name], *KEPT[name]]
    keys = [f"N{place % 10}{chr(67 + place)}" if name == "areas" else f"key {place}" for place in range(len(rows))]
    return [{**SOUND[name], column: key, **row} for key, row in zip(keys, rows, strict=True)]


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], tuple[int, ...]]:
    folder = tmp_path_factory.mktemp("rows") / "drop"
    return accounts_of(Oracle([write_drop(folder, DELIVERED, **{name: told_apart(name) for name in SOUND})], DELIVERED))


@pytest.mark.parametrize("name", SOUND)
def test_rules(accounts: dict[tuple[str, str], tuple[int, ...]], name: str) -> None:
    broken, kept = len(BROKEN[name]), 1 + len(KEPT[name])
    assert accounts["drop", name] == (broken + kept, broken, 0, kept)


def test_the_first_in_order_stays(tmp_path: Path) -> None:
    """Nulls first: the row without date of death sorts before the one with it, so the person counts."""
    one = {"health_number": key_of("one")}
    persons = [{**one, "died": "2026-01-01"}, one, {**one, "born": "1980-06-16"}]
    oracle = Oracle([write_drop(tmp_path / "drop", DELIVERED, persons=persons)], dt.date(2026, 9, 30))
    assert accounts_of(oracle)["drop", "persons"] == (3, 2, 0, 1)
    assert oracle.attribution()["person_key"].to_list() == [key_of("one")]


def test_a_broken_row_takes_no_part_in_the_order(tmp_path: Path) -> None:
    one = {"health_number": key_of("one"), "died": "2026-01-01"}
    persons = [one, {**one, "died": "", "gender": "?"}]
    oracle = Oracle([write_drop(tmp_path / "drop", DELIVERED, persons=persons)], dt.date(2026, 9, 30))
    assert oracle.excluded()["reason"].to_list() == ["dead"]


def test_a_later_drop_supersedes_whatever_it_says(tmp_path: Path) -> None:
    """The last word wins though it sorts later; a broken row or another key supersedes nothing."""
    moved, kept, gone = ({"health_number": key_of(name)} for name in ("moved", "kept", "gone"))
    first = write_drop(tmp_path / "a", DELIVERED, persons=[moved, {**moved, "gender": "1"}, kept, gone])
    later = [{**moved, "postal_code": "P0V"}, {**kept, "gender": "?"}, {**gone, "died": "2026-09-01"}]
    second = write_drop(tmp_path / "b", dt.date(2026, 11, 5), persons=later)
    oracle = Oracle([first, second], dt.date(2026, 9, 30))
    assert accounts_of(oracle)["a", "persons"] == (4, 1, 2, 1)
    assert accounts_of(oracle)["b", "persons"] == (3, 1, 0, 2)
    assert oracle.excluded()["person_key"].to_list() == [key_of("gone")]
    tiers = dict(oracle.attribution().select("person_key", "tier").iter_rows())
    assert tiers == {key_of("moved"): "unattributable", key_of("kept"): "postal_area"}


def test_a_claim_is_known_by_person_and_claim_id(tmp_path: Path) -> None:
    """Missing persons, delivered in three ways, are one person to the key; the same id of others is another line."""
    line = {"claim_no": "1", "physician_no": "a"}
    given = [{**line, "health_number": key} for key in ("", "9777777779", key_of("one"), key_of("two"))]
    first = write_drop(tmp_path / "a", DELIVERED, claims=given)
    second = write_drop(tmp_path / "b", DELIVERED, claims=[{**line, "health_number": key_of("one"), "units": "2"}])
    accounts = accounts_of(Oracle([first, second], DELIVERED))
    assert (accounts["a", "claims"], accounts["b", "claims"]) == ((4, 1, 1, 2), (1, 0, 0, 1))


@pytest.mark.parametrize(
    ("written", "is_same"), [("{}-AB", True), ("{} a", True), ("{}ABC", False), ("{}1", False), ("A{}", False)]
)
def test_the_version_code_is_no_part_of_a_health_number(tmp_path: Path, written: str, is_same: bool) -> None:
    line = {"claim_no": "1", "physician_no": "a"}
    first = write_drop(tmp_path / "a", DELIVERED, claims=[{**line, "health_number": key_of("one")}])
    again = {**line, "health_number": written.format(key_of("one"))}
    second = write_drop(tmp_path / "b", DELIVERED, claims=[again])
    superseded = 1 if is_same else 0
    assert accounts_of(Oracle([first, second], DELIVERED))["a", "claims"] == (1, 0, superseded, 1 - superseded)


def test_future_is_judged_by_the_day_of_each_delivery(tmp_path: Path) -> None:
    born = [{"health_number": key_of("new"), "born": "2026-10-20"}]
    drops = [
        write_drop(tmp_path / name, day, persons=born) for name, day in (("a", DELIVERED), ("b", dt.date(2026, 11, 5)))
    ]
    accounts = accounts_of(Oracle(drops, dt.date(2026, 9, 30)))
    assert (accounts["a", "persons"], accounts["b", "persons"]) == ((1, 1, 0, 0), (1, 0, 0, 1))


def test_empty_keys_of_the_crosswalk_equal_each_other(tmp_path: Path) -> None:
    rows = CROSSWALK["network_ohts"]
    drop = write_drop(tmp_path / "a", DELIVERED, network_ohts=[*rows, rows[0]])
    assert accounts_of(Oracle([drop], DELIVERED))["a", "network_ohts"] == (len(rows) + 1, 1, 0, len(rows))


def test_a_later_crosswalk_of_networks_replaces_all_of_the_earlier(tmp_path: Path) -> None:
    rows = CROSSWALK["network_ohts"]
    first = write_drop(tmp_path / "a", DELIVERED, network_ohts=[*rows, rows[0]])
    second = write_drop(tmp_path / "b", DELIVERED, network_ohts=[{"network_no": "NZ", "oht_no": "T1"}])
    accounts = accounts_of(Oracle([first, second], DELIVERED))
    assert accounts["a", "network_ohts"] == (len(rows) + 1, 1, len(rows), 0)
    assert accounts["b", "network_ohts"] == (1, 0, 0, 1)


def test_optional_inputs_may_be_missing(tmp_path: Path) -> None:
    """Nothing is counted of an input that no drop holds; one that a single drop holds counts whole."""
    born = [{"health_number": "1", "mother_health_number": "2"}]
    drops = [write_drop(tmp_path / "a", DELIVERED), write_drop(tmp_path / "b", DELIVERED, births=born)]
    accounts = accounts_of(Oracle(drops, DELIVERED))
    assert accounts["b", "births"] == (1, 0, 0, 1)
    assert ("a", "births") not in accounts
    assert ("b", "addresses") not in accounts


def test_nobody_of_two_teams_in_one_official_file(tmp_path: Path) -> None:
    """All rows of the person and day go; of equal rows one stays; a broken row, other day or drop is no second team."""
    one, two, twice, broken, days, later = ({"health_number": str(number)} for number in range(6))
    rows = [one, {**two, "oht_no": "T1"}, {**two, "oht_no": "T2"}, {**two, "oht_no": "T2"}, twice, twice]
    rows += [broken, {**broken, "oht_no": ""}, days, {**days, "oht_no": "T2", "as_of": "2025-01-31"}, later]
    first = write_drop(tmp_path / "a", DELIVERED, official_attribution=rows)
    second = write_drop(tmp_path / "b", DELIVERED, official_attribution=[{**later, "oht_no": "T2"}])
    oracle = Oracle([first, second], DELIVERED)
    assert accounts_of(oracle)["a", "official_attribution"] == (11, 5, 1, 5)
    kept = list(oracle.official().select("person_key", "oht_id").iter_rows())
    assert kept == [("0", "T1"), ("2", "T1"), ("3", "T1"), ("4", "T2"), ("4", "T1"), ("5", "T2")]


def test_two_teams_supersede_nothing(tmp_path: Path) -> None:
    one = {"health_number": "1"}
    first = write_drop(tmp_path / "a", DELIVERED, official_attribution=[one])
    both = [{**one, "oht_no": "T2"}, {**one, "oht_no": "T3"}]
    second = write_drop(tmp_path / "b", DELIVERED, official_attribution=both)
    assert Oracle([first, second], DELIVERED).official()["oht_id"].to_list() == ["T1"]


def test_no_child_of_two_mothers_in_one_drop(tmp_path: Path) -> None:
    """All rows of the child go; of equal rows one stays; the mother of a later drop replaces the first."""
    one, both, twice, later = ({"health_number": str(number), "mother_health_number": "8"} for number in range(4))
    rows = [one, both, {**both, "mother_health_number": "9"}, twice, twice, later]
    first = write_drop(tmp_path / "a", DELIVERED, births=rows)
    second = write_drop(tmp_path / "b", DELIVERED, births=[{**later, "mother_health_number": "9"}])
    accounts = accounts_of(Oracle([first, second], DELIVERED))
    assert accounts["a", "births"] == (6, 3, 1, 2)
    assert accounts["b", "births"] == (1, 0, 0, 1)


def test_a_drop_must_say_when_it_was_delivered(tmp_path: Path) -> None:
    drop = write_drop(tmp_path / "a", DELIVERED)
    (drop / "drop.yaml").unlink()
    with pytest.raises(ValueError, match="does not say delivered_on"):
        Oracle([drop], DELIVERED)
