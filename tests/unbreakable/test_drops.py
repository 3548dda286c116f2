"""Every delivered row is accounted for; the same drop twice is one drop; a correction replaces what it corrects."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from flows.accounts import differences, stored_accounts
from flows.store import Store
from schemas.inputs.registry import INPUTS
from synthetic.province import dirty_truth
from tests.unbreakable.jobs import at, run, say
from tests.unbreakable.late import read_text_table, write_text_table
from tests.unbreakable.stages import SCALE, Stages
from tests.unbreakable.stores import differing, snapshot

REFUSED = 3


def test_the_same_drop_twice_is_one_drop(finished: Path, deliveries: Path, tmp_path: Path) -> None:
    before = snapshot(finished)
    # Under another name, and after a later delivery: it does not become the latest word.
    again = tmp_path / "under another name"
    again.symlink_to(deliveries / "main")
    said = say(at([["receive", str(again), "--source", "synthetic", "--json"], ["run"]], finished), tmp_path)
    assert said.codes == [0, 0]
    assert json.loads(said.out.splitlines()[0])["is_new"] is False
    assert differing(before, snapshot(finished)) == []


@pytest.mark.parametrize("name", ["persons", "enrolments"])
def test_a_correction_replaces_what_it_corrects(name: str, stages: Stages) -> None:
    first, second = (_standard(stages.finished, name, place) for place in (1, 2))
    resolved = _rows_by_key(stages.finished / "derived" / "inputs" / name, name)
    assert resolved == {**first, **second}
    corrected = [key for key in first.keys() & second.keys() if first[key] != second[key]]
    assert corrected
    superseded = stored_accounts(Store(stages.finished)).filter(pl.col("input") == name)["superseded"]
    assert superseded.to_list() == [len(first.keys() & second.keys()), 0]


def test_the_accounts_add_up_with_dirty_rows_among_them(stages: Stages) -> None:
    store = Store(stages.finished)
    accounts = stored_accounts(store)
    planted = dirty_truth(SCALE).filter(pl.col("effect").is_in(["quarantine", "duplicate_key"]))["rows"].sum()
    assert accounts.filter(pl.col("drop_id") == _drop_ids(stages.finished)[0])["quarantined"].sum() == planted > 100
    assert accounts.filter(pl.col("superseded") > 0).height >= 3
    added = accounts.select((pl.col("valid") + pl.col("quarantined") + pl.col("superseded") == pl.col("rows_in")).all())
    assert added.item()
    assert differences(store) == []


def _row_less(path: Path) -> None:
    pl.read_parquet(path, hive_partitioning=False).head(-1).write_parquet(path)


def _line_less(path: Path) -> None:
    write_text_table(read_text_table(path).head(-1), path)


def _claimed_more(path: Path) -> None:
    record = json.loads(path.read_text(encoding="utf-8"))
    record["inputs"]["claims"]["rows_in"] += 1
    path.write_text(json.dumps(record), encoding="utf-8")


TAMPERED: dict[str, tuple[str, Callable[[Path], None], str]] = {
    "checked part": ("standard/claims/drop={}/bucket=0001/data.parquet", _row_less, "claims: valid"),
    "claims without a person": ("standard/claims/drop={}/bucket=unlinked/data.parquet", _row_less, "claims: valid"),
    "quarantine": ("quarantine/persons/drop={}/bucket=0000/data.parquet", _row_less, "persons: quarantined"),
    "delivered Parquet": ("received/{}/files/claims.parquet", _row_less, "claims: rows_in"),
    "delivered CSV": ("received/{}/files/persons.csv", _line_less, "persons: rows_in"),
    "delivered gzip": ("received/{}/files/enrolments.csv.gz", _line_less, "enrolments: rows_in"),
    "record": ("received/{}/record.json", _claimed_more, "claims: rows in are not"),
}


@pytest.mark.parametrize("place", TAMPERED)
def test_a_tampered_part_is_told_by_the_accounts(place: str, finished: Path) -> None:
    pattern, tamper, sentence = TAMPERED[place]
    drop = _drop_ids(finished)[0]
    tamper(finished / pattern.format(drop))
    wrong = differences(Store(finished))
    assert wrong
    assert any(f"drop {drop}, {sentence}" in one for one in wrong)


def test_the_command_says_so_and_fails(finished: Path, tmp_path: Path) -> None:
    _row_less(finished / f"standard/persons/drop={_drop_ids(finished)[0]}/bucket=0001/data.parquet")
    said = say(at([["status", "--accounts"]], finished), tmp_path)
    assert said.codes == [REFUSED]
    assert "persons: valid is " in said.out


def test_a_refused_drop_leaves_nothing(stages: Stages, store_at: Callable[[str], Path], deliveries: Path) -> None:
    store = store_at("refreshed")
    before = snapshot(store)
    torn = store.parent / "torn"
    torn.mkdir()
    for path in (deliveries / "main").iterdir():
        content = path.read_bytes()
        (torn / path.name).write_bytes(content[: len(content) // 2] if path.name == "ed_visits.csv.gz" else content)
    assert run(at([["receive", str(torn), "--source", "synthetic"]], store)) == REFUSED
    assert differing(before, snapshot(store)) == []


def _drop_ids(store: Path) -> list[str]:
    records = {path.parent.name: json.loads(path.read_text()) for path in (store / "received").glob("*/record.json")}
    return sorted(records, key=lambda drop: records[drop]["sequence"])


def _standard(store: Path, name: str, place: int) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    return _rows_by_key(store / "standard" / name / f"drop={_drop_ids(store)[place - 1]}", name)


def _rows_by_key(folder: Path, name: str) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """Give key → row of all tables below a folder that are committed now."""
    key = INPUTS[name].contract().key
    tables = [pl.read_parquet(path, hive_partitioning=False) for path in _committed(folder)]
    return {tuple(row[column] for column in key): tuple(row.values()) for row in pl.concat(tables).rows(named=True)}


def _committed(folder: Path) -> list[Path]:
    """Give the tables below a folder; of a step the outputs that the last refresh stands on."""
    if "derived" not in folder.parts:
        return sorted(folder.glob("bucket=*/data.parquet"))
    root = folder.parents[2]
    remembered = json.loads((root / "runs" / "refresh" / "inputs.json").read_text(encoding="utf-8"))
    steps = {name: entry["fingerprint"] for name, entry in remembered.items() if f"/{folder.name}/" in name}
    return [root / name / fingerprint / "data.parquet" for name, fingerprint in sorted(steps.items())]
