"""One input of a drop: read, standardised, pseudonymised, bucketed, checked; good rows and bad rows each to their
place.

Rows come in bounded batches, are checked one by one and go to scratch files by bucket; the rows that share a key are
then found in each bucket, which holds them all.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from flows.drops import UNLINKED
from flows.files import clear_folder, write_ordered, write_table
from flows.reading import Batch
from reference.column_maps import InputMap
from schemas.checking import COUNTS, check_rows, count_key_rules, count_rule, keep_first, rows_without_values
from schemas.fields import InputModel
from schemas.rules import RAGGED_ROW
from transforms.dates import period_of
from transforms.standardise.chart_values import clear_list
from transforms.standardise.charts import name_charts, settle_list
from transforms.standardise.pseudonyms import KeyRule, bucket_of, pseudonymise
from transforms.standardise.tables import standardise

FIRST_ROWS = 5


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


@dataclass(frozen=True)
class Sender:
    """What is known of a delivery as a whole: the day its rows were known, and whose list it is; null: not said."""

    known_at: dt.date
    practice: str | None = None


@dataclass
class InputAccount:
    """What became of the rows of an input: rows_in = valid + quarantined; counts by rule; the parts and the days.

    `first_rows`: by rule, the numbers of the first rows set aside, so that a sender can find them in a refused file.
    """

    rows_in: int = 0
    valid: int = 0
    quarantined: int = 0
    counts: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=COUNTS))
    first_rows: dict[str, list[int]] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    first_date: dt.date | None = None
    last_date: dt.date | None = None
    months: dict[str, int] = field(default_factory=dict)

    def count(self, counts: pl.DataFrame) -> None:
        """Add counts by rule."""
        stacked = pl.concat([self.counts, counts])
        self.counts = stacked.group_by("rule_id", "severity").agg(pl.col("rows").sum()).sort("rule_id")

    def set_aside(self, rows: pl.DataFrame) -> None:
        """Count rows set aside, and remember the first of each rule."""
        self.quarantined += rows.height
        by_rule = rows.explode("rule_ids").group_by("rule_ids").agg(pl.col("row_number").bottom_k(FIRST_ROWS))
        for rule_id, numbers in by_rule.iter_rows():
            self.first_rows[rule_id] = sorted([*self.first_rows.get(rule_id, []), *numbers])[:FIRST_ROWS]

    def see_days(self, valid: pl.DataFrame, dates: list[str]) -> None:
        """Widen the range of days by those of valid rows, and count the rows of each month."""
        for name in dates:
            for day, rows in valid.group_by(pl.col(name).dt.truncate("1mo")).len().drop_nulls().iter_rows():
                self.months[period_of(day)] = self.months.get(period_of(day), 0) + rows
            self.first_date = _extreme(min, self.first_date, valid[name].min())
            self.last_date = _extreme(max, self.last_date, valid[name].max())


def take_in(
    batches: Iterator[Batch],
    name: str,
    input_map: InputMap,
    model: type[InputModel],
    pseudonyms: Pseudonyms,
    sender: Sender,
    destination: Destination,
) -> InputAccount:
    """Take in all rows of an input and give the account; nothing is committed here."""
    clear_folder(destination.standard)
    clear_folder(destination.quarantine)
    account, scratch = InputAccount(), destination.standard / "scratch"
    spreader = Spreader(name, input_map, model, pseudonyms, sender, scratch)
    scratch.mkdir()
    for number, batch in enumerate(batches):
        spreader.spread(batch, number, account)
    for folder in sorted(scratch.iterdir()):
        _finish_bucket(folder, model, destination, account)
    if spreader.ragged:
        _set_ragged_aside(spreader.ragged, model, destination, account)
    scratch.rmdir()
    return account


@dataclass
class Spreader:
    """Checks batches row by row and spreads them over scratch files by bucket: `valid-…` and `rejected-…`."""

    name: str
    input_map: InputMap
    model: type[InputModel]
    pseudonyms: Pseudonyms
    sender: Sender
    scratch: Path
    ragged: list[int] = field(default_factory=list)

    def spread(self, batch: Batch, number: int, account: InputAccount) -> None:
        """Write the rows of a batch to scratch files and count them."""
        account.rows_in += batch.frame.height + len(batch.ragged)
        self.ragged += batch.ragged
        if batch.frame.is_empty():
            return
        standard = standardise(batch.frame, self.input_map, self.name)
        if self.model.contract().is_extract:
            standard = settle_list(standard, self.input_map.absent, self.sender.practice, self.sender.known_at)
            standard = clear_list(name_charts(standard, self.pseudonyms.secret), self.pseudonyms.rule)
        named = pseudonymise(standard, self.name, self.pseudonyms.secret, self.pseudonyms.rule)
        checked = check_rows(named, self.model, self.sender.known_at)
        account.count(checked.counts)
        account.see_days(checked.valid, self.model.contract().dates)
        self._write(checked.valid, f"valid-{number:06d}")
        self._write(checked.rejected, f"rejected-{number:06d}")

    def _write(self, rows: pl.DataFrame, file_name: str) -> None:
        if not self.model.contract().by_person:
            parts = {("all",): rows}
        else:
            bucket = bucket_of(self.pseudonyms.buckets).cast(pl.String).str.zfill(4).fill_null(UNLINKED)
            parts = rows.with_columns(bucket.alias("_bucket")).partition_by("_bucket", as_dict=True, include_key=False)
        for (key,), part in parts.items():
            (self.scratch / str(key)).mkdir(exist_ok=True)
            if part.height:
                part.write_parquet(self.scratch / str(key) / f"{file_name}.parquet", compression="lz4")


def _finish_bucket(folder: Path, model: type[InputModel], destination: Destination, account: InputAccount) -> None:
    """Bring the rows of a bucket together: at most one a key stays, in order; the others are set aside."""
    rejected = [pl.read_parquet(path) for path in sorted(folder.glob("rejected-*.parquet"))]
    paths = sorted(folder.glob("valid-*.parquet"))
    if paths:
        rejected.append(_write_valid(pl.read_parquet(paths), model, folder.name, destination, account))
    aside = pl.concat(rejected).sort("row_number")
    if aside.height:
        place = destination.quarantine / f"bucket={folder.name}"
        clear_folder(place)
        blank = [pl.lit(None, aside.schema[name]).alias(name) for name in model.contract().blanked]
        write_table(aside.with_columns(blank), place / "data.parquet")
    account.set_aside(aside)
    _remove(folder)


def _write_valid(
    rows: pl.DataFrame, model: type[InputModel], bucket: str, destination: Destination, account: InputAccount
) -> pl.DataFrame:
    """One row per row set aside for its key; the others are written, without an ordered copy of the table."""
    key = model.contract().key
    order = rows.select(pl.arg_sort_by(key, nulls_last=True).alias("place")).to_series()
    _, set_aside = keep_first(rows[_shared(rows, key, order)], model)
    account.count(count_key_rules(set_aside, model))
    if set_aside.height:
        is_kept = ~rows["row_number"].is_in(set_aside["row_number"].implode())
        order = order.filter(is_kept.gather(order))
    place = destination.standard / f"bucket={bucket}"
    clear_folder(place)
    account.parts[bucket] = write_ordered(rows.drop("row_number"), order, place / "data.parquet")
    account.valid += order.len()
    return set_aside


def _shared(rows: pl.DataFrame, key: list[str], order: pl.Series) -> pl.Series:
    """Positions of the rows that share their key, found among neighbours in the order of the key."""
    keys = rows.select(key)[order]
    same = keys.select(
        (pl.int_range(pl.len()) > 0) & pl.all_horizontal(pl.col(name).eq_missing(pl.col(name).shift(1)) for name in key)
    ).to_series()
    return order.filter(same | same.shift(-1, fill_value=False))


def _set_ragged_aside(
    ragged: list[int], model: type[InputModel], destination: Destination, account: InputAccount
) -> None:
    rows = rows_without_values(ragged, RAGGED_ROW, model)
    folder = destination.quarantine / "bucket=ragged"
    clear_folder(folder)
    write_table(rows, folder / "data.parquet")
    account.set_aside(rows)
    account.count(count_rule(RAGGED_ROW, rows.height))


def _remove(scratch: Path) -> None:
    for path in scratch.iterdir():
        path.unlink()
    scratch.rmdir()


def _extreme(choose: object, known: dt.date | None, found: object) -> dt.date | None:
    days = [day for day in (known, found) if isinstance(day, dt.date)]
    return choose(days) if days else None  # type: ignore[operator]
