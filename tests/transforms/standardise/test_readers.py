"""How a source column is read as a canonical type: the value, and whether it could be read."""

import datetime as dt

import polars as pl
import pytest

from reference.column_maps import ColumnRule, Kind
from transforms.standardise.readers import is_readable_as, read_as


def read(kind: Kind, delivered: list, **rule: object) -> list[tuple]:
    """Give (value, is unreadable) for each delivered value of one source column."""
    frame = pl.DataFrame({"delivered": delivered})
    reading = read_as(kind, ColumnRule(("delivered",), **rule), frame.schema)
    flag = pl.lit(False) if reading.is_unreadable is None else reading.is_unreadable
    return frame.select(value=reading.value, flag=flag).rows()


def test_text_is_trimmed_and_empty_is_null() -> None:
    assert read("text", ["  a b ", "", "   ", None]) == [("a b", False), (None, False), (None, False), (None, False)]


def test_listed_values_are_translated_and_others_stay() -> None:
    assert read("text", ["1", " 2 ", "3"], values={"1": "M", "2": "F"}) == [("M", False), ("F", False), ("3", False)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-02-29", dt.date(2024, 2, 29)),
        (" 2024-02-29 ", dt.date(2024, 2, 29)),
        ("2023-02-29", None),
        ("2024-2-29", None),
        ("24-02-29", None),
        ("2024-02-29 00:00", None),
        ("2024/02/29", None),
        ("-202-02-09", None),
        ("29 Feb", None),
    ],
)
def test_dates_are_read_strictly(text: str, expected: dt.date | None) -> None:
    assert read("date", [text]) == [(expected, expected is None)]


def test_a_missing_date_is_not_unreadable() -> None:
    assert read("date", ["", None]) == [(None, False), (None, False)]


def test_other_date_formats() -> None:
    assert read("date", ["20240229", "2024229"], date_format="%Y%m%d") == [(dt.date(2024, 2, 29), False), (None, True)]
    assert read("date", ["29-Feb-2024"], date_format="%d-%b-%Y") == [(dt.date(2024, 2, 29), False)]
    assert read("date", ["2024-02-29 23:59:59"], date_format="%Y-%m-%d %H:%M:%S") == [(dt.date(2024, 2, 29), False)]


@pytest.mark.parametrize("date_format", ["%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M:%S%z"])
def test_a_moment_with_a_zone_becomes_the_local_date(date_format: str) -> None:
    moments = ["2024-07-01T03:59:59Z", "2024-07-01T04:00:00Z", "2024-01-01T04:59:59Z", "2024-07-01"]
    expected = [dt.date(2024, 6, 30), dt.date(2024, 7, 1), dt.date(2023, 12, 31), None]
    assert [value for value, _ in read("date", moments, date_format=date_format)] == expected


def test_typed_dates_are_taken_as_they_are() -> None:
    moment = dt.datetime(2024, 7, 1, 3, 59)
    assert read("date", [dt.date(2024, 7, 1)]) == [(dt.date(2024, 7, 1), False)]
    assert read("date", [moment]) == [(dt.date(2024, 7, 1), False)]
    assert read("date", [moment.replace(tzinfo=dt.UTC)]) == [(dt.date(2024, 6, 30), False)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("12", 12), (" -3 ", -3), ("007", 7), ("1.0", None), ("1e3", None), ("1,000", None), ("9" * 20, None)],
)
def test_whole_numbers_are_read_strictly(text: str, expected: int | None) -> None:
    assert read("whole", [text]) == [(expected, expected is None)]


def test_whole_numbers_stored_as_decimals() -> None:
    assert read("whole", [2.0, 2.5, None, float("nan")]) == [(2, False), (None, True), (None, False), (None, True)]


def test_a_code_may_stand_for_unknown() -> None:
    assert read("whole", ["9", "5", "x"], values={"9": None}) == [(None, False), (5, False), (None, True)]


def test_decimals() -> None:
    read_values = read("decimal", ["43.7", "43,7", "nan", "inf", ""])
    assert read_values == [(43.7, False), (None, True), (None, True), (None, True), (None, False)]


def test_truth() -> None:
    assert read("truth", ["S", "U", "?", ""], values={"S": "true", "U": "false"}) == [
        (True, False),
        (False, False),
        (None, True),
        (None, False),
    ]
    assert read("truth", ["TRUE", "false"]) == [(True, False), (False, False)]
    assert read("truth", [True, None]) == [(True, False), (None, False)]
    assert read("truth", [1, 0], values={"1": "true", "0": "false"}) == [(True, False), (False, False)]


def test_codes_from_a_text_with_separator() -> None:
    assert read("codes", ["j44.1|E11.9", " |i10", "", None], separator="|") == [
        (["E119", "J441"], False),
        (["I10"], False),
        ([], False),
        ([], False),
    ]


def test_codes_from_a_list() -> None:
    assert read("codes", [["b.1", None, ""], None]) == [(["B1"], False), ([], False)]


def test_codes_gathered_from_columns() -> None:
    frame = pl.DataFrame({"dx_2": ["e11.9", None, " "], "dx_3": ["A00", "b01", None]})
    reading = read_as("codes", ColumnRule(("dx_2", "dx_3")), frame.schema)
    assert frame.select(reading.value).to_series().to_list() == [["A00", "E119"], ["B01"], []]


@pytest.mark.parametrize(
    ("kind", "data_type", "expected"),
    [
        ("text", pl.Int64(), True),
        ("text", pl.Float64(), False),
        ("text", pl.Struct({"a": pl.Int64}), False),
        ("date", pl.Int32(), False),
        ("date", pl.Datetime("us", "UTC"), True),
        ("date", pl.Null(), True),
        ("whole", pl.Boolean(), False),
        ("whole", pl.Decimal(10, 2), True),
        ("truth", pl.Float64(), False),
        ("codes", pl.List(pl.Int64), False),
        ("codes", pl.Categorical(), True),
    ],
)
def test_which_types_can_be_read(kind: Kind, data_type: pl.DataType, expected: bool) -> None:
    assert is_readable_as(kind, data_type) is expected
