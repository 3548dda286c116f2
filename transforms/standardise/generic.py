"""From source columns to raw canonical columns, the same way for every input."""

import polars as pl

from reference.column_maps import InputMap, Kind
from schemas.checking import UNREADABLE
from transforms.standardise.raw import KINDS, raw_columns
from transforms.standardise.readers import Reading, is_readable_as, read_as


def read_raw_columns(raw: pl.DataFrame, input_map: InputMap, input_name: str) -> pl.DataFrame:
    """One row per row of `raw`, in its order: `row_number`, the raw canonical columns, and their flags.

    A flag `unreadable:<column>` is true where a value was delivered that cannot be read; the value is null then. Null
    without a flag: nothing was delivered, or the source cannot supply the column. Raises `TypeError` when a source
    column has a type that cannot be read as wanted (see `unreadable_columns`).
    """
    wrong = unreadable_columns(raw.schema, input_map, input_name)
    if wrong:
        raise TypeError(f"{input_name}: source columns of a type that cannot be read as wanted: {', '.join(wrong)}.")
    values: dict[str, pl.Expr] = {}
    flags: dict[str, pl.Expr] = {}
    for name, kind in raw_columns()[input_name].items():
        reading = _reading(name, kind, input_map, raw.schema)
        values[name] = reading.value
        if reading.is_unreadable is not None:
            flags[UNREADABLE + name] = reading.is_unreadable
    return raw.select("row_number", **values, **flags)


def unreadable_columns(schema: pl.Schema, input_map: InputMap, input_name: str) -> list[str]:
    """Give the source columns in `schema` whose type cannot be read as the column map wants; sorted."""
    kinds = raw_columns()[input_name]
    wrong = {
        source
        for name, rule in input_map.columns.items()
        for source in rule.sources
        if source in schema and not is_readable_as(_part_kind(kinds[name], rule.sources), schema[source])
    }
    return sorted(wrong)


def _part_kind(kind: Kind, sources: tuple[str, ...]) -> Kind:
    return "text" if len(sources) > 1 else kind


def _reading(name: str, kind: Kind, input_map: InputMap, schema: pl.Schema) -> Reading:
    if name in input_map.columns:
        return read_as(kind, input_map.columns[name], schema)
    data_type = next(data_type for data_type, named in KINDS.items() if named == kind)
    return Reading(pl.lit(None, dtype=data_type), None)
