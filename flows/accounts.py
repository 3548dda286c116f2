"""Rows in = valid + quarantined + superseded: stored with every refresh, and counted again in the files by a check."""

import csv
import gzip
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq

from flows.charts import steps_of, superseded_charts
from flows.drops import Drop, committed_drops
from flows.files import read_json, write_json
from flows.inputs import UNLINKED_CLAIMS, resolve_inputs
from flows.reading_excel import count_excel_rows
from flows.refresh import finished_output
from flows.store import Step, Store
from flows.work import Work
from reference.column_maps import load_source_map
from schemas.inputs.registry import INPUTS
from transforms.standardise.raw import raw_columns

COLUMNS = ["drop_id", "input", "rows_in", "valid", "quarantined", "superseded"]


def stored_accounts(store: Store) -> pl.DataFrame:
    """One row per drop and input: rows_in, valid, quarantined, superseded, as the steps recorded them."""
    rows = []
    for drop in committed_drops(store.root):
        for name, account in drop.record["inputs"].items():
            superseded = _recorded_superseded(store, drop, name)
            rows.append(
                (
                    drop.drop_id,
                    name,
                    account["rows_in"],
                    account["valid"] - superseded,
                    account["quarantined"],
                    superseded,
                )
            )
    return pl.DataFrame(rows, schema=COLUMNS, orient="row")


def recomputed_accounts(store: Store) -> pl.DataFrame:
    """One row per drop and input: the same numbers counted again in the files themselves."""
    drops = committed_drops(store.root)
    rows = []
    for place, drop in enumerate(drops):
        for name in drop.record["inputs"]:
            kept = _part_rows(store.root, drop, name)
            superseded = _superseded_again(store.root, drops[place:], name)
            quarantined = _rows_below(store.root / "quarantine" / name / f"drop={drop.drop_id}")
            rows_in = _delivered_rows(store.root, drop, name)
            rows.append((drop.drop_id, name, rows_in, kept - superseded, quarantined, superseded))
    return pl.DataFrame(rows, schema=COLUMNS, orient="row")


def save_accounts(store: Store) -> None:
    """Store the accounts beside the runs, when they changed."""
    path = store.root / "runs" / "accounts.json"
    rows = stored_accounts(store).to_dicts()
    if read_json(path) != rows:
        write_json(path, rows)


def differences(store: Store) -> list[str]:
    """Say, a sentence each, where the stored accounts, the files and the sum disagree; nothing is right.

    What is superseded is left out where the next run has still to count it (`not_counted_yet`).
    """
    stored, again = stored_accounts(store).to_dicts(), recomputed_accounts(store).to_dicts()
    waiting = not_counted_yet(store)
    sentences = []
    for row, found in zip(stored, again, strict=True):
        if row["input"] in waiting:
            row, found = _with_superseded(row), _with_superseded(found)
        where = f"drop {row['drop_id']}, {row['input']}"
        if row["rows_in"] != row["valid"] + row["quarantined"] + row["superseded"]:
            sentences.append(f"{where}: rows in are not valid + quarantined + superseded.")
        wrong = [name for name in COLUMNS[2:] if found[name] is not None and found[name] != row[name]]
        sentences += [f"{where}: {name} is {row[name]:,} on record and {found[name]:,} in the files." for name in wrong]
    return sentences


def not_counted_yet(store: Store) -> list[str]:
    """Name the inputs delivered whose superseded rows the next run has still to count, as for a new delivery."""
    drops = committed_drops(store.root)
    if not drops:
        return []
    work = Work(store, is_plan=True)
    resolve_inputs(work)
    open_steps = {action.step for action in work.actions if action.state != "current"}
    delivered = sorted({name for drop in drops for name in drop.record["inputs"]})
    return [name for name in delivered if open_steps & set(_settling_steps(store, name))]


def _with_superseded(row: dict[str, Any]) -> dict[str, Any]:
    """Give a row of accounts with the superseded rows among the valid ones."""
    return {**row, "valid": row["valid"] + row["superseded"], "superseded": 0}


def _settling_steps(store: Store, name: str) -> list[Step]:
    """Name the steps that find out which rows of an input are superseded."""
    buckets = range(store.buckets) if INPUTS[name].contract().by_person else [None]
    steps = [Step("derived", f"inputs/{name}", None, bucket) for bucket in buckets]
    if INPUTS[name].contract().is_extract:
        steps = steps_of(store, name)
    if name == "claims":
        steps.append(Step("derived", UNLINKED_CLAIMS))
    return steps


def _recorded_superseded(store: Store, drop: Drop, name: str) -> int:
    outputs = [finished_output(store, step) for step in _settling_steps(store, name)]
    return sum(output.manifest["counts"].get(f"superseded:{drop.drop_id}", 0) for output in outputs if output)


def _part_rows(root: Path, drop: Drop, name: str) -> int:
    return _rows_below(root / "standard" / name / f"drop={drop.drop_id}")


def _superseded_again(root: Path, drops: list[Drop], name: str) -> int:
    """Rows of the first of these drops whose key is in any later one; persons' own bucket only."""
    contract, first, later = INPUTS[name].contract(), drops[0], drops[1:]
    if contract.is_extract:
        return superseded_charts(root, drops, name)
    key = contract.key
    total = 0
    for folder in sorted((root / "standard" / name / f"drop={first.drop_id}").glob("bucket=*")):
        mine = pl.read_parquet(folder / "data.parquet", columns=key)
        others = [root / "standard" / name / f"drop={drop.drop_id}" / folder.name / "data.parquet" for drop in later]
        keys = [pl.read_parquet(path, columns=key) for path in others if path.exists()]
        if keys and contract.is_snapshot:
            total += mine.height
        elif keys:
            total += mine.join(pl.concat(keys).unique(), on=key, how="semi", nulls_equal=True).height
    return total


def _rows_below(folder: Path) -> int:
    return sum(pq.read_metadata(path).num_rows for path in sorted(folder.glob("bucket=*/data.parquet")))


def _delivered_rows(root: Path, drop: Drop, name: str) -> int | None:
    """Rows of the delivered file, counted without the reader that took them in; null: an adapter made the table."""
    source = load_source_map(drop.record["source"], raw_columns())
    if source.adapter:
        return None
    stem = source.inputs[name].file
    path = next(
        path for path in (root / "received" / drop.drop_id / "files").iterdir() if path.name.split(".")[0] == stem
    )
    if path.suffix == ".parquet":
        return pq.read_metadata(path).num_rows
    if path.suffix == ".xlsx":
        return count_excel_rows(path, source.inputs[name].sheet)
    opener: Any = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8-sig", newline="") as text:
        return sum(1 for record in csv.reader(text) if record) - 1
