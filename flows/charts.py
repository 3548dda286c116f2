"""Practices' own lists as all drops together tell them: of each practice and day, the extract received last, whole."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import polars as pl

from flows.drops import UNLINKED, Bucket, Drop, part_content, part_path
from flows.fingerprint import code_digest
from flows.store import Output, Produced, Step, Store, made
from flows.work import Work, content_of
from schemas.checking import column_names
from schemas.inputs.charts import ChartEntries, ChartNumbers
from transforms.resolve.extracts import EXTRACT, keep_whole_extracts, list_extracts

ENTRIES = "chart_entries"
NUMBERS = "chart_numbers"
EXTRACTS = "chart_extracts"
UNLINKED_ENTRIES = "inputs/chart_entries_without_person"
CODE = "transforms.resolve.extracts"


@dataclass(frozen=True)
class Charts:
    """Outputs of the practices' lists, named and keyed as other inputs; null: planned, not made."""

    by_bucket: dict[tuple[str, int], Output | None]
    whole: dict[str, Output | None]


def resolve_charts(work: Work, drops: list[Drop]) -> Charts:
    """Bring the lists up to date: which extracts there are, then the rows of those that stand, bucket by bucket."""
    extracts = _extracts(work, drops)
    by_bucket: dict[tuple[str, int], Output | None] = {
        (ENTRIES, bucket): _entries(work, drops, extracts, bucket) for bucket in range(work.store.buckets)
    }
    whole = {EXTRACTS: extracts, UNLINKED_ENTRIES: _entries(work, drops, extracts, UNLINKED)}
    return Charts(by_bucket, whole)


def has_lists(drops: list[Drop]) -> bool:
    """True when any practice has sent its list."""
    return any(drop.record["parts"].get(ENTRIES) for drop in drops)


def chart_numbers(store: Store, drops: list[Drop], practice_id: str) -> pl.DataFrame:
    """One row per chart of one practice that ever had a number: chart_ref, chart_number. No other row is read."""
    parts = [part_path(store.root, drop, NUMBERS, None) for drop in drops if part_content(drop, NUMBERS, None)]
    of_practice = [
        pl.scan_parquet(path).filter(pl.col("physician_id") == practice_id, pl.col("chart_number").is_not_null())
        for path in parts
    ]
    frames = [scan.drop("physician_id").collect() for scan in of_practice]
    return pl.concat([ChartNumbers.empty().drop("physician_id"), *frames]).unique().sort("chart_ref")


def rows_set_aside(store: Store, drops: list[Drop], practice_id: str, sequence: int) -> int:
    """Count the rows of a practice's list that were set aside when the drop of this sequence was received."""
    places = [f"drop={drop.drop_id}/bucket=*/data.parquet" for drop in drops if drop.sequence == sequence]
    paths = [path for place in places for path in sorted((store.root / "quarantine" / ENTRIES).glob(place))]
    scans = [pl.scan_parquet(path).filter(pl.col("physician_id") == practice_id) for path in paths]
    return sum(int(scan.select(pl.len()).collect().item()) for scan in scans)


def superseded_charts(root: Path, drops: list[Drop], name: str) -> int:
    """Count the rows of the first of these drops that stand in an extract which a later one delivered again."""
    if name == NUMBERS:
        return 0
    first, *later = [_extract_rows(root, drop) for drop in drops]
    again = pl.concat([first.clear(), *later]).unique()
    return first.join(again, on=EXTRACT, how="semi").height


def steps_of(store: Store, name: str) -> list[Step]:
    """Name the steps that settle a table of the practices' lists; chart numbers are settled by none."""
    if name == NUMBERS:
        return []
    return [_step(bucket) for bucket in [*range(store.buckets), UNLINKED]]


def _extract_rows(root: Path, drop: Drop) -> pl.DataFrame:
    """One row per chart entry of a drop, over all buckets: practice and day of extract."""
    paths = sorted((root / "standard" / ENTRIES / f"drop={drop.drop_id}").glob("bucket=*/data.parquet"))
    frames = [pl.read_parquet(path, columns=EXTRACT, hive_partitioning=False) for path in paths]
    return pl.concat([ChartEntries.empty().select(EXTRACT), *frames])


def _step(bucket: Bucket) -> Step:
    if isinstance(bucket, int):
        return Step("derived", f"inputs/{ENTRIES}", None, bucket)
    return Step("derived", UNLINKED_ENTRIES)


def _extracts(work: Work, drops: list[Drop]) -> Output | None:
    parts = [(drop, bucket) for drop in drops for bucket in sorted(drop.record["parts"].get(ENTRIES, {}))]
    contents = {
        f"input:{ENTRIES} of drop {drop.sequence}, {bucket}": str(drop.record["parts"][ENTRIES][bucket])
        for drop, bucket in parts
    }

    def produce() -> Produced:
        rows = [_extract_rows(work.store.root, drop).unique() for drop in drops]
        numbered = [frame.with_columns(sequence=drop.sequence) for frame, drop in zip(rows, drops, strict=True)]
        return Produced({"data": list_extracts(frame.cast({"sequence": pl.Int64}) for frame in numbered)})

    return work.ensure(Step("derived", EXTRACTS), {**contents, "code": code_digest(CODE)}, produce)


def _entries(work: Work, drops: list[Drop], extracts: Output | None, bucket: Bucket) -> Output | None:
    parts = [drop for drop in drops if part_content(drop, ENTRIES, bucket) is not None]
    components = {
        **{f"input:{ENTRIES} of drop {drop.sequence}": part_content(drop, ENTRIES, bucket) for drop in parts},
        f"input:{EXTRACTS}": content_of(extracts),
        "code": code_digest(CODE),
    }
    return work.ensure(_step(bucket), components, partial(_produce, work.store.root, parts, extracts, bucket))


def _produce(root: Path, parts: list[Drop], extracts: Output | None, bucket: Bucket) -> Produced:
    standing: list[pl.DataFrame] = [ChartEntries.empty()]
    counts = {}
    for drop in parts:
        part = pl.read_parquet(part_path(root, drop, ENTRIES, bucket), hive_partitioning=False)
        numbered = part.with_columns(pl.lit(drop.sequence, pl.Int64).alias("sequence"))
        kept = keep_whole_extracts(numbered, made(extracts).load()).select(column_names(ChartEntries))
        counts[f"superseded:{drop.drop_id}"] = part.height - kept.height
        standing.append(kept)
    return Produced({"data": pl.concat(standing).sort(ChartEntries.contract().key)}, counts)
