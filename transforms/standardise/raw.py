"""Raw canonical columns: what a column map must supply for each input, before pseudonymisation.

They are the columns of the model, except that a person is still named by the delivered key, an address by its postal
code and a fee by its whole code. From them the columns of the model are derived.
"""

import polars as pl

from reference.column_maps import InputMap, Kind, RawColumns
from schemas.checking import column_types
from schemas.inputs.registry import INPUTS

KINDS: dict[pl.DataType, Kind] = {
    pl.String(): "text",
    pl.Date(): "date",
    pl.Int64(): "whole",
    pl.Float64(): "decimal",
    pl.Boolean(): "truth",
    pl.Time(): "time",
    pl.List(pl.String): "codes",
}
PERSON_KEY = "person_key"
MOTHER_KEY = "mother_person_key"
# Column of the model → column that names the same person as delivered.
KEYS_BY_PSEUDONYM = {"person_id": PERSON_KEY, "mother_person_id": MOTHER_KEY}
RAW_NAMES: dict[str, dict[str, str | None]] = {
    "persons": {"has_valid_key": None, "area_id": "postal_code", "postal_status": None},
    "physicians": {"area_id": "postal_code"},
    "claims": {"fee_suffix": None},
    "addresses": {"area_id": "postal_code", "postal_status": None},
    "centres": {"area_id": "postal_code"},
    "chart_entries": {"chart_ref": "chart_number"},
    "chart_numbers": {"chart_ref": None},
}


def raw_columns() -> RawColumns:
    """Give, for each input, its raw canonical columns with their kinds, in the order of the model."""
    return {input_name: _raw_columns_of(input_name) for input_name in INPUTS}


def _raw_columns_of(input_name: str) -> dict[str, Kind]:
    renamed: dict[str, str | None] = {**KEYS_BY_PSEUDONYM, **RAW_NAMES.get(input_name, {})}
    columns: dict[str, Kind] = {}
    for name, data_type in column_types(INPUTS[input_name]).items():
        raw_name = renamed.get(name, name)
        if raw_name is not None:
            columns[raw_name] = "text" if raw_name != name else KINDS[data_type]
    return columns


def source_kinds(input_map: InputMap, input_name: str) -> dict[str, Kind]:
    """Give the kind each source column is read as; parts of a gathered list are texts."""
    kinds = raw_columns()[input_name]
    return {
        source: "text" if len(rule.sources) > 1 else kinds[name]
        for name, rule in input_map.columns.items()
        for source in rule.sources
    }
