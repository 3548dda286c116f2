"""Read Parquet files in bounded batches, each column in its own type."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import polars as pl
import pyarrow as pa
from pyarrow.parquet import ParquetFile

from flows.refusals import Refused
from reference.column_maps import Kind
from transforms.standardise.readers import is_readable_as

WORDS: dict[Kind, str] = {
    "text": "text",
    "date": "a date",
    "whole": "a whole number",
    "decimal": "a number",
    "truth": "true or false",
    "time": "a time of day",
    "codes": "a list of codes",
}


def parquet_header(path: Path) -> list[str]:
    """Give the column names of the file. Raises `Refused`: `damaged_parquet`, `header_only`."""
    file = _open(path)
    if file.metadata.num_rows == 0:
        raise Refused("header_only", f"{path.name} holds columns and no rows. Deliver it again with its rows.")
    return file.schema_arrow.names


def read_parquet_pieces(
    path: Path, columns: Sequence[str], batch_rows: int, kinds: Mapping[str, Kind]
) -> Iterator[pa.RecordBatch]:
    """Give the rows of `columns` in record batches of at most `batch_rows`. Raises `Refused`.

    A column whose type cannot be read as its kind is refused at once; a damaged file while it is read.
    """
    file = _open(path)
    _require_types(path, file.schema_arrow, columns, kinds)
    return _pieces(path, file, columns, batch_rows)


def _pieces(path: Path, file: ParquetFile, columns: Sequence[str], rows: int) -> Iterator[pa.RecordBatch]:
    try:
        for piece in file.iter_batches(batch_size=rows, columns=list(columns)):
            yield piece.select(list(columns))
    except (pa.ArrowException, OSError):
        raise _damaged(path) from None


def _open(path: Path) -> ParquetFile:
    try:
        return ParquetFile(path, page_checksum_verification=True)
    except (pa.ArrowException, OSError):
        raise _damaged(path) from None


def _require_types(path: Path, schema: pa.Schema, columns: Sequence[str], kinds: Mapping[str, Kind]) -> None:
    for name in columns:
        kind = kinds.get(name)
        if kind is not None and not _is_readable(schema.field(name), kind):
            raise Refused(
                "wrong_type",
                f"{path.name}: the column {name} holds {schema.field(name).type}, which cannot be read as "
                f"{WORDS[kind]}. Deliver it as {WORDS[kind]} or as text, or correct the column map.",
            )


def _is_readable(field: pa.Field, kind: Kind) -> bool:
    try:
        empty = pl.DataFrame(pl.from_arrow(pa.schema([field]).empty_table()))
    except (pl.exceptions.PolarsError, pa.ArrowException):
        return False
    return is_readable_as(kind, empty.dtypes[0])


def _damaged(path: Path) -> Refused:
    return Refused(
        "damaged_parquet",
        f"{path.name} is not a Parquet file, or is damaged or incomplete. Copy or export it again.",
    )
