"""Rules compiled from the models: their names, and what each says of a null."""

import datetime as dt

import pandera.polars as pa
import polars as pl
import pytest

from schemas.fields import Contract, InputModel, described
from schemas.inputs.registry import INPUTS
from schemas.rules import LIST_RULES, ModelNotCompilableError, row_rules, schema_at

KNOWN_AT = dt.date(2026, 9, 30)


class Readings(InputModel):
    """One row per reading: one column for each kind of rule."""

    # N805 below: pandera passes the class to its checks.

    place: str = described("isin", isin=["here", "there"])
    code: str = described("pattern", nullable=True, str_matches=r"^[A-Z][0-9]$")
    short: str = described("length", nullable=True, str_length={"min_value": 2})
    exact: str = described("length", nullable=True, str_length={"min_value": 2, "max_value": 3})
    level: int = described("both bounds", nullable=True, ge=1, le=5)
    share: float = described("range", in_range={"min_value": 0.0, "max_value": 1.0})
    day: dt.date = described("not in the future", nullable=True, not_future=True)
    until: dt.date = described("may be in the future", nullable=True)

    class Config(InputModel.Config):
        metadata = {"contract": Contract(key=["place"])}

    @pa.check("level")
    def level_not_three(cls, data: pa.PolarsData) -> pl.LazyFrame:  # noqa: N805
        """True for good rows."""
        return data.lazyframe.select(pl.col(data.key) != 3)

    @pa.dataframe_check
    def day_not_after_until(cls, data: pa.PolarsData) -> pl.LazyFrame:  # noqa: N805
        """True for good rows."""
        return data.lazyframe.select(pl.col("day") <= pl.col("until"))


GOOD = {
    "place": "here",
    "code": "A1",
    "short": "ab",
    "exact": "abc",
    "level": 5,
    "share": 0.5,
    "day": KNOWN_AT,
    "until": dt.date(2030, 1, 1),
}


def broken(**changes: object) -> list[str]:
    """Give the rules that one row breaks: the good row with some values changed."""
    types = {name: column.dtype.type for name, column in Readings.to_schema().columns.items()}
    row = pl.DataFrame([{**GOOD, **changes}], schema=types)
    verdict = row.select(**row_rules(Readings, KNOWN_AT)).row(0, named=True)
    assert None not in verdict.values()
    return [rule_id for rule_id, passes in verdict.items() if not passes]


def test_rules_come_in_the_order_of_the_columns_then_the_table() -> None:
    assert list(row_rules(Readings, KNOWN_AT)) == [
        "place_missing",
        "place_unknown_code",
        "code_malformed",
        "short_too_short",
        "exact_wrong_length",
        "level_out_of_range",
        "level_not_three",
        "share_missing",
        "share_out_of_range",
        "day_in_future",
        "day_not_after_until",
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"place": "elsewhere"}, ["place_unknown_code"]),
        ({"place": None}, ["place_missing"]),
        ({"code": "a1"}, ["code_malformed"]),
        ({"short": "a"}, ["short_too_short"]),
        ({"exact": "abcd"}, ["exact_wrong_length"]),
        ({"level": 0}, ["level_out_of_range"]),
        ({"level": 6}, ["level_out_of_range"]),
        ({"level": 3}, ["level_not_three"]),
        ({"share": None}, ["share_missing"]),
        ({"share": 1.5}, ["share_out_of_range"]),
        ({"share": float("nan")}, ["share_missing", "share_out_of_range"]),
        ({"day": dt.date(2026, 10, 1)}, ["day_in_future"]),
        ({"day": dt.date(2026, 9, 30), "until": dt.date(2026, 9, 29)}, ["day_not_after_until"]),
        ({"code": None, "short": None, "exact": None, "level": None, "day": None, "until": None}, []),
    ],
)
def test_each_rule_flags_its_rows_and_lets_nulls_pass(changes: dict[str, object], expected: list[str]) -> None:
    assert broken(**changes) == expected


def test_a_check_that_is_not_one_expression_is_a_mistake_in_the_model() -> None:
    class Wrong(Readings):
        @pa.dataframe_check
        def two_expressions(cls, data: pa.PolarsData) -> bool:  # noqa: N805
            return True

    with pytest.raises(ModelNotCompilableError, match="two_expressions of Wrong must end in"):
        row_rules(Wrong, KNOWN_AT)


def test_every_input_compiles_and_every_warning_names_a_rule() -> None:
    for model in INPUTS.values():
        rules = row_rules(model, KNOWN_AT)
        assert rules
        assert set(model.contract().warnings) <= {*rules, *LIST_RULES}


def test_the_day_is_added_to_a_copy_of_the_schema() -> None:
    before = len(Readings.to_schema().columns["day"].checks)
    assert len(schema_at(Readings, KNOWN_AT).columns["day"].checks) == before + 1
    assert len(Readings.to_schema().columns["day"].checks) == before
