"""Writes the synthetic province to folders, as a source would deliver it; apart from the pipeline's own writer."""

import gzip
from collections import defaultdict
from pathlib import Path

import polars as pl

from synthetic.province import FORMATS, Delivery, Scale, deliveries


def write_deliveries(folder: Path, scale: Scale) -> list[Path]:
    """Write all deliveries of a province below `folder` and give their folders in order of receipt."""
    return [_write(folder / delivery.name, delivery) for delivery in deliveries(scale)]


def _write(drop: Path, delivery: Delivery) -> Path:
    drop.mkdir(parents=True)
    (drop / "drop.yaml").write_text(f"delivered_on: {delivery.delivered_on}\n")
    parts: dict[str, list[pl.DataFrame]] = defaultdict(list)
    for table, block in delivery.tables():
        parts[table].append(block)
    for table, blocks in parts.items():
        _write_table(drop / f"{table}.{FORMATS[table]}", pl.concat(blocks))
    return drop


def _write_table(file: Path, table: pl.DataFrame) -> None:
    if file.suffix == ".parquet":
        table.write_parquet(file)
    elif file.suffix == ".csv":
        table.write_csv(file)
    else:
        with gzip.open(file, "wb", compresslevel=1) as packed:
            packed.write(table.write_csv().encode())
