"""One input of a drop: read, standardised, pseudonymised, bucketed, checked; good rows and bad rows each to their
place.

Rows come in bounded batches, go to scratch files by bucket, and each bucket is then checked whole, since a bucket
holds every row with the same key.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from flows.drops import UNLINKED
from flows.files import clear_folder, write_table
from flows.reading import Batch
from reference.column_maps import InputMap
from schemas.checking import COUNTS, Checked, check, count_rule, rows_without_values
from schemas.fields import InputModel
from schemas.rules import RAGGED_ROW
from transforms.standardise.pseudonyms import KeyRule, bucket_of, pseudonymise
from transforms.standardise.tables import standardise


@dataclass(frozen=True)
class Destination:
    """Where the rows of an input of a drop go: below these folders, one more level by bucket."""

    standard: Path
    quarantine: Path


@dataclass(frozen=True)
class Pseudonyms:
    """How persons are renamed and spread: the secret, the rule of delivered keys, the number of buckets."""

    secret: bytes = field(repr=False)
    rule: KeyRule
    buckets: int


@dataclass
class InputAccount:
    """What became of the rows of an input: rows_in = valid + quarantined; counts by rule; the parts and the days."""

    rows_in: int = 0
    valid: int = 0
    quarantined: int = 0
    counts: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=COUNTS))
    parts: dict[str, str] = field(default_factory=dict)
    first_date: dt.date | None = None
    last_date: dt.date | None = None

    def add(self, checked: Checked, dates: list[str]) -> None:
        """Take the outcome of a bucket into the account."""
        self.valid += checked.valid.height
        self.quarantined += checked.rejected.height
        stacked = pl.concat([self.counts, checked.counts])
        self.counts = stacked.group_by("rule_id", "severity").agg(pl.col("rows").sum()).sort("rule_id")
        for name in dates:
            self.first_date = _extreme(min, self.first_date, checked.valid[name].min())
            self.last_date = _extreme(max, self.last_date, checked.valid[name].max())


def take_in(
    batches: Iterator[Batch],
    name: str,
    input_map: InputMap,
    model: type[InputModel],
    pseudonyms: Pseudonyms,
    known_at: dt.date,
    destination: Destination,
) -> InputAccount:
    """Take in all rows of an input and give the account; nothing is committed here."""
    clear_folder(destination.standard)
    clear_folder(destination.quarantine)
    account = InputAccount()
    ragged = _spread(batches, name, input_map, model, pseudonyms, destination.standard / "scratch", account)
    for scratch in sorted((destination.standard / "scratch").iterdir()):
        frame = pl.read_parquet(sorted(scratch.glob("*.parquet")))
        checked = check(frame, model, known_at)
        account.add(checked, model.contract().dates)
        _write_part(checked, model, scratch.name, destination, account)
        _remove(scratch)
    if ragged:
        _set_ragged_aside(ragged, model, destination, account)
    (destination.standard / "scratch").rmdir()
    return account


def _spread(
    batches: Iterator[Batch],
    name: str,
    input_map: InputMap,
    model: type[InputModel],
    pseudonyms: Pseudonyms,
    scratch: Path,
    account: InputAccount,
) -> list[int]:
    """Write the standardised rows to scratch files by bucket; gives the numbers of the ragged rows."""
    scratch.mkdir()
    ragged: list[int] = []
    for number, batch in enumerate(batches):
        account.rows_in += batch.frame.height + len(batch.ragged)
        ragged += batch.ragged
        if batch.frame.is_empty():
            continue
        frame = pseudonymise(standardise(batch.frame, input_map, name), name, pseudonyms.secret, pseudonyms.rule)
        if not model.contract().by_person:
            parts = {("all",): frame}
        else:
            bucket = bucket_of(pseudonyms.buckets).cast(pl.String).str.zfill(4).fill_null(UNLINKED).alias("_bucket")
            parts = frame.with_columns(bucket).partition_by("_bucket", as_dict=True, include_key=False)
        for (key,), part in parts.items():
            (scratch / str(key)).mkdir(exist_ok=True)
            part.write_parquet(scratch / str(key) / f"{number:06d}.parquet", compression="lz4")
    return ragged


def _write_part(
    checked: Checked, model: type[InputModel], bucket: str, destination: Destination, account: InputAccount
) -> None:
    if checked.valid.height:
        folder = destination.standard / f"bucket={bucket}"
        clear_folder(folder)
        columns = [name for name in checked.valid.columns if checked.valid.schema[name] != pl.List(pl.String)]
        ordered = checked.valid.sort([*model.contract().key, *columns], nulls_last=True)
        account.parts[bucket] = write_table(ordered, folder / "data.parquet")
    if checked.rejected.height:
        folder = destination.quarantine / f"bucket={bucket}"
        clear_folder(folder)
        write_table(checked.rejected, folder / "data.parquet")


def _set_ragged_aside(
    ragged: list[int], model: type[InputModel], destination: Destination, account: InputAccount
) -> None:
    rows = rows_without_values(ragged, RAGGED_ROW, model)
    folder = destination.quarantine / "bucket=ragged"
    clear_folder(folder)
    write_table(rows, folder / "data.parquet")
    account.quarantined += rows.height
    account.counts = pl.concat([account.counts, count_rule(RAGGED_ROW, rows.height)])


def _remove(scratch: Path) -> None:
    for path in scratch.iterdir():
        path.unlink()
    scratch.rmdir()


def _extreme(choose: object, known: dt.date | None, found: object) -> dt.date | None:
    days = [day for day in (known, found) if isinstance(day, dt.date)]
    return choose(days) if days else None  # type: ignore[operator]
