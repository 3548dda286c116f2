"""Synthetic deliveries on disk: the formats of a real sender, the note, and the same bytes every time."""

import gzip
from pathlib import Path

import polars as pl
import pytest
import yaml

from flows.delivery import open_delivery
from flows.feed import write_deliveries, write_truth
from synthetic.province import FORMATS, Scale, deliveries
from tests.flows.small_delivery import files_of

SCALE = Scale(people=100)


@pytest.fixture(scope="module")
def feed(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The folders of the deliveries."""
    return write_deliveries(SCALE, tmp_path_factory.mktemp("feed"))


def test_a_folder_a_delivery_in_the_order_of_receipt(feed: list[Path]) -> None:
    assert (
        [folder.name for folder in feed] == [delivery.name for delivery in deliveries(SCALE)] == ["main", "correcting"]
    )


def test_the_formats_are_mixed(feed: list[Path]) -> None:
    names = {path.name for path in feed[0].iterdir()}
    assert names == {*(f"{name}.{ending}" for name, ending in FORMATS.items()), "drop.yaml"}
    assert {"csv", "csv.gz", "parquet"} == set(FORMATS.values())


@pytest.mark.parametrize("place", [0, 1])
def test_the_files_hold_the_rows(feed: list[Path], place: int) -> None:
    rows: dict[str, int] = {}
    for name, block in deliveries(SCALE)[place].tables():
        rows[name] = rows.get(name, 0) + block.height
    written = {name: read(feed[place] / f"{name}.{FORMATS[name]}").height for name in rows if rows[name]}
    assert written == {name: count for name, count in rows.items() if count}


def read(path: Path) -> pl.DataFrame:
    """One row per row of a delivered file; the header is in it once."""
    if path.suffix == ".parquet":
        return pl.read_parquet(path)
    body = path.read_bytes()
    return pl.read_csv(gzip.decompress(body) if path.suffix == ".gz" else body, infer_schema=False)


def test_the_note_says_day_and_cover(feed: list[Path]) -> None:
    note = yaml.safe_load((feed[0] / "drop.yaml").read_text())
    assert note["delivered_on"] == SCALE.main_delivered_on
    assert note["covers"]["claims"] == [SCALE.first_day, SCALE.last_day]


def test_the_pipeline_finds_what_it_expects(feed: list[Path]) -> None:
    for folder in feed:
        delivery = open_delivery(folder, "synthetic", SCALE.correcting_delivered_on)
        assert delivery.note.delivered_on in (SCALE.main_delivered_on, SCALE.correcting_delivered_on)


def test_the_same_scale_gives_the_same_bytes(feed: list[Path], tmp_path: Path) -> None:
    write_deliveries(SCALE, tmp_path)
    assert files_of(tmp_path) == files_of(feed[0].parent)


def test_the_truth_lies_apart(feed: list[Path], tmp_path: Path) -> None:
    path = write_truth(SCALE, tmp_path / "truth")
    assert pl.read_parquet(path).height > 0
    assert not list(feed[0].parent.rglob("*truth*"))
