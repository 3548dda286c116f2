"""A delivery as it lies in a folder: which files, whose, delivered when, covering which days."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from flows.reading import ENDINGS, Batch, FileFacts, columns_unknown, file_facts, read_batches
from flows.refusals import Refused
from reference.column_maps import ColumnMapError, SourceMap, load_source_map
from transforms.standardise.adapters import ADAPTERS
from transforms.standardise.raw import raw_columns, source_kinds

NOTE = "drop.yaml"
READY = "_COMPLETE"


@dataclass(frozen=True)
class Delivery:
    """A folder with one delivery of a source; `files` by the stem of their names."""

    folder: Path
    source: SourceMap
    files: Mapping[str, Path]
    facts: Mapping[str, FileFacts]
    note: Mapping[str, Any]

    @property
    def drop_id(self) -> str:
        """Name of the drop by what it holds: the same files of the same source are the same drop."""
        content = [
            self.source.source,
            *sorted(f"{path.name}:{self.facts[stem].sha256}" for stem, path in self.files.items()),
        ]
        return hashlib.sha256("\n".join(content).encode()).hexdigest()[:16]


def open_delivery(folder: Path, source_name: str) -> Delivery:
    """Look at a folder and find what its source promises; raises Refused with every file that is missing."""
    if not folder.is_dir():
        raise Refused("no_folder", f"There is no folder {folder}. Name the folder that holds one delivery.")
    try:
        source = load_source_map(source_name, raw_columns())
    except ColumnMapError as error:
        raise Refused("unknown_source", str(error)) from None
    files = _files_of(folder)
    missing = [stem for stem in _stems_needed(source) if stem not in files]
    if missing:
        raise Refused(
            "file_missing",
            f"{folder.name}: {len(missing)} file(s) of the source {source.source} are missing: {', '.join(missing)}"
            f" (as {', '.join(ENDINGS)}). Ask the sender to complete the delivery.",
        )
    wanted = {stem: path for stem, path in files.items() if stem in _stems_known(source)}
    facts = {stem: file_facts(path) for stem, path in wanted.items()}
    return Delivery(folder, source, wanted, facts, _read_note(folder))


def input_batches(delivery: Delivery, folder: Path, tables: Mapping[str, pl.DataFrame], name: str) -> Iterator[Batch]:
    """Give the rows of an input in batches, from its file in `folder` or from the table an adapter made."""
    input_map = delivery.source.inputs[name]
    if delivery.source.adapter:
        table = tables[input_map.file]
        yield Batch(table.with_row_index("row_number", offset=1).with_columns(pl.col("row_number").cast(pl.Int64)), [])
        return
    path = folder / delivery.files[input_map.file].name
    yield from read_batches(path, input_map.source_columns(), kinds=source_kinds(input_map, name))


def adapted_tables(delivery: Delivery, folder: Path) -> dict[str, pl.DataFrame]:
    """Give the tables an adapter makes of the files; empty when the source needs none."""
    if not delivery.source.adapter:
        return {}
    names = delivery.source.adapter_tables
    try:
        raw = {stem: pl.read_parquet(folder / delivery.files[stem].name) for stem in names}
    except pl.exceptions.PolarsError:
        raise Refused("damaged_parquet", "A file of the delivery is not readable Parquet. Ask for it again.") from None
    return ADAPTERS[delivery.source.adapter](raw)


def supplied_inputs(delivery: Delivery) -> list[str]:
    """Name the inputs that this delivery holds."""
    held = delivery.source.inputs.items()
    return [name for name, part in held if delivery.source.adapter or part.file in delivery.files]


def unknown_columns(delivery: Delivery, folder: Path) -> list[str]:
    """Give a sentence for each file with columns that its map neither reads nor knows."""
    sentences = []
    for name in supplied_inputs(delivery) if not delivery.source.adapter else []:
        part = delivery.source.inputs[name]
        path = folder / delivery.files[part.file].name
        unknown = columns_unknown(path, {*part.source_columns(), *part.ignored})
        if unknown:
            sentences.append(
                f"{path.name}: {len(unknown)} column(s) are not in the column map and were not read: "
                f"{', '.join(unknown)}. Add them to reference/sources/{delivery.source.source}.yaml if they matter."
            )
    return sentences


def _files_of(folder: Path) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        ending = next((ending for ending in sorted(ENDINGS, key=len, reverse=True) if path.name.endswith(ending)), None)
        if path.is_file() and ending:
            stem = path.name.removesuffix(ending)
            if stem in found:
                raise Refused(
                    "file_twice", f"{folder.name} holds {stem} twice. Leave one of {found[stem].name}, {path.name}."
                )
            found[stem] = path
    return found


def _stems_needed(source: SourceMap) -> list[str]:
    if source.adapter:
        return list(source.adapter_tables)
    return [part.file for part in source.inputs.values() if not part.is_optional]


def _stems_known(source: SourceMap) -> set[str]:
    return {*source.adapter_tables, *([] if source.adapter else [part.file for part in source.inputs.values()])}


def _read_note(folder: Path) -> dict[str, Any]:
    """Read the sender's note: the day of delivery and the days covered; all of it may be absent."""
    path = folder / NOTE
    if not path.exists():
        return {}
    try:
        note = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        covers = {name: [_as_day(day) for day in days] for name, days in (note.get("covers") or {}).items()}
        delivered = _as_day(note["delivered_on"]) if "delivered_on" in note else None
    except (yaml.YAMLError, UnicodeDecodeError, AttributeError, TypeError, ValueError):
        raise Refused(
            "bad_note",
            f"{folder.name}/{NOTE} cannot be read. It holds `delivered_on: 2026-10-05` and, under `covers`, "
            "for an input its first and last day: `claims: [2022-10-01, 2026-09-30]`.",
        ) from None
    return {"covers": covers, "delivered_on": delivered}


def _as_day(value: Any) -> dt.date:
    if not isinstance(value, dt.date):
        raise TypeError("not a day")
    return value
