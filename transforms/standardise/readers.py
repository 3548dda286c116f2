"""Read a source column as a canonical type: its value, and whether a delivered value could not be read.

Text is read strictly: what does not fit is null and flagged, never guessed. Columns that come typed (Parquet) are taken
as they are where the type says the same thing.
"""

import datetime as dt
import re
from collections.abc import Callable
from typing import NamedTuple

import polars as pl

from reference.column_maps import ColumnRule, Kind

LOCAL_TIME_ZONE = "America/Toronto"
TIME_OF_DAY = r"^[0-2][0-9]:[0-5][0-9](:[0-5][0-9])?$"
HOURS_AND_MINUTES = len("00:00")
FIXED_WIDTHS = {"%Y": 4, "%m": 2, "%d": 2, "%H": 2, "%M": 2, "%S": 2}


class Reading(NamedTuple):
    """The value read and, true where something was delivered that could not be read, the flag; None: cannot happen."""

    value: pl.Expr
    is_unreadable: pl.Expr | None


def trimmed(column: str, data_type: pl.DataType) -> pl.Expr:
    """Give a source column as text without outer white space; empty text is null."""
    text = pl.col(column) if data_type == pl.String else pl.col(column).cast(pl.String)
    text = text.str.strip_chars()
    return pl.when(text != "").then(text)


def is_readable_as(kind: Kind, data_type: pl.DataType) -> bool:
    """Say whether a source column of this type can be read as `kind` at all."""
    if data_type == pl.String or isinstance(data_type, pl.Categorical | pl.Enum | pl.Null):
        return True
    allowed = {
        "text": data_type.is_integer() or data_type == pl.Boolean,
        "date": data_type == pl.Date or isinstance(data_type, pl.Datetime),
        "whole": data_type.is_numeric(),
        "decimal": data_type.is_numeric(),
        "truth": data_type == pl.Boolean or data_type.is_integer(),
        "time": data_type == pl.Time or isinstance(data_type, pl.Datetime),
        "codes": data_type == pl.List(pl.String),
    }
    return allowed[kind]


def read_as(kind: Kind, rule: ColumnRule, schema: pl.Schema) -> Reading:
    """Give the expressions that read a raw canonical column of `kind` from the source columns of its rule."""
    return READERS[kind](rule, schema)


def _mapped(rule: ColumnRule, schema: pl.Schema) -> pl.Expr:
    source = rule.sources[0]
    text = trimmed(source, schema[source])
    return text.replace(dict(rule.values)) if rule.values else text


def _read_text(rule: ColumnRule, schema: pl.Schema) -> Reading:
    return Reading(_mapped(rule, schema), None)


def _read_date(rule: ColumnRule, schema: pl.Schema) -> Reading:
    source = rule.sources[0]
    data_type = schema[source]
    if data_type == pl.Date:
        return Reading(pl.col(source), None)
    if isinstance(data_type, pl.Datetime):
        return Reading(_local_date(pl.col(source), data_type.time_zone), None)
    text = trimmed(source, data_type)
    return _flagged(text, _date_of_text(text, rule.date_format))


def _local_date(moment: pl.Expr, time_zone: str | None) -> pl.Expr:
    return (moment.dt.convert_time_zone(LOCAL_TIME_ZONE) if time_zone else moment).dt.date()


def _date_of_text(text: pl.Expr, date_format: str) -> pl.Expr:
    if "%z" in date_format or date_format.endswith("Z"):
        zoned = date_format.replace("%z", "%#z") if "%z" in date_format else date_format.removesuffix("Z") + "%#z"
        return _local_date(text.str.to_datetime(zoned, strict=False, time_zone="UTC"), "UTC")
    date = text.str.to_date(date_format, strict=False)
    # The parser also takes one-digit months, signs and years that no calendar type of Python can hold.
    is_strict = date.is_between(dt.date.min, dt.date.max)
    width = _fixed_width(date_format)
    if width is not None:
        is_strict = is_strict & (text.str.len_bytes() == width)
    return pl.when(is_strict).then(date)


def _fixed_width(date_format: str) -> int | None:
    parts = re.findall("%.", date_format)
    if not all(part in FIXED_WIDTHS for part in parts):
        return None
    return len(date_format) + sum(FIXED_WIDTHS[part] - 2 for part in parts)


def _read_whole(rule: ColumnRule, schema: pl.Schema) -> Reading:
    source = rule.sources[0]
    if schema[source].is_integer() and not rule.values:
        return _flagged(pl.col(source), pl.col(source).cast(pl.Int64, strict=False))
    if schema[source].is_float() or schema[source].is_decimal():
        # Whole numbers with gaps are often stored as decimals; a fraction is not a whole number.
        number = pl.col(source).cast(pl.Float64)
        whole = pl.when(number.is_finite() & (number == number.round())).then(number)
        return _flagged(pl.col(source), whole.cast(pl.Int64, strict=False))
    text = _mapped(rule, schema)
    return _flagged(text, text.cast(pl.Int64, strict=False))


def _read_decimal(rule: ColumnRule, schema: pl.Schema) -> Reading:
    text = _mapped(rule, schema) if not schema[rule.sources[0]].is_numeric() else pl.col(rule.sources[0])
    number = text.cast(pl.Float64, strict=False)
    return _flagged(text, pl.when(number.is_finite()).then(number))


def _read_truth(rule: ColumnRule, schema: pl.Schema) -> Reading:
    source = rule.sources[0]
    if schema[source] == pl.Boolean and not rule.values:
        return Reading(pl.col(source), None)
    text = _mapped(rule, schema).str.to_lowercase()
    truth = pl.when(text == "true").then(True).when(text == "false").then(False)
    return _flagged(text, truth)


def _read_time(rule: ColumnRule, schema: pl.Schema) -> Reading:
    """A time of day as hours and minutes, with seconds or without; of a moment its local time."""
    source = rule.sources[0]
    data_type = schema[source]
    if data_type == pl.Time:
        return Reading(pl.col(source), None)
    if isinstance(data_type, pl.Datetime):
        moment = pl.col(source)
        return Reading(
            (moment.dt.convert_time_zone(LOCAL_TIME_ZONE) if data_type.time_zone else moment).dt.time(), None
        )
    text = trimmed(source, data_type)
    whole = pl.when(text.str.len_bytes() == HOURS_AND_MINUTES).then(text + ":00").otherwise(text)
    return _flagged(text, pl.when(text.str.contains(TIME_OF_DAY)).then(whole.str.to_time("%H:%M:%S", strict=False)))


def _read_codes(rule: ColumnRule, schema: pl.Schema) -> Reading:
    first = rule.sources[0]
    if len(rule.sources) > 1:
        several = pl.concat_list([trimmed(name, schema[name]) for name in rule.sources])
    elif isinstance(schema[first], pl.List):
        several = pl.col(first)
    elif rule.separator is not None:
        several = trimmed(first, schema[first]).str.split(rule.separator)
    else:
        several = pl.concat_list(trimmed(first, schema[first]))
    return Reading(_clean_codes(several), None)


def _clean_codes(several: pl.Expr) -> pl.Expr:
    code = clean_code(pl.element())
    cleaned = several.list.eval(code.filter(code != "")).list.sort()
    # The source supplies the list, so nothing delivered means none.
    return cleaned.fill_null(pl.lit([], dtype=pl.List(pl.String)))


def clean_code(text: pl.Expr) -> pl.Expr:
    """Give a diagnosis or intervention code in capitals without dots and outer white space."""
    return text.str.strip_chars().str.replace_all(".", "", literal=True).str.to_uppercase()


def _flagged(delivered: pl.Expr, value: pl.Expr) -> Reading:
    return Reading(value, delivered.is_not_null() & value.is_null())


READERS: dict[Kind, Callable[[ColumnRule, pl.Schema], Reading]] = {
    "text": _read_text,
    "date": _read_date,
    "whole": _read_whole,
    "decimal": _read_decimal,
    "truth": _read_truth,
    "time": _read_time,
    "codes": _read_codes,
}
