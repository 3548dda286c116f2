"""Write synthetic deliveries as a sender would: CSV, gzipped CSV and Parquet in one folder, with the sender's note."""

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import polars as pl
import pyarrow.parquet as pq
import yaml

from synthetic.province import FORMATS, Delivery, Scale, deliveries, rule_truth


class TableWriter:
    """Writes the blocks of one table into one file, in the order they come."""

    def __init__(self, folder: Path, name: str, file_format: str) -> None:
        self.path = folder / f"{name}.{file_format}"
        self.file_format = file_format
        self._stream: IO[bytes] | gzip.GzipFile | None = None
        self._parquet: pq.ParquetWriter | None = None

    def write(self, block: pl.DataFrame) -> None:
        """Add a block."""
        if self.file_format == "parquet":
            table = block.to_arrow(compat_level=pl.CompatLevel.oldest())
            self._parquet = self._parquet or pq.ParquetWriter(self.path, table.schema, compression="zstd")
            self._parquet.write_table(table)
            return
        is_first = self._stream is None
        if self._stream is None:
            self._stream = self._open()
        self._stream.write(block.write_csv(include_header=is_first).encode())

    def close(self) -> None:
        """Finish the file."""
        for stream in (self._stream, self._parquet):
            if stream is not None:
                stream.close()

    def _open(self) -> IO[bytes] | gzip.GzipFile:
        if self.file_format == "csv.gz":
            # A fixed time stamp: the same rows give the same bytes.
            return gzip.GzipFile(filename="", fileobj=self.path.open("wb"), mode="wb", compresslevel=1, mtime=0)
        return self.path.open("wb")


def write_deliveries(scale: Scale, folder: Path, tell: Callable[[str], None] = lambda _: None) -> list[Path]:
    """Write every delivery of a scale into a folder of its own below `folder`; gives them in the order of receipt."""
    written = []
    for delivery in deliveries(scale):
        place = folder / delivery.name
        place.mkdir(parents=True, exist_ok=True)
        write_delivery(delivery, place)
        tell(delivery.name)
        written.append(place)
    return written


def write_delivery(delivery: Delivery, folder: Path) -> None:
    """Write one delivery; a table without rows is not delivered."""
    writers: dict[str, TableWriter] = {}
    for name, block in delivery.tables():
        if block.height:
            writer = writers.setdefault(name, TableWriter(folder, name, FORMATS[name]))
            writer.write(block)
    for writer in writers.values():
        writer.close()
    note: dict[str, Any] = {
        "delivered_on": delivery.delivered_on,
        "covers": {name: list(days) for name, days in delivery.covers.items()},
    }
    (folder / "drop.yaml").write_text(yaml.safe_dump(note), encoding="utf-8")


def write_truth(scale: Scale, folder: Path) -> Path:
    """Write what the rules must make of the planted persons, apart from the deliveries."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "rule_truth.parquet"
    rule_truth(scale).write_parquet(path)
    return path
