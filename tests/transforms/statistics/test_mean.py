"""Mean with t limits from sums: edges by hand, and what must hold for any values."""

import statistics
from math import sqrt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.statistics.mean import mean_limits

VALUES = st.lists(st.integers(-10_000_000, 10_000_000), min_size=2, max_size=30)


def limits_of(count: int | None, total: int | None, squares: int | None) -> tuple[float, float]:
    sums = pl.DataFrame({"n": [count], "s": [total], "q": [squares]}, schema=dict.fromkeys("nsq", pl.Int64))
    lower, upper = mean_limits(pl.col("n"), pl.col("s"), pl.col("q"))
    return sums.select(lower.alias("lower"), upper.alias("upper")).row(0)


def pair_of(values: list[int]) -> tuple[float, float]:
    return limits_of(len(values), sum(values), sum(value * value for value in values))


def test_two_values() -> None:
    # Mean 4, standard error 1, and t of one degree of freedom 12.7062.
    assert pair_of([3, 5]) == pytest.approx((4 - 12.7062, 4 + 12.7062), abs=0.0001)


def test_the_same_value_for_all_has_no_width() -> None:
    assert pair_of([7, 7, 7]) == (7.0, 7.0)


@pytest.mark.parametrize(
    ("count", "total", "squares"),
    [(0, 0, 0), (1, 4, 16), (None, 4, 16), (3, None, 16), (3, 4, None), (-2, 4, 16), (2, 10, 49)],
)
def test_what_makes_no_mean_has_null_limits(count: int | None, total: int | None, squares: int | None) -> None:
    assert limits_of(count, total, squares) == (None, None)


def test_no_digit_is_lost_far_from_zero() -> None:
    far = 1_000_000_000
    lower, upper = pair_of([far, far + 1, far + 2])
    near_lower, near_upper = pair_of([0, 1, 2])
    assert (lower - far, upper - far) == pytest.approx((near_lower, near_upper), abs=1e-6)


def test_nobody_at_all() -> None:
    nobody = pl.DataFrame(schema=dict.fromkeys("nsq", pl.Int64))
    lower, _ = mean_limits(pl.col("n"), pl.col("s"), pl.col("q"))
    assert nobody.select(lower.alias("lower")).schema == {"lower": pl.Float64}


@given(VALUES)
def test_limits_stand_around_the_mean(values: list[int]) -> None:
    lower, upper = pair_of(values)
    assert (lower + upper) / 2 == pytest.approx(statistics.fmean(values), rel=1e-9, abs=1e-6)
    assert (upper - lower) >= 2 * 1.959963 * statistics.stdev(values) / sqrt(len(values)) - 1e-6


@given(VALUES, st.integers(2, 9))
def test_more_persons_with_the_same_values_narrow_the_limits(values: list[int], times: int) -> None:
    few, many = pair_of(values), pair_of(values * times)
    assert many[1] - many[0] < few[1] - few[0] or few[0] == few[1]


@given(VALUES)
def test_sums_add_up_over_buckets(values: list[int]) -> None:
    half = len(values) // 2
    parts = [values[half:], values[:half]]
    total, squares = sum(sum(part) for part in parts), sum(sum(value**2 for value in part) for part in parts)
    assert limits_of(len(values), total, squares) == pair_of(values)
