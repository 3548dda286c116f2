"""The numbers hang on what was delivered and on nothing else: not on the order of rows, the buckets or the threads."""

import datetime as dt
import shutil
from pathlib import Path

import polars as pl
import pytest

from flows.files import slice_digests
from tests.unbreakable.jobs import run, say, whole_job
from tests.unbreakable.late import read_text_table, write_text_table
from tests.unbreakable.stages import BUCKETS, Stages, copied, make_store
from tests.unbreakable.stores import (
    ANY_BUCKETS,
    ANY_ORDER,
    EXACT,
    Piece,
    View,
    committed_pieces,
    contents,
    differing,
    logical_hashes,
    remembered,
)

SEED = 20240930


def test_the_order_of_delivered_rows_does_not_matter(stages: Stages, deliveries: Path, tmp_path: Path) -> None:
    store = copied(stages.made, tmp_path / "store")
    shuffled = _shuffled(deliveries, tmp_path / "shuffled")
    assert run(whole_job(store, shuffled)) == 0
    differences = differing(logical_hashes(store, ANY_ORDER), logical_hashes(stages.finished, ANY_ORDER))
    # The records name the files, which are others.
    assert differences == ["received/drop=1", "received/drop=2"]
    assert remembered(store) == remembered(stages.finished)


@pytest.mark.parametrize("buckets", [1, pytest.param(8, marks=pytest.mark.slow)])
def test_the_number_of_buckets_does_not_matter(buckets: int, stages: Stages, deliveries: Path, tmp_path: Path) -> None:
    assert buckets != BUCKETS
    store = make_store(tmp_path / "store", buckets)
    assert run(whole_job(store, deliveries)) == 0
    differences = differing(logical_hashes(store, ANY_BUCKETS), logical_hashes(stages.finished, ANY_BUCKETS))
    # The records list the parts by bucket.
    assert differences == ["received/drop=1", "received/drop=2"]


@pytest.mark.parametrize("threads", [1, 2])
def test_the_number_of_threads_changes_no_byte(threads: int, stages: Stages, deliveries: Path, tmp_path: Path) -> None:
    store = copied(stages.made, tmp_path / "store")
    said = say(whole_job(store, deliveries), tmp_path, {"POLARS_MAX_THREADS": str(threads)})
    assert said.codes == [0, 0, 0, 0]
    assert differing(contents(store), contents(stages.finished)) == []
    assert len(contents(store)) > 500


@pytest.mark.parametrize("view", [EXACT, ANY_BUCKETS, ANY_ORDER], ids=["exact", "any buckets", "any order"])
def test_the_comparison_sees_every_table_and_text(view: View, stages: Stages, finished: Path) -> None:
    before = logical_hashes(stages.finished, view)
    spared = {_name(piece, view) for piece in committed_pieces(finished)} - _spoil_all(finished, view)
    records = {"received/drop=1", "received/drop=2", "runs/accounts", "published/current"}
    assert set(before) - set(differing(before, logical_hashes(finished, view))) == spared | records
    assert len(before) > 800
    assert len(spared) < 0.1 * len(before)


@pytest.mark.parametrize("other", [{"s": None, "l": ["x"]}, {"s": "x", "l": None}, {"s": "x", "l": []}])
def test_the_digest_of_a_month_tells_of_that_month_alone(other: dict[str, object]) -> None:
    january, february = {"d": dt.date(2024, 1, 5)}, {"d": dt.date(2024, 2, 5), "s": "a", "l": ["b", "c"]}
    alone, together = (_events(rows) for rows in ([february] * 2, [january | other, february, february]))
    assert slice_digests(alone, "d")["2024-02"] == slice_digests(together, "d")["2024-02"]
    assert slice_digests(pl.concat([alone, together], rechunk=False), "d").keys() == {"2024-01", "2024-02"}


def _events(rows: list[dict[str, object]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={"d": pl.Date, "s": pl.String, "l": pl.List(pl.String)})


def _name(piece: Piece, view: View) -> str:
    return f"{piece.name} bucket={piece.bucket}" if view.by_bucket and piece.bucket else piece.name


def _spoil_all(store: Path, view: View) -> set[str]:
    """Take the last row of every committed table and add a byte to every text; gives the names of what was changed."""
    pieces = list(committed_pieces(store))
    for path in {piece.path for piece in pieces if piece.path.suffix != ".parquet"}:
        path.write_bytes(path.read_bytes() + b"!")
    tables = {
        path: pl.read_parquet(path, hive_partitioning=False)
        for path in {piece.path for piece in pieces}
        if path.suffix == ".parquet"
    }
    for path, table in tables.items():
        table.head(-1).write_parquet(path)
    return {_name(piece, view) for piece in pieces if piece.path not in tables or tables[piece.path].height}


def _shuffled(deliveries: Path, target: Path) -> Path:
    """Copy the deliveries with the rows of every table in another order."""
    for path in sorted(path for path in deliveries.rglob("*") if path.is_file()):
        copy = target / path.relative_to(deliveries)
        copy.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".yaml":
            shutil.copy(path, copy)
            continue
        is_parquet = path.suffix == ".parquet"
        table = pl.read_parquet(path) if is_parquet else read_text_table(path)
        mixed = table.sample(fraction=1, shuffle=True, seed=SEED)
        assert table.height == 1 or not mixed.equals(table)
        mixed.write_parquet(copy) if is_parquet else write_text_table(mixed, copy)
    return target
