"""Benchmarks: hand-worked ranks, ties, polarity, and what must hold for any counts."""

from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tables import table
from transforms.statistics.benchmark import achievable_benchmark, best_quarter_benchmark

SCHEMA = {"numerator": pl.Int64, "denominator": pl.Int64}
COUNTS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=15)
# Adjusted fractions: 4/5, 3/4, 19/22, 70/102, 2/3; together 130 patients, a tenth is 13.
PRACTICES = """
    numerator denominator
    3         3            # all of three: 0.80
    2         2            # 0.75
    18        20           # 0.86, the best
    69        100
    1         1
    4         4            # 5/6 = 0.83, second
"""


def row_of(frame: pl.DataFrame) -> tuple:
    assert frame.height == 1
    return frame.row(0)


def units_of(counts: list[tuple[int, int]]) -> pl.DataFrame:
    return pl.DataFrame([(a, a + b) for a, b in counts], schema=SCHEMA, orient="row")


def test_small_and_perfect_does_not_lead() -> None:
    assert row_of(achievable_benchmark(table(PRACTICES, SCHEMA), "higher")) == (0.9, 1, 20, 6, 130)


def test_best_units_are_taken_until_a_share_of_patients_is_reached() -> None:
    """A fifth of 130 is 26: twenty, four and three patients; pooled 25 of 27."""
    assert row_of(achievable_benchmark(table(PRACTICES, SCHEMA), "higher", percent=20)) == (25 / 27, 3, 27, 6, 130)


def test_exactly_a_tenth_is_enough() -> None:
    units = units_of([(3, 0), (10, 17)])
    assert row_of(achievable_benchmark(units, "higher")) == (1.0, 1, 3, 2, 30)


def test_units_that_tie_with_the_last_one_are_all_taken() -> None:
    """Fractions 2/3, 2/3 and 4/6 are one."""
    units = table("numerator denominator\n1 1\n1 1\n3 4\n0 4", SCHEMA)
    assert row_of(achievable_benchmark(units, "higher")) == (5 / 6, 3, 6, 4, 10)


def test_where_lower_is_better_the_benchmark_mirrors() -> None:
    units = table(PRACTICES, SCHEMA)
    others = units.with_columns(numerator=pl.col("denominator") - pl.col("numerator"))
    low = row_of(achievable_benchmark(others, "lower"))
    assert low[0] == pytest.approx(1 - 0.9)
    assert low[1:] == (1, 20, 6, 130)


def test_best_quarter_of_nine_is_the_third_best_and_its_ties() -> None:
    units = units_of([(9, 1), (8, 2), (7, 3), (7, 3), (5, 5), (4, 6), (3, 7), (2, 8), (1, 9)])
    assert row_of(best_quarter_benchmark(units, "higher")) == (0.7, 4, 40, 9, 90)
    assert row_of(best_quarter_benchmark(units, "lower")) == (0.3, 3, 30, 9, 90)


def test_best_quarter_of_eight_is_the_second_best() -> None:
    units = units_of([(8, 2), (7, 3), (6, 4), (5, 5), (4, 6), (3, 7), (2, 8), (1, 9)])
    assert row_of(best_quarter_benchmark(units, "higher")) == (0.7, 2, 20, 8, 80)


def test_best_quarter_leaves_out_small_units() -> None:
    units = units_of([(4, 0), (8, 2), (5, 5)])
    assert row_of(best_quarter_benchmark(units, "higher", least_denominator=5)) == (0.8, 1, 10, 2, 20)


@pytest.mark.parametrize("benchmark", [achievable_benchmark, best_quarter_benchmark])
@pytest.mark.parametrize("text", ["numerator denominator", "numerator denominator\n0 0\n- 5\n6 5\n3 -\n-1 5"])
def test_without_a_proportion_there_is_no_benchmark(benchmark, text: str) -> None:
    assert row_of(benchmark(table(text, SCHEMA), "higher")) == (None, 0, 0, 0, 0)


@pytest.mark.parametrize("benchmark", [achievable_benchmark, best_quarter_benchmark])
def test_keys_are_apart_and_all_there(benchmark) -> None:
    text = "indicator numerator denominator\nb 1 2\na 3 4\nb 2 2\nc 0 0"
    found = benchmark(table(text, {"indicator": pl.String, **SCHEMA}), "higher", ["indicator"])
    assert found.select("indicator", "benchmark").rows() == [("a", 0.75), ("b", 1.0), ("c", None)]


@pytest.mark.parametrize("percent", [0, 101])
def test_percent_is_of_a_hundred(percent: int) -> None:
    with pytest.raises(ValueError, match="percent must be"):
        achievable_benchmark(units_of([(1, 1)]), "higher", percent=percent)


@given(COUNTS, st.sampled_from(["higher", "lower"]), st.integers(1, 100))
def test_benchmark_is_what_fractions_and_a_loop_give(counts: list[tuple[int, int]], better, percent: int) -> None:
    """The method written out again from Kiefe 1998, in whole numbers: best first, until enough patients, ties too."""
    units = [(a, a + b) for a, b in counts if a + b]
    everybody = sum(d for _, d in units)
    adjusted = [Fraction(x + 1, d + 2) for x, d in units]
    taken: list[tuple[int, int]] = []
    for place in sorted(set(adjusted), reverse=better == "higher"):
        if 100 * sum(d for _, d in taken) < percent * everybody:
            taken += [unit for unit, fraction in zip(units, adjusted, strict=True) if fraction == place]
    patients = sum(d for _, d in taken)
    benchmark = sum(x for x, _ in taken) / patients if patients else None
    found = row_of(achievable_benchmark(units_of(counts), better, percent=percent))
    assert found == (benchmark, len(taken), patients, len(units), everybody)


@pytest.mark.parametrize("benchmark", [achievable_benchmark, best_quarter_benchmark])
@given(counts=COUNTS, random=st.randoms())
def test_order_of_units_does_not_matter(benchmark, counts: list[tuple[int, int]], random) -> None:
    units = units_of(counts)
    shuffled = units[random.sample(range(units.height), units.height)]
    assert row_of(benchmark(units, "higher")) == row_of(benchmark(shuffled, "higher"))
