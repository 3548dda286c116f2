"""What is named in vain is counted at every refresh and told: a renamed key may not wipe out a table in silence."""

import logging
from pathlib import Path

import polars as pl
import pytest

from flows.plan import make_plan
from flows.references import ALL, WORDS, broken_references
from flows.refresh import finished_output, walk
from flows.settings import create_store
from flows.stages import refresh_all
from flows.store import Store, made
from synthetic.province import dirty_truth
from tests.flows.conftest import Oht
from tests.flows.small_delivery import KEYS, NOTE, small_rows, spoil, tells_of_nobody, write_small
from tests.flows.small_feed import SCALE, write_feed
from tests.oracle.small_drop import health_number
from transforms.resolve.references import TABLES

ROSTER = (
    "⚠ enrolments: 60 of 60 spells name a physician who is not in the registry; they count for nothing. Compare the "
    "physician numbers of the roster and the registry."
)
ONE_VISIT = (
    "ed_visits: 1 of 40 visits names a person who is not in the registry; it counts for nothing. Compare the person "
    "keys of ed_visits and persons, and look whether the latest persons are complete."
)


def receive(oht: Oht, store: Store, folder: Path) -> None:
    assert oht("receive", folder, "--source", "synthetic", "--store", store.root).code == 0


def write_renamed(folder: Path) -> Path:
    """Write a delivery whose roster has other physician numbers than its registry."""
    renamed = spoil("enrolments", 60, lambda row: {**row, "physician_no": f"ON-{row['physician_no']}"})
    return write_small(folder, enrolments=renamed["enrolments"])


def counts_of(store: Store) -> dict[str, int]:
    """Give rule → rows by the last finished refresh."""
    return dict(made(finished_output(store, ALL)).load(columns=["rule_id", "rows"]).iter_rows())


def test_every_rule_has_its_words() -> None:
    assert sorted(WORDS) == sorted(TABLES)


def test_a_clean_delivery_breaks_nothing(oht: Oht, small_store: Store) -> None:
    assert sorted(counts_of(small_store)) == sorted(WORDS)
    assert set(counts_of(small_store).values()) == {0}
    assert broken_references(small_store) == []
    assert oht("status", "--store", small_store.root, "--json").json[0]["broken_references"] == []


def test_a_renamed_physician_key_is_told_by_every_command(oht: Oht, store: Store, tmp_path: Path) -> None:
    receive(oht, store, write_renamed(tmp_path / "d"))
    assert broken_references(store) == []  # nothing was computed yet
    for words in ("run --period 2026-09", "backfill --period 2026-09", "status"):
        assert ROSTER in oht(*words.split(), "--store", store.root).out.splitlines(), words
    for words in ("run --period 2026-09", "status"):
        assert oht(*words.split(), "--store", store.root, "--json").json[-1]["broken_references"] == [ROSTER]


def test_a_few_rows_are_told_without_a_mark_and_without_a_value(oht: Oht, store: Store, tmp_path: Path) -> None:
    stranger = health_number(100)  # 0 to 99 are delivered
    visits = spoil("ed_visits", 1, lambda row: {**row, "health_number": stranger})["ed_visits"]
    receive(oht, store, write_small(tmp_path / "d", ed_visits=visits))
    said = oht("run", "--store", store.root)
    assert broken_references(store) == [ONE_VISIT]
    assert ONE_VISIT in said.out.splitlines()
    assert tells_of_nobody(said.out) and stranger not in said.out


def test_the_crosswalk_is_told_too(oht: Oht, store: Store, tmp_path: Path) -> None:
    lost = [row for row in small_rows()["network_ohts"] if row["network_no"] != "NA"]
    ohts = [row for row in small_rows()["ohts"] if row["oht_no"] != "T3"]
    receive(oht, store, write_small(tmp_path / "d", network_ohts=lost, ohts=ohts))
    oht("run", "--store", store.root)
    assert [sentence.split(";")[0] for sentence in broken_references(store)] == [
        "⚠ areas: 1 of 2 areas names a network that no row of network_ohts names",
        "⚠ hospitals: 2 of 4 sites name a network that no row of network_ohts names",
        "⚠ network_ohts: 1 of 3 rows names an OHT that is not in ohts",
    ]


def test_sites_of_two_deliveries_that_disagree_are_told(oht: Oht, store: Store, tmp_path: Path) -> None:
    receive(oht, store, write_small(tmp_path / "d"))
    moved = [{**small_rows()["hospitals"][0], "network_no": "NB"}]
    receive(oht, store, write_small(tmp_path / "e", "delivered_on: 2026-11-05\n", hospitals=moved))
    oht("run", "--store", store.root)
    assert broken_references(store) == [
        "⚠ hospitals: 1 of 2 corporations names different networks from site to site, as the deliveries have it; it "
        "leads nobody to an OHT. Deliver all its sites again, with one network."
    ]


def test_newer_inputs_without_a_line_of_their_own_are_told(oht: Oht, store: Store, tmp_path: Path) -> None:
    strangers = [{"health_number": health_number(100 + number)} for number in range(3)]
    newer = {
        "costs": [*strangers, {"health_number": KEYS[0]}],
        "deaths": strangers,
        "bed_census": [{"institution_no": "S9"}],
        "provider_responses": [{"form_no": "1", "physician_no": "P9", "item": "burnout_level", "said": "1"}],
    }
    receive(oht, store, write_small(tmp_path / "d", **newer))
    said = oht("run", "--store", store.root)
    comparison = "Compare the person keys of {} and persons, and look whether the latest persons are complete."
    assert broken_references(store) == [
        "⚠ bed_census: 1 of 1 row names a hospital that is not in hospitals; it counts for nothing. Compare the "
        "hospital numbers of bed_census and hospitals.",
        "⚠ costs: 3 of 4 rows name a person who is not in the registry; they count for nothing. "
        + comparison.format("costs"),
        "⚠ deaths: 3 of 3 rows name a person who is not in the registry; they count for nothing. "
        + comparison.format("deaths"),
        "⚠ provider_responses: 1 of 1 row names a physician who is not in the registry; it counts for nothing. Compare "
        "the physician numbers of provider_responses and the registry.",
    ]
    assert set(broken_references(store)) <= {*said.out.splitlines()}
    assert broken_references(store)[2] in oht("quality", "--input", "deaths", "--store", store.root).out.splitlines()
    assert broken_references(store)[1] not in oht("quality", "--input", "deaths", "--store", store.root).out


def test_families_and_centres_are_told(oht: Oht, tmp_path: Path) -> None:
    """Four buckets: most mothers are in another one than their child."""
    store = create_store(tmp_path / "store", buckets=4)
    stranger = {"health_number": health_number(100)}
    children = [{"health_number": KEYS[number], "mother_health_number": KEYS[number + 50]} for number in range(30)]
    belonging = {
        "addresses": [stranger],
        "births": [
            *children,
            {**children[0], **stranger},
            {"health_number": KEYS[40], "mother_health_number": health_number(101)},
        ],
        "centres": [{"centre_no": "h"}],
        "centre_rosters": [{**stranger, "centre_no": "z"}],
        "centre_visits": [{**stranger, "centre_no": "z", "visit_no": "1"}],
    }
    receive(oht, store, write_small(tmp_path / "d", NOTE, **belonging))
    walk(store, [], is_plan=False)
    assert {rule: rows for rule, rows in counts_of(store).items() if rows} == {
        "addresses_unknown_person": 1,
        "births_unknown_mother": 1,
        "births_unknown_person": 1,
        "centre_rosters_unknown_centre": 1,
        "centre_rosters_unknown_person": 1,
        "centre_visits_unknown_centre": 1,
        "centre_visits_unknown_person": 1,
    }


def test_a_flow_warns(oht: Oht, store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    receive(oht, store, write_renamed(tmp_path / "d"))
    refresh_all(store, ["2026-09"])
    assert [record.message for record in caplog.records if record.levelno == logging.WARNING] == [ROSTER]


def test_a_new_registry_is_counted_again(oht: Oht, small_store: Store, tmp_path: Path) -> None:
    note = "delivered_on: 2026-11-05\n"
    receive(oht, small_store, write_small(tmp_path / "e", note, physicians=[{"physician_no": "P3"}]))
    lines = [line for line in make_plan(small_store, ["2026-09"]) if line.step.endswith("/references")]
    assert [(line.step, line.state) for line in lines] == [
        ("derived/references", "waiting"),
        ("results/references", "waiting"),
    ]
    oht("run", "--store", small_store.root)
    assert broken_references(small_store) == []  # P1 and P2 were delivered before and stay


def test_buckets_and_the_dirty_rows_of_the_feed(oht: Oht, tmp_path: Path) -> None:
    store = create_store(tmp_path / "store", buckets=4)
    receive(oht, store, write_feed(tmp_path / "feed")[0])
    walk(store, [], is_plan=False)
    kinds = {"unknown_physician": "physician", "unknown_hospital": "hospital", "unregistered_person": "person"}
    planted = dirty_truth(SCALE).filter(pl.col("kind").is_in(list(kinds)), pl.col("delivery") == "main")
    assert planted.height == 14
    found = counts_of(store)
    for row in planted.iter_rows(named=True):
        # The planted persons whose answer hangs on such a row come on top.
        assert found[f"{row['input']}_unknown_{kinds[row['kind']]}"] >= row["rows"] > 0, row
    for column, known_in in {"physician_id": "physicians", "person_id": "persons"}.items():
        known = set(received(store, known_in)[column])
        spells = received(store, "enrolments")[column]
        rule = f"enrolments_unknown_{column.removesuffix('_id')}"
        assert found[rule] == sum(value not in known for value in spells), rule


def received(store: Store, name: str) -> pl.DataFrame:
    """One row per row of an input as received, all buckets together."""
    return pl.concat([pl.read_parquet(path) for path in sorted((store.root / "standard" / name).rglob("data.parquet"))])
