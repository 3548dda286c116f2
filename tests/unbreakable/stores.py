"""What a store holds, apart from how it came to hold it, and what in it is committed.

Every committed table has a logical name (zone, step, period, bucket; a drop by its place in the order of receipt; never
a fingerprint) and a hash of its rows that does not depend on their order.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl

BY_DROP = ("standard", "quarantine")
OUTPUT_ZONES = ("derived", "results", "published", "packs")
# A step commits its rows as `data` and what adds up beside it, but for these.
ROWS_BESIDE = (
    "attribution/care:other",
    "attribution/round_one:requests",
    "attribution/agreement:differing",
    "membership/persons:patterns",
)
SUMS_AS_DATA = (
    "derived/attribution/agreement:data",
    "derived/attribution/loyalty:data",
    "derived/attribution/services:data",
    "derived/methods/pairs:data",
    "derived/peers:data",
    "derived/reliability:data",
)
SUMS_OF_EACH = ("derived/methods/counts/", "derived/codes/")
# What is no text and yet a key; and days as bits, of which the union is taken.
KEYS = ("year", "age_years", "month")
BITS = "days_"


@dataclass(frozen=True)
class Piece:
    """A committed file by its logical name; `bucket` is null for what is not split, `partial` says what adds up."""

    name: str
    bucket: str | None
    path: Path
    is_partial: bool = False


@dataclass(frozen=True)
class View:
    """What of a store is compared: each bucket by itself or their union; quarantine with row numbers or without."""

    by_bucket: bool = True
    row_numbers: bool = True


EXACT = View()
ANY_BUCKETS = View(by_bucket=False)
ANY_ORDER = View(row_numbers=False)


def logical_hashes(root: Path, view: View = EXACT) -> dict[str, str]:
    """Give name → hash of the rows of every committed table of all zones, and of every committed text."""
    pieces: dict[str, list[Piece]] = {}
    for piece in committed_pieces(root):
        named = f"{piece.name} bucket={piece.bucket}" if view.by_bucket and piece.bucket else piece.name
        pieces.setdefault(named, []).append(piece)
    return {name: _hash(together, view) for name, together in sorted(pieces.items())} | _texts(root)


def committed_pieces(root: Path) -> Iterator[Piece]:
    """Give every committed table and page: of drops, of finished refreshes, of what the pointer leads to."""
    for place, drop in enumerate(_drop_ids(root), start=1):
        yield from _drop_pieces(root, drop, place)
    for path in sorted((root / "runs" / "refresh").glob("*.json")):
        for step, entry in _json(path).items():
            yield from _step_pieces(root, Path(step), entry["fingerprint"])
    for place, entry in _publications(root).items():
        yield from _publication_pieces(root, place, entry)


def files_of_commits(root: Path) -> dict[str, tuple[int, int, int]]:
    """Give path → (inode, time of change, size) of every file that belongs to a committed output or drop."""
    marks = [path for zone in OUTPUT_ZONES for path in (root / zone).rglob("manifest.json")]
    folders = [path.parent for path in marks]
    folders += [root / "received" / drop for drop in _drop_ids(root)]
    folders += [path for zone in BY_DROP for drop in _drop_ids(root) for path in (root / zone).glob(f"*/drop={drop}")]
    found = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    found += (root / "packs" / "index").glob("*.json")
    return {str(path.relative_to(root)): _stamp(path) for path in found}


def debris(root: Path) -> list[str]:
    """Name the outputs and drops that were begun and not committed."""
    begun = [root / "received" / path.name for path in (root / "received").iterdir()]
    open_drops = [path for path in begun if not (path / "record.json").exists()]
    outputs = [path for zone in ("derived", "results") for path in (root / zone).glob("**/bucket=*/*")]
    outputs += [*(root / "published" / "releases").glob("*"), *(root / "packs").glob("*/*")]
    half = [path for path in outputs if path.is_dir() and not (path / "manifest.json").exists()]
    return sorted(str(path.relative_to(root)) for path in [*open_drops, *half])


def snapshot(root: Path) -> dict[str, tuple[int, int, int]]:
    """Give path → (inode, time of change, size) of every file but the run log and the lock."""
    files = {path.relative_to(root): path for path in root.rglob("*") if path.is_file()}
    kept = {place: path for place, path in files.items() if place.parts[:2] != ("runs", "log")}
    return {str(place): _stamp(path) for place, path in kept.items() if str(place) != "lock"}


def contents(root: Path) -> dict[str, str]:
    """Give path → SHA-256 of every file of the zones that hold no time of day: checked, derived, published."""
    zones = [root / name for name in ("standard", "quarantine", *OUTPUT_ZONES, "runs/refresh")]
    files = [path for zone in zones for path in zone.rglob("*") if path.is_file()]
    return {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def differing(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    """Name what differs or is in one of the two only."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def remembered(root: Path) -> dict[str, str]:
    """Give "refresh step" → fingerprint, as the last finished refreshes recorded them."""
    records = {path.stem: _json(path) for path in (root / "runs" / "refresh").glob("*.json")}
    return {
        f"{name} {step}": entry["fingerprint"] for name, record in records.items() for step, entry in record.items()
    }


@cache
def _rows(content: bytes, left_out: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Give the rows of a Parquet file as sorted lines of JSON, after a line with the names and types of its columns."""
    return _lines(pl.read_parquet(BytesIO(content), hive_partitioning=False).drop(left_out))


def _lines(frame: pl.DataFrame) -> tuple[str, ...]:
    return (str(dict(frame.schema)), *sorted(frame.write_ndjson().splitlines()))


def _hash(pieces: list[Piece], view: View) -> str:
    """Hash pieces of one name: bytes of texts, rows of tables; buckets together, partial sums added up."""
    if pieces[0].path.suffix != ".parquet":
        (only,) = pieces
        return hashlib.sha256(only.path.read_bytes()).hexdigest()
    if pieces[0].is_partial and len(pieces) > 1:
        lines = list(_lines(_added_up(pieces)))
    else:
        is_numbered = pieces[0].name.startswith("quarantine")
        left_out = ("row_number",) if is_numbered and not view.row_numbers else ()
        tables = [_rows(piece.path.read_bytes(), left_out) for piece in pieces]
        lines = [*sorted({table[0] for table in tables}), *sorted(line for table in tables for line in table[1:])]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _added_up(pieces: list[Piece]) -> pl.DataFrame:
    """One row per combination of texts: whole numbers summed, dates at their latest, over all buckets."""
    stacked = pl.concat([pl.read_parquet(piece.path, hive_partitioning=False) for piece in pieces])
    keys = [name for name, dtype in stacked.schema.items() if dtype == pl.String or name in KEYS]
    folded = [_folded(name, dtype) for name, dtype in _rest(stacked, keys)]
    return stacked.group_by(keys).agg(folded).select(stacked.columns)


def _folded(name: str, dtype: pl.DataType) -> pl.Expr:
    """Give the sum of a whole number, the union of bits, else the latest."""
    if name.startswith(BITS):
        return pl.col(name).bitwise_or()
    return pl.col(name).sum() if dtype.is_integer() else pl.col(name).max()


def _rest(frame: pl.DataFrame, taken: list[str]) -> list[tuple[str, pl.DataType]]:
    return [(name, dtype) for name, dtype in frame.schema.items() if name not in taken]


def _drop_ids(root: Path) -> list[str]:
    records = {path.parent.name: _json(path) for path in (root / "received").glob("*/record.json")}
    return sorted(records, key=lambda drop: records[drop]["sequence"])


def _drop_pieces(root: Path, drop: str, place: int) -> Iterator[Piece]:
    record = _json(root / "received" / drop / "record.json")
    for name, parts in record["parts"].items():
        for bucket in parts:
            path = root / "standard" / name / f"drop={drop}" / f"bucket={bucket}" / "data.parquet"
            yield Piece(f"standard/{name}/drop={place}", bucket, path)
    for path in sorted((root / "quarantine").glob(f"*/drop={drop}/bucket=*/data.parquet")):
        name, bucket = path.parts[-4], path.parts[-2].removeprefix("bucket=")
        yield Piece(f"quarantine/{name}/drop={place}", bucket, path)


def _step_pieces(root: Path, step: Path, fingerprint: str) -> Iterator[Piece]:
    folder = root / step / fingerprint
    bucket = step.name.removeprefix("bucket=")
    for table in _json(folder / "manifest.json")["tables"]:
        name = f"{step.parent}:{table}"
        path = folder / f"{table}.parquet"
        yield Piece(name, None if bucket == "all" else bucket, path, _is_partial(str(step.parent), table))


def _is_partial(step: str, table: str) -> bool:
    """Say whether a table of a bucket holds sums that add up to the whole; any other holds rows of its own."""
    name = f"{step.partition('/period=')[0]}:{table}"
    return name in SUMS_AS_DATA or name.startswith(SUMS_OF_EACH) or (table != "data" and not name.endswith(ROWS_BESIDE))


def _publications(root: Path) -> dict[str, dict[str, Any]]:
    """Give what is current and every publication of the ledger, by name."""
    path = root / "published" / "current.json"
    if not path.exists():
        return {}
    pointer = _json(path)
    return {f"ledger={place}": entry for place, entry in enumerate(pointer["ledger"])} | {"current": pointer}


def _publication_pieces(root: Path, place: str, entry: dict[str, Any]) -> Iterator[Piece]:
    if entry["release"]:
        folder = root / "published" / "releases" / entry["release"]
        for name in [*_json(folder / "manifest.json")["files"], "dictionary.csv"]:
            yield Piece(f"published/{place}/{name}", None, folder / name)
    for practice, pack in _json(root / "packs" / "index" / f"{entry['packs']}.json")["packs"].items():
        folder = root / "packs" / pack
        for name in _json(folder / "manifest.json")["files"]:
            yield Piece(f"packs/{place}/{practice}/{name}", None, folder / name)


def _texts(root: Path) -> dict[str, str]:
    """Hash the records: of drops (but for the time of receipt), of accounts (drops by their place), of publications."""
    drops = _drop_ids(root)
    found = {}
    for place, drop in enumerate(drops, start=1):
        record = _json(root / "received" / drop / "record.json")
        found[f"received/drop={place}"] = _digest({**record, "received_at": None})
    accounts = root / "runs" / "accounts.json"
    if accounts.exists():
        rows = [{**row, "drop_id": drops.index(row["drop_id"])} for row in _json(accounts)]
        found["runs/accounts"] = _digest(rows)
    pointer = root / "published" / "current.json"
    return found | ({"published/current": _digest(_json(pointer))} if pointer.exists() else {})


def _digest(document: Any) -> str:
    return hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _stamp(path: Path) -> tuple[int, int, int]:
    facts = path.stat()
    return facts.st_ino, facts.st_mtime_ns, facts.st_size
