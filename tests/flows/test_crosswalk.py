"""A crosswalk with faults: they are named and counted, and nobody is lost."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from flows.files import read_json, write_json
from flows.networks import networks_step
from flows.references import broken_references
from flows.settings import AttributionSetting, create_store
from flows.store import Step, Store, made
from flows.work import finished_output
from tests.flows.conftest import Oht
from tests.flows.small_delivery import NOTE, small_rows, write_small
from tests.oracle.small_drop import Row

PERIOD = "2026-09"
Spoil = Callable[[dict[str, list[Row]]], dict[str, list[Row]]]


def persons(store: Store) -> pl.DataFrame:
    return made(finished_output(store, Step("derived", "attribution/persons", PERIOD, 0))).load()


def shares(*given: str) -> dict[str, list[Row]]:
    rows = small_rows()["network_ohts"]
    return {"network_ohts": [{**row, "people_share": share} for row, share in zip(rows, given, strict=True)]}


def accept_everything(store: Store) -> None:
    path = store.root / "store.json"
    rules = ("shares_add_up", "no_combination_cycle", "two_targets")
    write_json(path, {**read_json(path), "limits": dict.fromkeys(rules, 1.0)})


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return create_store(tmp_path / "store")


@pytest.mark.parametrize(
    ("given", "set_aside"),
    [
        (("1", "0.6", "0.4", "0.6"), 0),
        (("", "0.6", "0.4", "0.6"), 0),  # a network may do without
        (("1", "0.604", "0.4", "0.604"), 0),
        (("1", "0.6", "0.41", "0.6"), 3),  # 1.01
        (("1", "0.6", "", "0.6"), 3),  # one team says none
        (("1", "0.6", "0.4", "0.5"), 3),  # two shares of one team
        (("0.9", "0.6", "0.4", "0.6"), 1),
        (("1", "0", "1", "0"), 0),
    ],
)
def test_shares_add_up(oht: Oht, store: Store, tmp_path: Path, given: tuple[str, ...], set_aside: int) -> None:
    folder = write_small(tmp_path / "d", **shares(*given))
    said = oht("receive", folder, "--source", "synthetic", "--store", store.root)
    if not set_aside:
        assert said.code == 0
        return
    assert said.code != 0
    assert f"network_ohts.csv: {set_aside} of 4 rows" in said.err
    assert "break the rule shares_add_up of network_ohts" in said.err
    accept_everything(store)
    assert oht("receive", folder, "--source", "synthetic", "--store", store.root).code == 0
    oht("run", "--period", PERIOD, "--store", store.root)
    assert persons(store).height == 100


def test_a_circle_and_two_targets_are_set_aside_and_the_rest_counts(oht: Oht, store: Store, tmp_path: Path) -> None:
    rows = [
        {"network_no": "NA", "part_of": "NA"},
        {"network_no": "NX", "part_of": "NY"},
        {"network_no": "NY", "part_of": "NX"},
        {"network_no": "NZ", "part_of": "N1"},
        {"network_no": "NZ", "part_of": "N2"},
        {"network_no": "NB", "part_of": "NA"},
    ]
    folder = write_small(tmp_path / "d", combined_networks=rows)
    said = oht("receive", folder, "--source", "synthetic", "--store", store.root)
    assert "combined_networks.csv: 3 of 6 rows (50.0 %) break the rule no_combination_cycle" in said.err
    assert "2 of 6 rows (33.3 %) break the rule two_targets" in said.err
    accept_everything(store)
    assert oht("receive", folder, "--source", "synthetic", "--store", store.root).code == 0
    oht("run", "--period", PERIOD, "--store", store.root)
    # NB is a part of NA now, and its rows are NA's: the team of NA, once alone, is one of several that keys decide.
    found = made(finished_output(store, networks_step(PERIOD))).load()
    assert found.select("network_id", "corporations").rows() == [("NA", 2)]
    assert persons(store)["unattributable_reason"].to_list() == ["no_oht"] * 100
    told = [sentence for sentence in broken_references(store) if "network_ohts" in sentence]
    assert told == [
        "⚠ network_ohts: 1 of 1 network names several OHTs, and one of them without a deciding key; that row decides "
        "nothing. Deliver network_ohts with a physician, a group or an area in each of their rows."
    ]


def test_a_hospital_without_network_or_place_loses_nobody(oht: Oht, store: Store, tmp_path: Path) -> None:
    hospitals = [
        {**row, "network_no": "", "lat": ""} if row["corporation_no"] == "C1" else row
        for row in small_rows()["hospitals"]
    ]
    said = oht(
        "receive", write_small(tmp_path / "d", hospitals=hospitals), "--source", "synthetic", "--store", store.root
    )
    assert said.code == 0
    assert "⚠ hospitals: 2 of 4 rows kept with the warning place_is_known" in said.out
    oht("run", "--period", PERIOD, "--store", store.root)
    assert broken_references(store) == [
        "⚠ hospitals: 1 of 2 corporations names no network; it leads nobody to an OHT, so that their own areas do. "
        "Give its sites their network, if they have one."
    ]
    assert persons(store).height == 100


def test_combined_networks_come_whole(oht: Oht, store: Store, tmp_path: Path) -> None:
    def receive(name: str, day: str, rows: list[Row]) -> None:
        folder = write_small(tmp_path / name, NOTE.replace("2026-10-05", day), combined_networks=rows)
        assert oht("receive", folder, "--source", "synthetic", "--store", store.root).code == 0

    receive("d", "2026-10-05", [{"network_no": "NB", "part_of": "NC"}, {"network_no": "NA", "part_of": "NC"}])
    receive("e", "2026-11-05", [{"network_no": "NA", "part_of": "NC"}])
    oht("run", "--period", PERIOD, "--store", store.root)
    found = made(finished_output(store, networks_step(PERIOD))).load()
    assert found["network_id"].to_list() == ["NB", "NC"]


def test_formed_networks_run_beside_and_as_the_official_ones(oht: Oht, tmp_path: Path) -> None:
    setting = AttributionSetting(method="oht_attr_1_formed_networks", beside=("oht_attr_1",))
    store = create_store(tmp_path / "store", attribution=setting)
    oht("receive", write_small(tmp_path / "d"), "--source", "synthetic", "--store", store.root)
    assert oht("run", "--period", PERIOD, "--store", store.root).code == 0
    said = oht("networks", "--store", store.root)
    assert "1 network, formed." in said.out
    assert "F-C1" in said.out and "How they were formed" in said.out
    assert persons(store).height == 100
