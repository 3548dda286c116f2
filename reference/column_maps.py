"""Column maps: how each source names, codes and leaves out the columns of an input.

A map is a YAML file, `reference/sources/<source>.yaml`, written by whoever knows the source. Everything that is wrong
with it is reported at once, when it is loaded.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal

from reference.column_map_mistakes import mistakes_in
from reference.yaml_text import DuplicateNameError, read_yaml

Kind = Literal["text", "date", "whole", "decimal", "truth", "time", "codes"]
RawColumns = Mapping[str, Mapping[str, Kind]]
SOURCES: Traversable = files("reference") / "sources"
DEFAULT_DATE_FORMAT = "%Y-%m-%d"


class ColumnMapError(ValueError):
    """A column map cannot be used; the message lists every mistake."""


@dataclass(frozen=True)
class ColumnRule:
    """How one raw canonical column is read.

    `sources`: the source columns, one unless a list is gathered from several. `date_format`: of a date given as text.
    `values`: delivered text → canonical text (None: null); what is not listed stays. `separator`: of a list in a text.
    `example` and `help`: a made-up value and an explanation for the template of the source; None: it is left empty
    there, and the description of the contract explains it.
    """

    sources: tuple[str, ...]
    date_format: str = DEFAULT_DATE_FORMAT
    values: Mapping[str, str | None] = field(default_factory=dict)
    separator: str | None = None
    example: str | None = None
    help: str | None = None


@dataclass(frozen=True)
class InputMap:
    """How one input is read from its file.

    `file`: the stem of the file's name. `absent`: raw canonical columns the source cannot supply. `ignored`: columns of
    the file that are known and not read. `sheet`: the one read of an Excel workbook; None: it has but one.
    """

    file: str
    is_optional: bool
    columns: Mapping[str, ColumnRule]
    absent: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    sheet: str | None = None

    def source_columns(self) -> list[str]:
        """Give the columns of the file that are read, each once, in the order of the map."""
        return list(dict.fromkeys(name for rule in self.columns.values() for name in rule.sources))


@dataclass(frozen=True)
class SourceMap:
    """How one source delivers its inputs.

    `person_key`: the rule of its person keys. `coverage`: first day the source is complete for an input; an input not
    named is complete from the start. `adapter`: name of the adapter that prepares the files; None: none.
    `adapter_tables`: stems of the files it reads.
    """

    source: str
    title: str
    person_key: Literal["health_number", "any"]
    coverage: Mapping[str, dt.date]
    adapter: str | None
    adapter_tables: tuple[str, ...]
    inputs: Mapping[str, InputMap]


def load_source_map(name: str, raw_columns: RawColumns, folder: Traversable = SOURCES) -> SourceMap:
    """Load and verify the column map of the source `name`.

    `raw_columns`: for each input the columns a map must account for, with their kinds. `folder`: where the maps are.
    Raises `ColumnMapError`: for an unknown source naming the known ones, else with every mistake in the file.
    """
    known = known_sources(folder)
    if name not in known:
        raise ColumnMapError(f"There is no column map for the source {name!r}; known sources: {', '.join(known)}.")
    try:
        content = read_yaml((folder / f"{name}.yaml").read_text(encoding="utf-8"))
    except DuplicateNameError as error:
        raise ColumnMapError(f"{name}.yaml: {error}") from None
    mistakes = mistakes_in(content, name, raw_columns)
    if mistakes:
        listed = "\n".join(f"- {mistake}" for mistake in mistakes)
        raise ColumnMapError(f"{name}.yaml has {len(mistakes)} mistake(s):\n{listed}")
    return _source_map(content)


def known_sources(folder: Traversable = SOURCES) -> list[str]:
    """Give the names of the sources that have a column map, sorted."""
    return sorted(entry.name.removesuffix(".yaml") for entry in folder.iterdir() if entry.name.endswith(".yaml"))


def _source_map(content: dict) -> SourceMap:
    return SourceMap(
        source=content["source"],
        title=content["title"],
        person_key=content["person_key"],
        coverage=content.get("coverage") or {},
        adapter=content.get("adapter"),
        adapter_tables=tuple(content.get("adapter_tables") or ()),
        inputs={name: _input_map(part) for name, part in content["inputs"].items()},
    )


def _input_map(part: dict) -> InputMap:
    return InputMap(
        file=part["file"],
        is_optional=part.get("optional", False),
        columns={name: _column_rule(rule) for name, rule in part["columns"].items()},
        absent=tuple(part.get("absent") or ()),
        ignored=tuple(part.get("ignored") or ()),
        sheet=part.get("sheet"),
    )


def _column_rule(rule: dict) -> ColumnRule:
    return ColumnRule(
        sources=tuple(rule["from_columns"]) if "from_columns" in rule else (rule["from"],),
        date_format=rule.get("date", DEFAULT_DATE_FORMAT),
        values={key: _as_text(value) for key, value in (rule.get("values") or {}).items()},
        separator=rule.get("separator"),
        example=rule.get("example"),
        help=rule.get("help"),
    )


def _as_text(value: object) -> str | None:
    """Give a mapped value as text, which every reader starts from: true → "true", 3 → "3"."""
    if value is None:
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)
