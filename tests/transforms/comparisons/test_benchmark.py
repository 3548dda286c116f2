"""What the best quarter reach, and what is missing to it (comparisons, 27)."""

import dataclasses

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from tests.tables import assert_rows, table
from transforms.catalogue import indicators
from transforms.comparisons.benchmark import as_counts, best_quarter, with_gain
from transforms.statistics.benchmark import best_quarter_benchmark

SCHEMA = {
    "indicator_id": pl.String(),
    "unit_id": pl.String(),
    "numerator": pl.Int64(),
    "denominator": pl.Int64(),
}
CONTINUITY = indicators()["continuity_hqo"]
# Higher is better, lower is better, neither; 20 at least in each.
DEFINITIONS = {
    "continuity_hqo": CONTINUITY,
    "ed_rate": indicators()["ed_rate"],
    "md_panel": indicators()["md_panel"],
    "upc_own": indicators()["upc_own"],
}


def practices(text: str, indicator: str = "continuity_hqo") -> pl.DataFrame:
    return table(text, SCHEMA, indicator_id=indicator)


EIGHT = """
    unit_id numerator denominator | gain
    a       18        20          | -
    b       32        40          | -     # the same value as c: second place of eight
    c       16        20          | -
    d       15        20          | 1
    e       31        40          | 1
    f       30        41          | 3     # 32.8 is reached with 33
    g       0         20          | 16
    h       10        100         | 70
    s       19        19          | -     # too small to be among them, and to be told anything
    z       0         0           | -
    n       -         -           | -
"""


def test_the_unit_in_second_place_of_eight() -> None:
    found = best_quarter(practices(EIGHT), DEFINITIONS)
    expected = """
        indicator_id   benchmark_numerator benchmark_denominator benchmark_value benchmark_units units
        continuity_hqo 16                  20                    80              3               8
    """
    assert_rows(found, expected)


def test_the_gain_is_the_smallest_whole_number() -> None:
    frame = practices(EIGHT)
    told = with_gain(frame, best_quarter(frame, DEFINITIONS), DEFINITIONS)
    assert_rows(told.select("unit_id", "gain"), EIGHT)
    assert told.columns == [*frame.columns, "benchmark_value", "gain"]
    higher = told.drop_nulls("gain").with_columns(
        reached=(pl.col("numerator") + pl.col("gain")) * 20 >= 16 * pl.col("denominator"),
        missed=(pl.col("numerator") + pl.col("gain") - 1) * 20 < 16 * pl.col("denominator"),
    )
    assert higher["reached"].all()
    assert higher["missed"].all()


def test_fewer_where_lower_is_better_and_rates_above_one() -> None:
    text = """
        unit_id numerator denominator | gain
        a       10        100         | -      # the best of four
        b       11        100         | 1
        c       25        109         | 15     # 10.9 allows 10
        d       300       100         | 290
    """
    frame = practices(text, "ed_rate")
    benchmarks = best_quarter(frame, DEFINITIONS)
    assert_rows(benchmarks, "benchmark_numerator benchmark_value benchmark_units units\n10 10 1 4")
    assert_rows(with_gain(frame, benchmarks, DEFINITIONS).select("unit_id", "gain"), text)


def test_shares_of_persons_have_a_benchmark_and_no_gain() -> None:
    frame = practices("unit_id numerator denominator\na 250000 50\nb 100000 50", "upc_own")
    benchmarks = best_quarter(frame, DEFINITIONS)
    assert benchmarks["benchmark_value"].item() == 50.0
    assert with_gain(frame, benchmarks, DEFINITIONS)["gain"].to_list() == [None, None]


def test_what_judges_no_practice_has_none() -> None:
    for name in ("attach", "uncertainly_attached"):
        judged = {name: indicators()[name]}
        assert not judged[name].judges_practices
        assert best_quarter(practices("unit_id numerator denominator\na 20 20\nb 10 20", name), judged).is_empty()


@pytest.mark.parametrize("indicator", ["md_panel", "continuity_hqo"])
def test_context_and_too_few_have_none(indicator: str) -> None:
    frame = practices("unit_id numerator denominator\na 900 1", indicator)
    benchmarks = best_quarter(frame, DEFINITIONS)
    assert benchmarks.is_empty()
    assert with_gain(frame, benchmarks, DEFINITIONS).row(0)[-2:] == (None, None)


def test_nothing_in_nothing_out() -> None:
    assert best_quarter(practices("unit_id"), DEFINITIONS).is_empty()
    assert best_quarter(practices("unit_id"), {}).is_empty()


COUNTS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=12)


@given(COUNTS, st.sampled_from(["higher", "lower"]), st.integers(0, 99))
def test_as_the_statistic_of_proportions_and_in_any_order(
    counts: list[tuple[int, int]], direction: str, seed: int
) -> None:
    definitions = {"continuity_hqo": dataclasses.replace(CONTINUITY, direction=direction, minimum_denominator=5)}
    rows = [["continuity_hqo", str(place), min(pair), max(pair)] for place, pair in enumerate(counts)]
    frame = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    found = best_quarter(frame, definitions)
    stated = best_quarter_benchmark(frame, direction, ["indicator_id"], least_denominator=5)
    ours = dict(zip(found["indicator_id"], found["benchmark_value"], strict=True))
    theirs = {
        name: value * 100 for name, value in stated.select("indicator_id", "benchmark").rows() if value is not None
    }
    assert ours == pytest.approx(theirs)
    shuffled = frame.sample(fraction=1.0, shuffle=True, seed=seed)
    assert_frame_equal(best_quarter(shuffled, definitions), found)
    told = with_gain(frame, found, definitions)
    assert told.height == frame.height
    assert told.filter(pl.col("gain") < 1).is_empty()
    assert told.filter(pl.col("gain") > pl.max_horizontal("denominator", "numerator")).is_empty()


@pytest.mark.parametrize(
    "indicator, value, numerator, denominator",
    [
        ("continuity_hqo", 61.0, 610, 1000),
        ("ed_rate", 8.05, 805, 10_000),
        ("ed_rate", 123.0, 123, 100),
        ("ed_rate", 0.0, 0, 100),
        ("upc_own", 70.8, None, None),  # a share of persons
        ("ed_rate", None, None, None),
    ],
)
def test_a_released_benchmark_as_whole_numbers(
    indicator: str, value: float | None, numerator: int | None, denominator: int | None
) -> None:
    released = pl.DataFrame(
        {"indicator_id": [indicator], "benchmark_value": [value]}, schema_overrides={"benchmark_value": pl.Float64}
    )
    found = as_counts(released, DEFINITIONS)
    assert found.select("benchmark_numerator", "benchmark_denominator").row(0) == (numerator, denominator)
