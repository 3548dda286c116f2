"""The data dictionary of shipped tables in a language, generated from their models."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from reports.translation import DICTIONARY, ENGLISH, translator

COLUMNS = ["table", "column", "type", "nullable", "description", "null_meaning"]
# Table and column are names to be found again, the same in every language.
NAMES = 2
NULL_CLAUSE = "; null:"
NEVER_NULL = "never null"


def type_words(data_type: pl.DataType) -> str:
    """Name a polars type for readers of any tool."""
    if isinstance(data_type, pl.List):
        inner = data_type.inner
        return f"list of {type_words(inner if isinstance(inner, pl.DataType) else inner())}"
    if data_type.is_integer():
        return "whole number"
    if data_type.is_float():
        return "number"
    names = {pl.String: "text", pl.Boolean: "true or false", pl.Date: "date"}
    return names.get(data_type.base_type(), str(data_type).lower())


def null_split(description: str, nullable: bool) -> tuple[str, str]:
    """Part a description from its closing clause "; null: …"; a column without nulls says so."""
    meaning, _, null_meaning = description.partition(NULL_CLAUSE)
    return meaning.strip(), null_meaning.strip() if nullable else NEVER_NULL


def column_row(table: str, name: str, column: Any) -> list[str]:
    """Give the dictionary's line for one column of a pandera schema, in English."""
    description, null_meaning = null_split(column.description or "", column.nullable)
    nullable = "yes" if column.nullable else "no"
    return [table, name, type_words(column.dtype.type), nullable, description, null_meaning]


def render_dictionary(models: Mapping[str, type], language: str = ENGLISH) -> bytes:
    """One row per table and column: CSV in UTF-8 with a header, in the order of the models and of their columns.

    `models` gives the pandera model of each table. `null_meaning` is "never null" where nulls are not allowed. Words
    are those of the language, English where it has none; the names of tables and columns stay.
    """
    say = translator(language, DICTIONARY)
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(map(say, COLUMNS))
    for row in _rows(models):
        writer.writerow(row[:NAMES] + [say(text) for text in row[NAMES:]])
    return buffer.getvalue().encode("utf-8")


def dictionary_texts(models: Mapping[str, type]) -> list[str]:
    """Give every English text of the dictionary, each once, in order: what another language must translate."""
    texts = [*COLUMNS, *(text for row in _rows(models) for text in row[NAMES:])]
    return [text for text in dict.fromkeys(texts) if text]


def _rows(models: Mapping[str, type]) -> Iterator[list[str]]:
    for table, model in models.items():
        columns = model.to_schema().columns  # type: ignore[attr-defined]
        yield from (column_row(table, name, column) for name, column in columns.items())
