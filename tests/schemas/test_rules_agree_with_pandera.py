"""The compiled rules and pandera itself flag the same rows, rule by rule, on generated tables."""

import datetime as dt
from collections.abc import Callable

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandera.errors import SchemaErrors

from schemas.checking import column_types
from schemas.fields import InputModel
from schemas.inputs.registry import INPUTS
from schemas.rules import column_rule_id, row_rules, schema_at

KNOWN_AT = dt.date(2026, 9, 30)
DAYS = st.sampled_from(
    [dt.date(1889, 12, 31), dt.date(1890, 1, 1), dt.date(1989, 12, 31), dt.date(1990, 1, 1), dt.date(2024, 2, 29)]
    + [KNOWN_AT - dt.timedelta(days=days) for days in (-400, -1, 0, 1, 365, 366, 367)]
)
# fmt: off
TEXTS = st.sampled_from([
    "", "A", "B", "F", "M", "X", "A007", "a007", "A0071", "ABC", "123", "12", "office", "home", "moon", "FHO", "FHO+",
    "K1A", "M5V", "J44", "J441", "J44.1", "ontario", "missing", "medical", "L", "U", "RI", "01", "99", "00",
])
# fmt: on
VALUES: dict[pl.DataType, Callable[[], st.SearchStrategy]] = {
    pl.String(): lambda: TEXTS,
    pl.Date(): lambda: DAYS,
    pl.Int64(): lambda: st.sampled_from([-1000, -999, -1, 0, 1, 2, 5, 6, 400, 999, 1000, 2**62]),
    pl.Float64(): lambda: st.sampled_from([-97.0, -96.0, -80.0, 0.0, 41.0, 43.7, 57.0, 57.1, float("nan")]),
    pl.Boolean(): st.booleans,
    pl.Time(): st.times,
    pl.List(pl.String): lambda: st.lists(TEXTS, max_size=2),
}


def tables(model: type[InputModel]) -> st.SearchStrategy[pl.DataFrame]:
    """Draw tables of the model's types whose values lie on, beside and outside the bounds of its rules."""
    types = column_types(model)
    row = st.fixed_dictionaries({name: st.none() | VALUES[of]() for name, of in types.items()})
    return st.lists(row, min_size=1, max_size=12).map(lambda rows: pl.DataFrame(rows, schema=types))


def found_by_rules(frame: pl.DataFrame, model: type[InputModel]) -> set[tuple[str, int]]:
    """Give (rule, row) of everything the compiled rules flag."""
    verdict = frame.select(**row_rules(model, KNOWN_AT))
    return {(rule, row) for rule in verdict.columns for row in (~verdict[rule]).arg_true().to_list()}


def found_by_pandera(frame: pl.DataFrame, model: type[InputModel]) -> set[tuple[str, int]]:
    """Give (rule, row) of everything pandera flags."""
    try:
        schema_at(model, KNOWN_AT).validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases.select("column", "check", "schema_context", "index").unique().iter_rows()
        return {(_rule_id(model, column, check, context), row) for column, check, context, row in cases}
    return set()


def _rule_id(model: type[InputModel], column: str, check: str, context: str) -> str:
    if context != "Column":
        return check
    if check == "not_nullable":
        return f"{column}_missing"
    checks = schema_at(model, KNOWN_AT).columns[column].checks
    return next(column_rule_id(column, known) for known in checks if check in (known.error, known.name))


@pytest.mark.parametrize("input_name", INPUTS)
def test_compiled_rules_and_pandera_flag_the_same_rows(input_name: str) -> None:
    model = INPUTS[input_name]

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(tables(model))
    def agree(frame: pl.DataFrame) -> None:
        assert found_by_rules(frame, model) == found_by_pandera(frame, model)

    agree()


def test_the_comparison_would_see_a_difference() -> None:
    model = INPUTS["ed_visits"]
    row = dict.fromkeys(column_types(model)) | {"visit_date": dt.date(2026, 10, 1), "triage_level": 6}
    frame = pl.DataFrame([row], schema=column_types(model))
    expected = {"visit_id_missing", "person_id_missing", "hospital_id_missing", "is_scheduled_missing"}
    expected |= {"visit_date_in_future", "triage_level_out_of_range"}
    assert {rule for rule, _ in found_by_pandera(frame, model)} == expected
    assert {rule for rule, _ in found_by_rules(frame, model)} == expected
