"""Durable writing of small and large files: complete or absent after any crash."""

import hashlib
import io
import json
import os
import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq

from flows import faults

COMPATIBLE = pl.CompatLevel.oldest()
SLICE_ROWS = 100_000


def write_json(path: Path, document: Any) -> None:
    """Put a JSON document in place at once: a reader sees the old one or the new one, never half."""
    write_bytes(path, (json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode())


def write_bytes(path: Path, content: bytes) -> None:
    """Put bytes in place at once, through a neighbour that is renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    neighbour = path.with_name(f".{path.name}.{os.getpid()}")
    with neighbour.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    neighbour.replace(path)
    _sync_folder(path.parent)


def append_line(path: Path, document: Any) -> None:
    """Add a JSON document as a line at the end of a file that is never written over."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "ab") as stream:
        stream.write((json.dumps(document, sort_keys=True, ensure_ascii=False) + "\n").encode())
        stream.flush()
        os.fsync(stream.fileno())


def read_json(path: Path) -> Any:
    """Read a JSON document; null when the file does not exist."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


def write_table(frame: pl.DataFrame, path: Path) -> str:
    """Write a table as Parquet and give its SHA-256; same rows in the same order give the same bytes."""
    if faults.armed("data_write"):
        frame.head(frame.height // 2).write_parquet(path)
        faults.die("data_write")
    frame.write_parquet(path, compression="zstd", compression_level=1, row_group_size=1_000_000)
    sync_file(path)
    return sha256_of(path)


def write_ordered(frame: pl.DataFrame, order: pl.Series, path: Path) -> str:
    """Write the rows of a table at the positions in `order`, slice by slice, and give the file's SHA-256.

    For tables so large that an ordered copy of them should not be held beside them.
    """
    if faults.armed("data_write"):
        frame.head(frame.height // 2).write_parquet(path)
        faults.die("data_write")
    schema = frame.clear().to_arrow(compat_level=COMPATIBLE).schema
    with pq.ParquetWriter(path, schema, compression="zstd", compression_level=1) as writer:
        for start in range(0, order.len(), SLICE_ROWS):
            rows = frame[order.slice(start, SLICE_ROWS)]
            writer.write_table(rows.to_arrow(compat_level=COMPATIBLE).cast(schema))
    sync_file(path)
    return sha256_of(path)


def sha256_of(path: Path) -> str:
    """Give the SHA-256 of a file as hexadecimal text."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def slice_digests(frame: pl.DataFrame, date_column: str) -> dict[str, str]:
    """Give a digest for each month of a table, so that work on other months can tell that nothing changed for it."""
    month = pl.col(date_column).dt.strftime("%Y-%m").alias("_month")
    parts = frame.with_columns(month).partition_by("_month", as_dict=True, include_key=False)
    return {str(key[0]): content_digest(part)[:16] for key, part in sorted(parts.items())}


def content_digest(frame: pl.DataFrame) -> str:
    """Give a digest of the columns, types and rows of a table, rows in their order.

    Taken from text, since a table's bytes in memory or as Arrow also tell how it was put together: chunks, bitmaps of
    nulls that other rows once asked for.
    """
    rows = io.BytesIO(f"{dict(frame.schema)}\n".encode())
    rows.seek(0, io.SEEK_END)
    frame.write_ndjson(rows)
    return hashlib.sha256(rows.getbuffer()).hexdigest()


def sync_file(path: Path) -> None:
    """Ask the operating system to put a file on disk."""
    with path.open("rb") as stream:
        os.fsync(stream.fileno())


def clear_folder(path: Path) -> None:
    """Make an empty folder in place of whatever an interrupted run left there."""
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)


def _sync_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
