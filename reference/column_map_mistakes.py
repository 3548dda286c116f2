"""Find every mistake in the text of a column map, as sentences that say where and what is allowed."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

SOURCE_NAMES = {"source", "title", "person_key", "coverage", "adapter", "adapter_tables", "not_supplied", "inputs"}
INPUT_NAMES = {"file", "sheet", "optional", "columns", "absent", "ignored"}
RULE_NAMES = {"from", "from_columns", "date", "values", "separator", "example", "help"}
PERSON_KEYS = ("health_number", "any")


def mistakes_in(content: Any, name: str, raw_columns: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Give the mistakes in the map of the source `name`, in the order of the file; none: an empty list.

    `raw_columns`: for each input the columns a map must account for, with their kinds.
    """
    if not isinstance(content, dict):
        return ["the file must be a mapping that starts with `source:`"]
    found = [*_head_mistakes(content, name), *_coverage_mistakes(content.get("coverage"), raw_columns)]
    inputs = content.get("inputs")
    if not isinstance(inputs, dict) or not inputs:
        return [*found, "inputs: must name at least one input"]
    for input_name, part in inputs.items():
        if input_name not in raw_columns:
            found.append(f"inputs.{input_name}: no such input; inputs are {', '.join(raw_columns)}")
        else:
            found += [f"inputs.{input_name}{mistake}" for mistake in _input_mistakes(part, raw_columns[input_name])]
    return found


def _head_mistakes(content: dict, name: str) -> Iterator[str]:
    yield from _unknown_names(content, SOURCE_NAMES)
    if content.get("source") != name:
        yield f"source: must be {name}, the name of the file"
    if not _is_text(content.get("title")):
        yield "title: must be a text"
    if content.get("person_key") not in PERSON_KEYS:
        yield f"person_key: must be one of {', '.join(PERSON_KEYS)}"
    if content.get("adapter") is not None and not _is_text(content["adapter"]):
        yield "adapter: must be the name of an adapter, or null"
    tables = content.get("adapter_tables") or []
    if not _is_list_of_texts(tables) or bool(tables) != bool(content.get("adapter")):
        yield "adapter_tables: must list the files the adapter reads, and be absent without an adapter"
    not_supplied = content.get("not_supplied") or {}
    if not isinstance(not_supplied, dict) or not all(_is_text(reason) for reason in not_supplied.values()):
        yield "not_supplied: must give a reason by input"


def _coverage_mistakes(coverage: Any, raw_columns: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    if coverage is None:
        return
    if not isinstance(coverage, dict):
        yield "coverage: must give a day by input"
        return
    for input_name, day in coverage.items():
        if input_name not in raw_columns:
            yield f"coverage.{input_name}: no such input; inputs are {', '.join(raw_columns)}"
        if not isinstance(day, dt.date) or isinstance(day, dt.datetime):
            yield f"coverage.{input_name}: must be a day such as 2011-04-01"


def _input_mistakes(part: Any, wanted: Mapping[str, str]) -> Iterator[str]:
    if not isinstance(part, dict):
        yield ": must be a mapping with `file` and `columns`"
        return
    yield from (f": {mistake}" for mistake in _unknown_names(part, INPUT_NAMES))
    if not _is_text(part.get("file")) or any(sign in part["file"] for sign in "./\\"):
        yield ".file: must be the name of a file without folder and ending"
    if "sheet" in part and not _is_text(part["sheet"]):
        yield ".sheet: must be the name of a sheet of a workbook"
    if not isinstance(part.get("optional", False), bool):
        yield ".optional: must be true or false"
    for listed in ("absent", "ignored"):
        if not _is_list_of_texts(part.get(listed) or []):
            yield f".{listed}: must be a list of columns"
            return
    columns = part.get("columns")
    if not isinstance(columns, dict) or not columns:
        yield ".columns: must say how each column is read"
        return
    yield from _account_mistakes(part, wanted)
    for column, rule in columns.items():
        if column in wanted:
            yield from (f".columns.{column}: {mistake}" for mistake in _rule_mistakes(rule, wanted[column]))


def _account_mistakes(part: dict, wanted: Mapping[str, str]) -> Iterator[str]:
    columns, absent = part["columns"], part.get("absent") or []
    for name in [*columns, *absent]:
        if name not in wanted:
            yield f": {name} is not a column of this input; columns are {', '.join(wanted)}"
    for name in wanted:
        if name not in columns and name not in absent:
            yield f": {name} is neither read nor listed under absent"
        if name in columns and name in absent:
            yield f": {name} is both read and listed under absent"
    read = {name for rule in columns.values() if isinstance(rule, dict) for name in _sources(rule)}
    for name in part.get("ignored") or []:
        if name in read:
            yield f": the source column {name} is both read and listed under ignored"


def _rule_mistakes(rule: Any, kind: str) -> Iterator[str]:
    if not isinstance(rule, dict):
        yield "must be a mapping such as {from: name}"
        return
    yield from _unknown_names(rule, RULE_NAMES)
    if ("from" in rule) == ("from_columns" in rule):
        yield "needs either from or from_columns"
    elif "from" in rule and not _is_text(rule["from"]):
        yield "from: must be the name of a source column"
    elif "from_columns" in rule and not (rule["from_columns"] and _is_list_of_texts(rule["from_columns"])):
        yield "from_columns: must be a list of source columns"
    if "from_columns" in rule and kind != "codes":
        yield "from_columns: is for lists of codes only"
    if "separator" in rule and (kind != "codes" or "from" not in rule or not _is_text(rule["separator"])):
        yield "separator: is a text, for lists of codes read from one column"
    if "date" in rule and (kind != "date" or not _is_text(rule["date"]) or "%" not in rule["date"]):
        yield 'date: is a format such as "%Y-%m-%d", for dates only'
    for name in ("example", "help"):
        if name in rule and not _is_text(rule[name]):
            yield f"{name}: is a text in quotes, for the template of the source"
    yield from _values_mistakes(rule.get("values"), kind)


def _values_mistakes(values: Any, kind: str) -> Iterator[str]:
    if values is None:
        return
    if kind not in ("text", "truth", "whole") or not isinstance(values, dict):
        yield "values: gives a canonical value by delivered text, for texts, whole numbers and true or false only"
        return
    if not all(isinstance(key, str) for key in values):
        yield 'values: put each delivered value in quotes ("1", "yes"); YAML turns bare ones into something else'
    types = {"text": (str,), "truth": (bool,), "whole": (int,)}[kind]
    for key, value in values.items():
        if value is not None and (not isinstance(value, types) or (kind == "whole" and isinstance(value, bool))):
            wanted = {"text": "a text in quotes", "truth": "true or false", "whole": "a whole number"}[kind]
            yield f"values: {key} must become {wanted}, or null"


def _sources(rule: dict) -> list[str]:
    several = rule.get("from_columns")
    named: list[Any] = several if isinstance(several, list) else [rule.get("from")]
    return [name for name in named if _is_text(name)]


def _unknown_names(mapping: dict, known: set[str]) -> Iterator[str]:
    for name in mapping:
        if name not in known:
            yield f"{name} is not known here; known are {', '.join(sorted(known))}"


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def _is_list_of_texts(value: Any) -> bool:
    return isinstance(value, list) and all(_is_text(item) for item in value)
