"""Neighbourhoods from the addresses to the release and the packs."""

import polars as pl

from flows.files import read_json
from flows.neighbourhoods import neighbourhoods_step, told_of_areas
from flows.refresh import finished_output
from flows.store import Step, Store, made
from tests.flows.conftest import Oht

PERIOD = "2026-09"


def test_people_of_areas_are_those_with_a_known_address(small_store: Store) -> None:
    counted = made(finished_output(small_store, neighbourhoods_step(PERIOD)))
    buckets = range(small_store.buckets)
    steps = [Step("derived", "attribution/persons", PERIOD, bucket) for bucket in buckets]
    persons = pl.concat([made(finished_output(small_store, step)).load() for step in steps])
    placed = persons.drop_nulls("area_id")
    assert counted.load()["persons"].sum() == placed.height > 0
    assert counted.load("practices")["persons"].sum() == placed.drop_nulls("physician_id").height


def test_results_of_areas_are_of_the_indicators_told(small_store: Store) -> None:
    results = made(finished_output(small_store, neighbourhoods_step(PERIOD))).load("results")
    exact = made(finished_output(small_store, Step("results", "indicators", PERIOD))).load()
    computed = exact.filter((pl.col("level") == "province") & (pl.col("denominator") > 0))["indicator_id"].to_list()
    assert set(results["indicator_id"]) == set(told_of_areas()) & set(computed)


def test_a_release_and_the_packs_hold_no_count_of_a_small_area(oht: Oht, small_store: Store) -> None:
    [line] = oht("publish", "--store", small_store.root, "--json").json
    release = small_store.root / "published" / "releases" / line["release"]
    areas = pl.read_parquet(release / "neighbourhoods" / f"period={PERIOD}" / "data.parquet")
    counted = made(finished_output(small_store, neighbourhoods_step(PERIOD))).load()
    large = set(counted.filter(pl.col("persons") >= 100)["area_id"])
    assert set(areas.drop_nulls("persons")["area_id"]) == large
    index = next((small_store.root / "packs" / "index").glob("*.json"))
    for folder in read_json(index)["packs"].values():
        table = pl.read_parquet(small_store.root / "packs" / folder / "neighbourhoods.parquet")
        assert set(table.drop_nulls("value")["area_id"]) <= large
        assert table.filter(pl.col("value").is_null() == pl.col("suppression").is_null()).is_empty()
