"""Methods side by side from the setting to the publication, on the small delivery with the ministry's file."""

import shutil
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from flows.cli import main
from flows.receive import receive_drop
from flows.refresh import finished_output, walk
from flows.releases import exact_results
from flows.settings import AttributionSetting, create_store, set_attribution
from flows.side_by_side import methods_step
from flows.store import Output, Step, Store, made
from schemas.methods import METHOD_LEVELS
from tests.flows.conftest import TODAY, Oht
from tests.flows.official_delivery import write_with_file
from tests.flows.small_delivery import tells_of_nobody
from tests.transforms.disclosure.attack import guesses, told_by
from transforms.catalogue import indicators

PERIOD = "2026-09"
BESIDE = ("oht_attr_1_roster_only", "oht_attr_1_area_only")
IDS = ["official_file", "oht-attr/1", "oht-attr/1-area-only", "oht-attr/1-roster-only"]


@pytest.fixture(scope="module")
def compared_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of four buckets with three methods and the file, computed for September 2026."""
    home = tmp_path_factory.mktemp("compared")
    setting = AttributionSetting(beside=BESIDE)
    store = create_store(home / "store", buckets=4, open_periods=1, attribution=setting)
    receive_drop(store, write_with_file(home / "d"), "synthetic", TODAY)
    assert main(["run", "--store", str(store.root)]) == 0
    return store.root


@pytest.fixture
def compared(compared_template: Path, tmp_path: Path) -> Store:
    """A copy of that store, for one test to change."""
    shutil.copytree(compared_template, tmp_path / "compared")
    return Store(tmp_path / "compared")


def output(store: Store) -> Output:
    return made(finished_output(store, methods_step(PERIOD)))


def test_every_method_and_the_file_are_compared(compared: Store) -> None:
    results = output(compared).load()
    assert results["method_id"].unique().sort().to_list() == IDS
    assert results.filter("is_official")["method_id"].unique().to_list() == ["oht-attr/1"]
    assert output(compared).load("agreement").height == 6
    columns = ["indicator_id", "level", "unit_id", "numerator", "denominator", "value", "not_computable"]
    exact = exact_results(compared, PERIOD).filter(pl.col("level").is_in(METHOD_LEVELS)).select(columns)
    # Those who died and hospitals are placed by the official method alone.
    is_compared = ~pl.col("not_computable").str.starts_with("is not compared").fill_null(False)
    official = results.filter("is_official", is_compared).join(exact, on=columns[:3], how="semi").select(columns)
    exact = exact.join(official, on=columns[:3], how="semi")
    assert_frame_equal(official.sort(columns[:3]), exact.sort(columns[:3]))


def test_under_the_file_the_difference_is_from_the_file(oht: Oht, compared: Store) -> None:
    before = output(compared).load()
    assert oht("attribution", "--official", "file", "--store", compared.root).code == 0
    assert oht("run", "--store", compared.root).code == 0
    after = output(compared).load()
    assert after.filter("is_official")["method_id"].unique().to_list() == ["official_file"]
    counts = ["indicator_id", "level", "unit_id", "method_id", "numerator", "denominator"]
    assert after.select(counts).equals(before.select(counts))
    assert output(compared).load("ranges").height == before.select(counts[:3]).unique().height


def test_the_order_of_methods_changes_nothing(oht: Oht, compared: Store) -> None:
    tables = ("data", "ranges", "agreement")
    before = [output(compared).content(name) for name in tables]
    set_attribution(compared, AttributionSetting(beside=BESIDE[::-1]))
    done = walk(Store(compared.root), [PERIOD], is_plan=False)
    assert done.count("to_run") == 0
    assert [output(compared).content(name) for name in tables] == before


def test_another_method_makes_its_own_steps_alone(oht: Oht, compared: Store) -> None:
    assert oht("attribution", "--beside", ",".join([*BESIDE, "oht_attr_1_visits"]), "--store", compared.root).code == 0
    planned = oht("plan", "--store", compared.root, "--json").json[0]["plan"]
    counts = {line["step"]: line["state"] for line in planned if "methods/counts" in line["step"]}
    others = [f"derived/methods/counts/{name}" for name in ("official_file", "oht_attr_1", *BESIDE)]
    assert counts == {**dict.fromkeys(others, "current"), "derived/methods/counts/oht_attr_1_visits": "waiting"}
    assert oht("run", "--store", compared.root).code == 0
    assert "oht-attr/1-visits" in output(compared).load()["method_id"].to_list()
    assert "nothing to do" in oht("plan", "--store", compared.root).out


def test_a_store_with_one_method_has_no_such_step(oht: Oht, small_store: Store) -> None:
    assert finished_output(small_store, methods_step(PERIOD)) is None
    refused = oht("methods", "--store", small_store.root)
    assert refused.code == 2 and "Only one method was kept" in refused.err
    assert "has not been computed" in oht("methods", "--period", "2025-01", "--store", small_store.root).err


def test_the_command_shows_matrix_and_ranges(oht: Oht, compared: Store) -> None:
    said = oht("methods", "--store", compared.root)
    assert said.code == 0 and tells_of_nobody(said.out)
    lines = [" ".join(line.split()) for line in said.out.splitlines()]
    assert lines[:2] == ["1 official_file", "2 oht-attr/1 (the results stand on it)"]
    # The file and the method agree on 78 of 100; by roster alone 60 keep their physician.
    assert "1, 2 100 0 0 78.0 % 100.0 % 100.0 % 0.000" in lines
    assert "2, 4 100 0 0 100.0 % 60.0 % 60.0 % –" in lines
    assert "ed_rate ontario 40.0 40.0 1, 2, 3, 4 40.0 1, 2, 3, 4" in lines
    assert lines[-1] == "Of the province alone. With the teams: --indicator ID"
    assert max(len(line) for line in said.out.splitlines() if line[:1].isdigit()) <= 80


def test_one_indicator_exactly_with_what_comes_from_who_is_counted(oht: Oht, compared: Store) -> None:
    said = oht("methods", "--indicator", "ed_rate", "--exact", "--store", compared.root)
    lines = [" ".join(line.split()) for line in said.out.splitlines()]
    assert "indicator unit method counts value difference from who" in lines
    of_file = next(line for line in lines if line.startswith("ed_rate T1 1 "))
    assert " / 78 " in of_file and of_file.endswith("100.0 %")
    assert oht("methods", "--indicator", "gone", "--store", compared.root).err.startswith(
        "✗ There is no indicator gone"
    )


def test_as_json(oht: Oht, compared: Store) -> None:
    [shown] = oht("methods", "--json", "--store", compared.root).json
    assert (shown["period"], shown["methods"], shown["official"]) == (PERIOD, IDS, "oht-attr/1")
    assert len(shown["agreement"]) == 6 and shown["results"] == []
    [exact] = oht("methods", "--json", "--exact", "--indicator", "ed_rate", "--store", compared.root).json
    assert {row["indicator_id"] for row in exact["results"]} == {"ed_rate"}


def test_ranges_are_published_beside_the_results_and_tell_nothing_small(oht: Oht, compared: Store) -> None:
    assert oht("publish", "--store", compared.root).code == 0
    [release] = (compared.root / "published" / "releases").iterdir()
    ranges, results = (
        pl.read_parquet(release / name / f"period={PERIOD}" / "data.parquet", hive_partitioning=False)
        for name in ("ranges", "results")
    )
    exact = output(compared).load()
    multipliers = {name: record.multiplier for name, record in indicators().items()}
    for guess in guesses(ranges, results, multipliers):
        of_unit = exact.filter(*[pl.col(name) == guess[name] for name in ("indicator_id", "level", "unit_id")])
        real = set(of_unit.select("numerator", "denominator").rows())
        counts = [pair for pair in [*guess["ends"], guess["official"]] if pair in real]
        assert told_by(counts, is_proportion=of_unit["is_proportion"][0]) == []
    # T2 has seven persons by the file and nobody by the others.
    hidden = ranges.filter(pl.col("suppression").is_not_null())
    assert hidden.height > 0 and hidden["lowest"].null_count() == hidden.height
    assert ranges.filter((pl.col("indicator_id") == "ed_rate") & (pl.col("level") == "province"))["methods"][0] == 4


def test_without_a_method_beside_nothing_is_published_of_it(oht: Oht, small_store: Store) -> None:
    assert oht("publish", "--store", small_store.root).code == 0
    assert not list((small_store.root / "published").rglob("ranges"))


def test_a_method_without_its_look_back_is_not_computable_for_the_teams(oht: Oht, compared: Store) -> None:
    """The claims reach back four years: five are too many."""
    path = compared.root / "five.yaml"
    path.write_text("method_id: five\ntitle: Five\nbased_on: oht_attr_1\nparameters: {look_back_years: {value: 5}}\n")
    assert oht("attribution", "--beside", path, "--store", compared.root).code == 0
    assert oht("run", "--store", compared.root).code == 0
    of_five = output(compared).load().filter(pl.col("method_id") == "five")
    computed = of_five.filter(pl.col("not_computable").is_null())
    assert set(computed["level"]) == {"province"} and "md_panel" not in set(computed["indicator_id"])
    assert "needs claims from 2021-10-01" in of_five["not_computable"].to_list()
    ranges = output(compared).load("ranges").filter(pl.col("level") == "oht", pl.col("indicator_id") == "ed_rate")
    assert not ranges["highest_method_ids"].str.contains("five").any()
    steps = Step("derived", "attribution/beside/five/persons", PERIOD, 0)
    assert made(finished_output(compared, steps)).load().height > 0
