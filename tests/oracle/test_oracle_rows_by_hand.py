"""The oracle against rows worked by hand: rules, duplicate keys, superseding and the accounts (method, 1.1 to 1.3)."""

import datetime as dt
from pathlib import Path

import pytest

from tests.oracle.oracle import Oracle
from tests.oracle.rows_by_hand import BROKEN, KEPT, SOUND
from tests.oracle.small_drop import CROSSWALK, Row, key_of, write_drop

DELIVERED = dt.date(2026, 10, 5)


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
