"""Whose list it is, and the keyed name of a chart."""

import datetime as dt

import polars as pl
import pytest

from schemas.checking import column_types
from schemas.inputs.registry import INPUTS
from tests.transforms.standardise.test_standardise import plain_map, text_table
from transforms.standardise.charts import name_charts, settle_list
from transforms.standardise.pseudonyms import pseudonymise
from transforms.standardise.tables import standardise

SECRET = b"s" * 32
DAY = dt.date(2026, 10, 5)
OTHER = "broken:other_practice"
SCHEMA = {"physician_id": pl.String(), "chart_number": pl.String()}


def rows(*practices: str | None) -> pl.DataFrame:
    return pl.DataFrame({"physician_id": practices, "chart_number": ["1"] * len(practices)}, schema=SCHEMA)


def test_rows_of_another_practice_are_flagged_and_those_of_none_are_the_senders() -> None:
    settled = settle_list(rows("a", "b", None), (), "a", DAY)
    assert settled.select("physician_id", OTHER).rows() == [("a", False), ("b", True), ("a", False)]


def test_without_a_practice_named_the_rows_say_whose_they_are() -> None:
    settled = settle_list(rows("a", "b", None), (), None, DAY)
    assert settled.select("physician_id", OTHER).rows() == [("a", False), ("b", False), (None, False)]


def test_a_practice_that_hardly_any_row_names_is_a_slip() -> None:
    flag = "broken:other_practice"
    one_in_eleven = settle_list(rows(*"a" * 11, "b"), (), None, DAY)
    assert one_in_eleven[flag].to_list() == [False] * 11 + [True]
    one_in_ten = settle_list(rows(*"a" * 10, "b"), (), None, DAY)
    assert not one_in_ten[flag].any()  # a tenth is enough for a practice of its own
    with_blanks = settle_list(rows(*[None] * 30, "a"), (), None, DAY)
    assert not with_blanks[flag].any()  # rows without a practice are no practice


def test_a_list_without_a_day_was_made_when_it_was_delivered() -> None:
    frame = rows("a").with_columns(extract_date=pl.lit(None, pl.Date))
    assert settle_list(frame, ("extract_date",), None, DAY)["extract_date"].to_list() == [DAY]
    # A source that gives days and leaves one out has a fault.
    assert settle_list(frame, (), None, DAY)["extract_date"].to_list() == [None]


def test_a_chart_without_a_status_is_of_unknown_status() -> None:
    frame = rows("a", "a").with_columns(roster_status=pl.Series([None, "inactive"], dtype=pl.String))
    assert settle_list(frame, (), None, DAY)["roster_status"].to_list() == ["unknown", "inactive"]


def test_the_name_of_a_chart_depends_on_practice_number_and_secret() -> None:
    frame = pl.DataFrame({"physician_id": ["a", "a", "b", "a1"], "chart_number": ["12", "12", "12", "2"]})
    names = name_charts(frame, SECRET)["chart_ref"]
    assert names.str.contains("^[0-9a-f]{16}$").all()
    assert names[0] == names[1] and names.n_unique() == 3
    assert name_charts(frame, b"t" * 32)["chart_ref"][0] != names[0]


@pytest.mark.parametrize("name", ["chart_entries", "chart_numbers"])
def test_a_list_ends_in_the_columns_and_types_of_its_model(name: str) -> None:
    frame = standardise(text_table(name, {"chart_number": "1"}), plain_map(name), name)
    named = pseudonymise(name_charts(settle_list(frame, (), "a", DAY), SECRET), name, SECRET, "health_number")
    types = column_types(INPUTS[name])
    assert dict(named.select(*types).schema) == types
    assert ("chart_number" in types) == (name == "chart_numbers")


def test_half_a_name_is_none() -> None:
    frame = pl.DataFrame([(None, "1"), ("a", None)], schema=SCHEMA, orient="row")
    assert name_charts(frame, SECRET)["chart_ref"].to_list() == [None, None]


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter than 32 bytes"):
        name_charts(rows("a"), b"short")
