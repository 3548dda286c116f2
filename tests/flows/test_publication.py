"""Publishing, publishing again, correcting, going back: what is current, and what stays as it was."""

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from flows.files import read_json
from flows.jobs import publish_on_schedule
from flows.publication import read_pointer
from flows.store import Store
from tests.flows.conftest import Oht
from tests.flows.small_delivery import files_of, small_rows, write_small

LATER = "delivered_on: 2026-11-05\n"


@pytest.fixture
def published(oht: Oht, small_store: Store) -> Store:
    """A small store published once."""
    assert oht("publish", "--store", small_store.root).code == 0
    return small_store


def correct(oht: Oht, store: Store, folder: Path) -> None:
    """Take in a later delivery that moves 30 persons of practice P1 to P2, and run."""
    moved = [{**row, "physician_no": "P2"} for row in small_rows()["enrolments"][:60:2]]
    ended = [{**row, "ended_on": "2026-01-01"} for row in small_rows()["enrolments"][:60:2]]
    write_small(folder, note=LATER, enrolments=[*moved, *ended], ed_visits=small_rows()["ed_visits"][:5])
    assert oht("receive", folder, "--source", "synthetic", "--store", store.root).code == 0
    assert oht("run", "--store", store.root).code == 0


def pages(oht: Oht, store: Store) -> dict[str, str]:
    """Give practice → digest of its current page."""
    pointer = read_pointer(store)
    assert pointer is not None
    index = read_json(store.root / "packs" / "index" / f"{pointer['packs']}.json")
    files = files_of(store.root / "packs")
    return {name: files[f"{folder}/report.en.html"] for name, folder in index["packs"].items()}


def test_publishing_says_what_is_current_and_where_to_look(oht: Oht, small_store: Store) -> None:
    said = oht("publish", "--store", small_store.root)
    pointer = read_pointer(small_store)
    assert pointer is not None
    first, second = said.out.splitlines()
    assert first == f"Published: {pointer['release']}, 2 practice packs of 2026-09."
    assert second.startswith(f"First practice page: {small_store.root}/packs/P1/")
    assert Path(second.partition(": ")[2]).is_file()


def test_publishing_again_changes_nothing(oht: Oht, published: Store) -> None:
    before = files_of(published.root)
    said = oht("publish", "--store", published.root)
    release = (read_pointer(published) or {})["release"]
    assert said.code == 0
    expected = f"Already published, nothing changed: {release}, 2 practice packs of 2026-09."
    assert said.out.splitlines()[0] == expected
    assert files_of(published.root) == before
    assert oht("publish", "--exit-nothing", "--store", published.root).code == 5


def test_a_correction_gives_a_new_release_and_leaves_the_former(oht: Oht, published: Store, tmp_path: Path) -> None:
    first = read_pointer(published) or {}
    released = files_of(published.root / "published" / "releases" / first["release"])
    first_pages = pages(oht, published)
    correct(oht, published, tmp_path / "e")
    said = oht("publish", "--store", published.root)
    second = read_pointer(published) or {}
    assert said.out.startswith(f"Published: {second['release']}, ")
    assert second["release"] != first["release"]
    assert [entry["release"] for entry in second["ledger"]] == [first["release"], second["release"]]
    assert files_of(published.root / "published" / "releases" / first["release"]) == released
    assert all(pages(oht, published)[name] != first_pages[name] for name in first_pages)


def test_a_run_between_publications_leaves_the_release(oht: Oht, published: Store, tmp_path: Path) -> None:
    first = read_pointer(published) or {}
    correct(oht, published, tmp_path / "e")
    between = read_pointer(published) or {}
    assert between["release"] == first["release"]
    assert between["packs"] != first["packs"]
    assert between["ledger"] == first["ledger"]


def test_going_back_and_forth(oht: Oht, published: Store, tmp_path: Path) -> None:
    first, first_pages = read_pointer(published) or {}, pages(oht, published)
    correct(oht, published, tmp_path / "e")
    oht("publish", "--store", published.root)
    second, second_pages = read_pointer(published) or {}, pages(oht, published)

    said = oht("rollback", "--store", published.root)
    assert (said.code, said.out) == (
        0,
        f"Current again: {first['release']}, packs of 2026-09. It is held until: oht publish\n",
    )
    back = read_pointer(published) or {}
    assert {name: back[name] for name in ("release", "period", "packs")} == first["ledger"][0]
    assert [entry["release"] for entry in back["withdrawn"]] == [second["release"]]
    assert pages(oht, published) == first_pages
    assert oht("rollback", "--store", published.root).code == 2

    assert oht("publish", "--store", published.root).out.startswith(f"Published: {second['release']}, ")
    forth = read_pointer(published) or {}
    assert forth == second
    assert pages(oht, published) == second_pages
    assert forth["withdrawn"] == []


def test_what_was_taken_back_stays_back_until_a_person_publishes(oht: Oht, published: Store, tmp_path: Path) -> None:
    correct(oht, published, tmp_path / "e")
    oht("publish", "--store", published.root)
    oht("rollback", "--store", published.root)
    back = read_pointer(published)

    said = oht("run", "--store", published.root)
    assert said.out.endswith("A rollback is held: packs were left as they are. To publish again: oht publish\n")
    assert publish_on_schedule(published, "2026-09") is None
    assert read_pointer(published) == back

    oht("publish", "--store", published.root)
    assert publish_on_schedule(published, "2026-09") is not None


def test_going_back_when_there_is_nothing_to_go_back_to(oht: Oht, published: Store) -> None:
    before = files_of(published.root)
    said = oht("rollback", "--store", published.root)
    assert (said.code, said.err) == (2, "✗ There is no earlier publication to go back to.\n")
    assert files_of(published.root) == before


def test_what_a_later_delivery_made_stale_is_not_published(oht: Oht, published: Store, tmp_path: Path) -> None:
    before = read_pointer(published)
    folder = write_small(tmp_path / "e", note=LATER, ed_visits=small_rows()["ed_visits"][:5])
    assert oht("receive", folder, "--source", "synthetic", "--store", published.root).code == 0
    said = oht("publish", "--store", published.root)
    assert said.code == 2
    assert said.err.startswith(
        "✗ The period 2026-09 was computed before the latest delivery or change of rules (input changed: "
    )
    assert said.err.endswith("). Run first: oht run --period 2026-09\n")
    assert read_pointer(published) == before


def test_an_earlier_period_can_be_published(oht: Oht, published: Store) -> None:
    said = oht("publish", "--period", "2026-08", "--store", published.root)
    assert said.code == 0
    pointer = read_pointer(published) or {}
    assert (pointer["period"], pointer["release"][:7]) == ("2026-08", "2026-08")
    release = published.root / "published" / "releases" / pointer["release"]
    assert [path.name for path in (release / "results").iterdir()] == ["period=2026-08"]


def test_a_release_names_what_it_holds(published: Store) -> None:
    pointer = read_pointer(published) or {}
    release = published.root / "published" / "releases" / pointer["release"]
    manifest = read_json(release / "manifest.json")
    assert manifest["periods"] == ["2026-08", "2026-09"]
    held = {name: digest for name, digest in files_of(release).items() if name.endswith((".parquet", ".html"))}
    assert manifest["files"] == held
    results = pl.read_parquet(release / "results" / "period=2026-09" / "data.parquet")
    assert set(results["level"]) == {"oht", "province"}
    assert results["data_cut_off"].unique().to_list() == [dt.date(2026, 10, 5)]
