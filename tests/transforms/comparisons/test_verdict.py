"""Verdicts and how many chance alone would give (comparisons, 26)."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from tests.tables import assert_rows, table
from transforms.comparisons.verdict import REASONS, count_verdicts, judge

NUMBERS = {name: pl.Float64() for name in ("value", "lower", "upper", "comparator_value")}
SCHEMA = {
    "unit_id": pl.String(),
    "direction": pl.String(),
    "denominator": pl.Int64(),
    "minimum_denominator": pl.Int64(),
    **NUMBERS,
}
USUAL = {"direction": "higher", "denominator": 100, "minimum_denominator": 20, "value": 50.0, "comparator_value": 40.0}


def results(text: str) -> pl.DataFrame:
    return table(text, SCHEMA, lower=45.0, upper=55.0, **USUAL)


def test_the_limits_decide() -> None:
    text = """
        unit_id direction lower upper | verdict verdict_reason
        a       higher    40.1  60    | better  limits_above
        b       higher    40    60    | similar limits_hold    # right on the comparator
        c       higher    10    39.9  | worse   limits_below
        d       higher    10    40    | similar limits_hold
        e       lower     40.1  60    | worse   limits_above
        f       lower     10    39.9  | better  limits_below
    """
    assert_rows(judge(results(text)), text)


def test_when_nothing_is_said() -> None:
    text = """
        unit_id direction denominator value lower upper comparator_value | verdict verdict_reason
        a       context   100         50    45    55    40               | none    context
        b       -         100         50    45    55    40               | none    context
        c       higher    -           -     -     -     40               | none    not_computable
        d       higher    19          50    45    55    40               | none    below_minimum
        e       higher    20          50    45    55    40               | better  limits_above
        f       higher    0           -     -     -     40               | none    below_minimum
        g       higher    100         -     -     -     40               | none    no_value   # such as an adjusted one
        h       higher    100         50    -     55    40               | none    no_limits
        i       higher    100         50    45    -     40               | none    no_limits
        j       higher    100         50    45    55    -                | none    no_comparator
        k       context   -           -     -     -     -                | none    context         # the first reason
    """
    assert_rows(judge(results(text)), text)


def test_adjusted_values_are_judged_by_their_own_limits() -> None:
    frame = results("unit_id\na").with_columns(
        adjusted_value=pl.lit(30.0), adjusted_lower=pl.lit(25.0), adjusted_upper=pl.lit(35.0)
    )
    assert judge(frame)["verdict"].item() == "better"
    assert judge(frame, "adjusted_value", "adjusted_lower", "adjusted_upper")["verdict"].item() == "worse"


def test_counts_of_verdicts_and_of_chance() -> None:
    verdicts = pl.DataFrame(
        {
            "unit_id": ["b"] * 30 + ["a"] * 3 + ["c"],
            "verdict": ["better"] * 4
            + ["worse"]
            + ["similar"] * 15
            + ["none"] * 10
            + ["worse", "worse", "none"]
            + ["none"],
        }
    )
    expected = """
        unit_id judged better similar worse outside_by_chance
        a       2      0      0       2     0.1
        b       20     4      15      1     1.0
        c       0      0      0       0     0.0
    """
    assert_rows(count_verdicts(verdicts, ["unit_id"]), expected)
    assert count_verdicts(verdicts).row(0) == (22, 4, 15, 3, 1.1)
    assert count_verdicts(verdicts.clear()).row(0) == (0, 0, 0, 0, 0.0)


PERHAPS = st.none() | st.floats(0, 100)


@given(st.lists(st.tuples(*[PERHAPS] * 4, st.none() | st.integers(0, 40), st.sampled_from(["higher", "lower"]))))
def test_a_verdict_is_always_one_of_four_with_a_reason(rows: list[tuple]) -> None:
    names = ["value", "lower", "upper", "comparator_value", "denominator", "direction"]
    types = {**NUMBERS, "denominator": pl.Int64, "direction": pl.String}
    frame = pl.DataFrame(rows, schema={name: types[name] for name in names}, orient="row")
    judged = judge(frame.with_columns(minimum_denominator=pl.lit(20)))
    assert set(judged["verdict"]) <= {"better", "similar", "worse", "none"}
    assert set(judged["verdict_reason"]) <= set(REASONS)
    mirrored = judge(
        frame.with_columns(
            minimum_denominator=pl.lit(20),
            direction=pl.when(pl.col("direction") == "higher").then(pl.lit("lower")).otherwise(pl.lit("higher")),
        )
    )
    turned = {"better": "worse", "worse": "better"}
    assert mirrored["verdict"].to_list() == [turned.get(name, name) for name in judged["verdict"]]
