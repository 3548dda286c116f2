"""Own lists are fresh every night, comparisons are frozen: what a page may read from the two together."""

from pathlib import Path

import polars as pl
import pytest

from flows.files import read_json
from flows.packs import typical_page
from flows.publication import read_pointer
from flows.receive import receive_drop
from flows.refusals import Refused
from flows.store import Store
from tests.flows.conftest import TODAY, Oht
from tests.flows.small_delivery import small_rows, write_small

LATER = "delivered_on: 2026-11-05\n"


def current(store: Store) -> dict[str, str]:
    """Give the pointer."""
    return read_pointer(store) or {}


def measures(store: Store, practice: str) -> pl.DataFrame:
    """One row per indicator of the current pack of a practice."""
    index = read_json(store.root / "packs" / "index" / f"{current(store)['packs']}.json")
    return pl.read_parquet(store.root / "packs" / index["packs"][practice] / "measures.parquet")


def test_nothing_is_read_from_numbers_that_know_different_deliveries(
    oht: Oht, small_store: Store, tmp_path: Path
) -> None:
    oht("publish", "--store", small_store.root)
    before = measures(small_store, "P1")
    late = [{**row, "visit_no": f"late-{place}"} for place, row in enumerate(small_rows()["ed_visits"][:9])]
    folder = write_small(tmp_path / "late", note=LATER, ed_visits=late)
    receive_drop(small_store, folder, "synthetic", TODAY)
    assert oht("run", "--store", small_store.root).code == 0
    after = measures(small_store, "P1")

    compared = ["province_value", "peers_count", "oht_value"]
    assert after.select(compared).equals(before.select(compared))
    assert set(after["verdict"]) == {"none"}
    oht("publish", "--store", small_store.root)
    assert measures(small_store, "P1")["verdict"].to_list() == before["verdict"].to_list()


def test_a_file_that_changes_while_it_is_read_is_refused(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_small(tmp_path / "d")
    monkeypatch.setattr("flows.receive.sha256_of", lambda path: "another")
    with pytest.raises(Refused, match="changed while it was being read") as refused:
        receive_drop(store, folder, "synthetic", TODAY)
    assert refused.value.code == "changed_meanwhile"
    assert not list((store.root / "received").iterdir())


def test_the_page_that_is_named_is_one_with_patients_in_need(oht: Oht, small_store: Store) -> None:
    oht("publish", "--store", small_store.root)
    page = typical_page(small_store, current(small_store)["packs"])
    assert page is not None
    assert page.is_file()


def test_a_period_that_claims_do_not_reach_is_refused(oht: Oht, small_store: Store) -> None:
    said = oht("run", "--period", "2026-10", "--store", small_store.root)
    assert said.code == 2
    assert "The period 2026-10 ends on 2026-10-31, after " in said.err
