"""One family from its own sender: the map of the how-to page loads, and its one file stands beside the others."""

from functools import partial
from pathlib import Path

import polars as pl
import pytest

from flows.drops import committed_drops
from flows.refresh import finished_output
from flows.store import Step, Store, made
from reference.column_maps import load_source_map
from tests.flows.conftest import Oht
from tests.flows.small_delivery import KEYS, write_small
from transforms.standardise.raw import raw_columns

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "one-family.md"
FILE = "health_number,died_on,died_in,remark\n{0},2026-03-02,HO,x\n{1},2026-04-02,99,x\n"


@pytest.fixture
def maps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of maps with that of the page beside the synthetic source's."""
    folder = tmp_path / "maps"
    folder.mkdir()
    (folder / "coroner.yaml").write_text(PAGE.read_text().split("```yaml\n")[1].split("```")[0])
    shipped = Path(__file__).parents[2] / "reference" / "sources" / "synthetic.yaml"
    (folder / "synthetic.yaml").write_text(shipped.read_text())
    monkeypatch.setattr("flows.delivery.load_source_map", partial(load_source_map, folder=folder))
    return folder


def delivered(folder: Path) -> Path:
    folder.mkdir()
    (folder / "deaths.csv").write_text(FILE.format(KEYS[0], KEYS[1]))
    return folder


def test_the_map_of_the_page_reads_deaths_alone(maps: Path) -> None:
    source = load_source_map("coroner", raw_columns(), maps)
    assert list(source.inputs) == ["deaths"]
    assert source.person_key == load_source_map("synthetic", raw_columns(), maps).person_key


@pytest.mark.usefixtures("maps")
def test_one_file_stands_beside_the_deliveries_of_others(oht: Oht, store: Store, tmp_path: Path) -> None:
    main = write_small(tmp_path / "d")
    assert oht("receive", main, "--source", "synthetic", "--store", store.root).code == 0
    said = oht("receive", delivered(tmp_path / "e"), "--source", "coroner", "--store", store.root)
    assert said.code == 0, said.err
    assert "Never delivered" not in said.out and "Not in this delivery" not in said.out
    assert [list(drop.record["inputs"]) for drop in committed_drops(store.root)][1] == ["deaths"]
    ran = oht("run", "--period", "2026-09", "--store", store.root)
    assert ran.code == 0
    # Both are in the registry of the other source.
    assert not [line for line in ran.out.splitlines() if "deaths: " in line and "registry" in line]
    buckets = range(store.buckets)
    outputs = [made(finished_output(store, Step("derived", "inputs/deaths", None, bucket))) for bucket in buckets]
    rows = pl.concat([output.load() for output in outputs])
    assert sorted(rows["place"].to_list()) == ["home", "unknown"]


@pytest.mark.usefixtures("maps")
def test_under_the_source_of_the_registry_it_is_refused_and_told_where_to_look(
    oht: Oht, store: Store, tmp_path: Path
) -> None:
    said = oht("receive", delivered(tmp_path / "e"), "--source", "synthetic", "--store", store.root)
    assert said.code == 3
    assert "A sender of one family alone has a column map of its own: docs/how-to/one-family.md.\n" in said.err
