"""Columns that may be empty: in how many of the checked rows they are, by what the files note of themselves."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow.parquet as pq

from flows.references import MARK
from reports.quality import MissingValues
from schemas.fields import InputModel
from schemas.inputs.registry import INPUTS
from transforms.catalogue import every_family, indicators
from transforms.quality.touched import Use, uses_of

FEWEST_ROWS = 20  # local: of fewer rows a column may well be empty by chance


def missing_values(model: type[InputModel], paths: Sequence[Path]) -> Iterator[MissingValues]:
    """Give by column that may be null how many rows of the files have nothing there; no row is read."""
    empty = {column: 0 for column, kind in model.to_schema().columns.items() if kind.nullable}
    rows = 0
    for path in paths:
        metadata = pq.read_metadata(path)
        rows += metadata.num_rows
        for column, nulls in _nulls(metadata).items():
            if column in empty:
                empty[column] += nulls
    return (MissingValues(column, nulls, rows) for column, nulls in empty.items())


def remarks_on_empty(root: Path, drop_id: str, absent: Mapping[str, Collection[str]]) -> Iterator[str]:
    """Say of each input of a drop which columns that an indicator reads are empty in every valid row.

    `absent`: by input of the drop the columns that its source cannot supply, which nobody has to be told.
    """
    for name, unsupplied in absent.items():
        uses = uses_of(name, indicators(), every_family())
        read = {column for use in uses for column in use.columns} - set(unsupplied)
        if not read:
            continue
        paths = sorted((root / "standard" / name / f"drop={drop_id}").glob("bucket=*/data.parquet"))
        missing = [one for one in missing_values(INPUTS[name], paths) if one.column in read]
        empty = [one for one in missing if one.empty == one.rows >= FEWEST_ROWS]
        if empty:
            yield _sentence(name, empty, uses)


def _sentence(name: str, empty: Sequence[MissingValues], uses: Sequence[Use]) -> str:
    columns = [one.column for one in empty]
    touched = sum(not set(columns).isdisjoint(use.columns) for use in uses)
    readers = f"{touched} indicator reads" if touched == 1 else f"{touched} indicators read"
    verb, them = ("is", "it") if len(columns) == 1 else ("are", "them")
    return (
        f"{MARK}{name}: {', '.join(columns)} {verb} empty in all {empty[0].rows:,} valid rows, and {readers} {them}. "
        "Look whether the sender filled what the column map reads there."
    )


def _nulls(metadata: pq.FileMetaData) -> dict[str, int]:
    """Give nulls by column that is no list; a group of rows without a note about a column counts as full."""
    nulls: dict[str, int] = {}
    for group in range(metadata.num_row_groups):
        for place in range(metadata.num_columns):
            column = metadata.row_group(group).column(place)
            if "." not in column.path_in_schema:
                known = column.statistics.null_count if column.statistics else 0
                nulls[column.path_in_schema] = nulls.get(column.path_in_schema, 0) + (known or 0)
    return nulls
