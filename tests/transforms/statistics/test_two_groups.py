"""Differences and ratios of two groups: edges by hand, and what must hold for any counts."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.statistics.byar import byar_limits
from transforms.statistics.two_groups import (
    difference_of_proportions_limits,
    difference_of_rates_limits,
    ratio_of_proportions_limits,
    ratio_of_rates_limits,
)

OF_PROPORTIONS = [difference_of_proportions_limits, ratio_of_proportions_limits]
OF_RATES = [difference_of_rates_limits, ratio_of_rates_limits]
DIFFERENCES = [difference_of_proportions_limits, difference_of_rates_limits]
RATIOS = [ratio_of_proportions_limits, ratio_of_rates_limits]
Group = tuple[int | None, int | None]


def limits_of(method, first: Group, second: Group, confidence: float = 0.95, kind=pl.Int64) -> tuple:
    values = {"a": first[0], "m": first[1], "b": second[0], "n": second[1]}
    counts = pl.DataFrame({name: [value] for name, value in values.items()}, schema=dict.fromkeys(values, kind))
    lower, upper = method((pl.col("a"), pl.col("m")), (pl.col("b"), pl.col("n")), confidence)
    return counts.select(lower.alias("lower"), upper.alias("upper")).row(0)


@st.composite
def groups(draw: st.DrawFn) -> Group:
    size = draw(st.integers(1, 1_000_000))
    return draw(st.integers(0, size)), size


@pytest.mark.parametrize("method", [*OF_PROPORTIONS, *OF_RATES])
@pytest.mark.parametrize("wrong", [(None, 10), (3, None), (0, 0), (3, 0), (-1, 10), (1, -5)])
def test_what_makes_no_value_has_null_limits(method, wrong: Group) -> None:
    assert limits_of(method, wrong, (3, 10)) == (None, None)
    assert limits_of(method, (3, 10), wrong) == (None, None)


@pytest.mark.parametrize("method", OF_PROPORTIONS)
def test_more_events_than_persons_make_no_proportion(method) -> None:
    assert limits_of(method, (11, 10), (3, 10)) == (None, None)


@pytest.mark.parametrize("method", RATIOS)
def test_no_event_on_either_side_leaves_a_ratio_without_limits(method) -> None:
    assert limits_of(method, (0, 10), (3, 10)) == (None, None)
    assert limits_of(method, (3, 10), (0, 10)) == (None, None)


def test_ratio_of_everybody_to_everybody_is_one_without_width() -> None:
    assert limits_of(ratio_of_proportions_limits, (10, 10), (7, 7)) == (1.0, 1.0)


def test_rate_difference_from_nothing_is_byars_limit_of_the_other() -> None:
    lower, upper = pl.select(
        *(limit.alias(str(i)) for i, limit in enumerate(byar_limits(pl.lit(0), pl.lit(10.0))))
    ).row(0)
    assert lower == 0.0
    assert limits_of(difference_of_rates_limits, (0, 10), (0, 10)) == pytest.approx((-upper, upper))


@pytest.mark.parametrize("method", [*OF_PROPORTIONS, *OF_RATES])
def test_unsigned_counts_work(method) -> None:
    assert limits_of(method, (3, 10), (7, 10), kind=pl.UInt32) == limits_of(method, (3, 10), (7, 10))


@pytest.mark.parametrize("method", [*OF_PROPORTIONS, *OF_RATES])
def test_confidence_is_a_share(method) -> None:
    with pytest.raises(ValueError, match="confidence must be a share"):
        limits_of(method, (3, 10), (7, 10), 95)


@pytest.mark.parametrize("method", DIFFERENCES)
@given(first=groups(), second=groups())
def test_difference_lies_within_and_mirrors(method, first: tuple[int, int], second: tuple[int, int]) -> None:
    lower, upper = limits_of(method, first, second)
    difference = first[0] / first[1] - second[0] / second[1]
    assert lower <= difference + 1e-12
    assert difference <= upper + 1e-12
    assert limits_of(method, second, first) == pytest.approx((-upper, -lower), abs=1e-12)


@given(groups(), groups())
def test_difference_of_proportions_stays_within_minus_one_and_one(first: Group, second: Group) -> None:
    lower, upper = limits_of(difference_of_proportions_limits, first, second)
    assert lower >= -1 - 1e-12
    assert upper <= 1 + 1e-12


@pytest.mark.parametrize("method", [*OF_PROPORTIONS, *OF_RATES])
@given(first=groups(), second=groups(), times=st.integers(2, 20))
def test_more_people_narrow(method, first: tuple[int, int], second: tuple[int, int], times: int) -> None:
    few = limits_of(method, first, second)
    many = limits_of(method, (first[0] * times, first[1] * times), (second[0] * times, second[1] * times))
    if few[0] is not None:
        assert many[1] - many[0] <= few[1] - few[0] + 1e-12


@pytest.mark.parametrize("method", RATIOS)
@given(first=groups(), second=groups())
def test_ratio_lies_within_and_turns(method, first: tuple[int, int], second: tuple[int, int]) -> None:
    lower, upper = limits_of(method, first, second)
    if lower is not None:
        ratio = first[0] / first[1] / (second[0] / second[1])
        assert lower <= ratio * (1 + 1e-12)
        assert ratio <= upper * (1 + 1e-12)
        assert limits_of(method, second, first) == pytest.approx((1 / upper, 1 / lower))
