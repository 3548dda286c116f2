"""Rules of a table, compiled from its pandera model: one named expression a rule, true for good rows.

Pandera validates a frame by running each check on its own and by quoting rows in its errors. Receiving needs every
rule of a row in one pass and no value in any message, so the same checks are turned into expressions here. Nothing is
written twice: each check is called once with a recorder that hands back the expression it would have selected.
"""

import copy
import datetime as dt
from typing import Any, cast

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData

from schemas.fields import InputModel

SUFFIX_BY_CHECK = {
    "isin": "unknown_code",
    "notin": "unknown_code",
    "str_matches": "malformed",
    "str_contains": "malformed",
    "str_startswith": "malformed",
    "str_endswith": "malformed",
    "equal_to": "out_of_range",
    "not_equal_to": "out_of_range",
    "greater_than": "out_of_range",
    "greater_than_or_equal_to": "out_of_range",
    "less_than": "out_of_range",
    "less_than_or_equal_to": "out_of_range",
    "in_range": "out_of_range",
}
DUPLICATE_KEY = "duplicate_key"
RAGGED_ROW = "ragged_row"
OTHER_PRACTICE = "other_practice"
PROBLEM_CODES_DROPPED = "problem_codes_dropped"
HEALTH_NUMBER_NOT_VALID = "health_number_not_valid"
CHART_NUMBER_IS_HEALTH_NUMBER = "chart_number_is_health_number"
# Rules of a practice's own list that its model cannot see: the values they speak of are gone when it is checked.
LIST_RULES = [OTHER_PRACTICE, PROBLEM_CODES_DROPPED, HEALTH_NUMBER_NOT_VALID, CHART_NUMBER_IS_HEALTH_NUMBER]


class ModelNotCompilableError(TypeError):
    """A model holds a check that cannot become one expression: a mistake in the model, not in data."""


class _Recorder:
    """Stands where a check expects the frame, and hands back the expression the check selects."""

    def select(self, expression: pl.Expr) -> pl.Expr:
        return expression


def row_rules(model: type[InputModel], known_at: dt.date) -> dict[str, pl.Expr]:
    """Give each rule of one row by its id, as an expression that is true for good rows and never null.

    A null value passes every rule but `<column>_missing`. `known_at` is the day by which "future" is judged; it takes
    part for fields declared `not_future`. Rules of one column that share an id (a lower and an upper bound) are joined.
    Rules come in the order of the columns, then of the rules over several columns. Raises `ModelNotCompilableError`.
    """
    schema = model.to_schema()
    rules: dict[str, pl.Expr] = {}
    for name, column in schema.columns.items():
        if not column.nullable:
            rules[f"{name}_missing"] = _is_present(name, column)
        for check in column.checks or []:
            _add(rules, column_rule_id(name, check), _expression(check, name, model))
        if _is_not_future(column):
            rules[f"{name}_in_future"] = (pl.col(name) <= known_at).fill_null(True)
    for check in schema.checks or []:
        _add(rules, str(check.name), _expression(check, "*", model))
    return rules


def schema_at(model: type[InputModel], known_at: dt.date) -> pa.DataFrameSchema:
    """Give the model's pandera schema with the checks `<column>_in_future` of the day `known_at` added."""
    schema = copy.deepcopy(cast(pa.DataFrameSchema, model.to_schema()))
    for name, column in schema.columns.items():
        if _is_not_future(column):
            column.checks = [*(column.checks or []), pa.Check.le(known_at, name=f"{name}_in_future")]
    return schema


def column_rule_id(name: str, check: pa.Check) -> str:
    """Give the rule id of a check on the column `name`: `<column>_<what is wrong>`, or the check function's name."""
    if check.name == "str_length":
        return f"{name}_{_length_suffix(check.statistics or {})}"
    suffix = SUFFIX_BY_CHECK.get(str(check.name))
    return f"{name}_{suffix}" if suffix else str(check.name)


def _length_suffix(bounds: dict[str, Any]) -> str:
    given = [name for name in ("min_value", "max_value", "exact_value") if bounds.get(name) is not None]
    return {"min_value": "too_short", "max_value": "too_long"}.get("".join(given), "wrong_length")


def _is_present(name: str, column: Any) -> pl.Expr:
    present = pl.col(name).is_not_null()
    # Pandera treats NaN as missing in a column that must not be null.
    is_decimal = column.dtype.type in (pl.Float32, pl.Float64)
    return (present & pl.col(name).is_not_nan()).fill_null(False) if is_decimal else present


def _is_not_future(column: Any) -> bool:
    return bool((column.metadata or {}).get("not_future"))


def _expression(check: Any, key: str, model: type[InputModel]) -> pl.Expr:
    recorded = check._check_fn(PolarsData(cast(pl.LazyFrame, _Recorder()), key), **check._check_kwargs)
    if not isinstance(recorded, pl.Expr) or check.element_wise:
        raise ModelNotCompilableError(
            f"The check {check.name} of {model.__name__} must end in data.lazyframe.select(<one expression>)."
        )
    return recorded.fill_null(True) if check.ignore_na else recorded.fill_null(False)


def _add(rules: dict[str, pl.Expr], rule_id: str, expression: pl.Expr) -> None:
    rules[rule_id] = rules[rule_id] & expression if rule_id in rules else expression
