"""Exact binomial limits: edges by hand, the tails by exact fractions, and what must hold for any counts."""

from fractions import Fraction
from math import comb

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.statistics.clopper_pearson import clopper_pearson_limits
from transforms.statistics.wilson import wilson_limits

CONFIDENCES = st.sampled_from([0.5, 0.8, 0.95, 0.998])


def limits_of(numerators: list[int | None], denominators: list[int | None], confidence: float = 0.95) -> pl.DataFrame:
    counts = pl.DataFrame({"n": numerators, "d": denominators}, schema={"n": pl.Int64, "d": pl.Int64})
    lower, upper = clopper_pearson_limits(pl.col("n"), pl.col("d"), confidence)
    return counts.select(lower.alias("lower"), upper.alias("upper"))


def pair_of(numerator: int | None, denominator: int | None, confidence: float = 0.95) -> tuple[float, float]:
    return limits_of([numerator], [denominator], confidence).row(0)


def at_least(numerator: int, denominator: int, share: float) -> float:
    """Give the exact probability of `numerator` or more of `denominator`, in fractions."""
    p = Fraction(share)
    terms = (comb(denominator, k) * p**k * (1 - p) ** (denominator - k) for k in range(numerator, denominator + 1))
    return float(sum(terms))


@st.composite
def proportions(draw: st.DrawFn, most: int = 10_000_000) -> tuple[int, int]:
    denominator = draw(st.integers(1, most))
    return draw(st.integers(0, denominator)), denominator


@pytest.mark.parametrize(
    ("numerator", "denominator"), [(0, 0), (1, 0), (None, 10), (3, None), (None, None), (-1, 10), (11, 10), (0, -5)]
)
def test_counts_that_make_no_proportion_have_null_limits(numerator: int | None, denominator: int | None) -> None:
    assert pair_of(numerator, denominator) == (None, None)


@pytest.mark.parametrize("denominator", [1, 7, 1000, 10_000_000])
def test_ends_are_exact(denominator: int) -> None:
    # Nobody of n: (1 − upper)ⁿ = 0.025
    beyond = -((0.025 ** (1 / denominator)) - 1)
    assert pair_of(0, denominator) == (0.0, pytest.approx(beyond, rel=1e-7))
    assert pair_of(denominator, denominator) == (pytest.approx(1 - beyond), 1.0)


def test_one_of_two() -> None:
    # lower: 2p − p² = 0.025, and the same from above
    assert pair_of(1, 2) == pytest.approx((1 - 0.975**0.5, 0.975**0.5))


def test_rows_do_not_touch_one_another_and_pairs_repeat() -> None:
    together = limits_of([81, None, 0, 81, 15], [263, 10, 0, 263, 148])
    assert together["lower"].is_null().to_list() == [False, True, True, False, False]
    assert together.row(0) == together.row(3) == pair_of(81, 263)


def test_nobody_at_all() -> None:
    assert limits_of([], []).schema == {"lower": pl.Float64, "upper": pl.Float64}


def test_eager_and_lazy_agree() -> None:
    counts = pl.DataFrame({"n": [1, 5], "d": [9, 9]})
    chosen = [
        limit.alias(name) for limit, name in zip(clopper_pearson_limits(pl.col("n"), pl.col("d")), "lu", strict=True)
    ]
    assert counts.lazy().select(chosen).collect().sort("l").equals(counts.select(chosen))


def test_with_ten_million_persons_wilson_is_near() -> None:
    counts = pl.DataFrame({"n": [1_234_567], "d": [10_000_000]})
    wilson = counts.select(
        *[limit.alias(n) for limit, n in zip(wilson_limits(pl.col("n"), pl.col("d")), "lu", strict=True)]
    )
    assert pair_of(1_234_567, 10_000_000) == pytest.approx(wilson.row(0), abs=2e-7)


@pytest.mark.parametrize("confidence", [0.0, 1.0, 95.0])
def test_confidence_is_a_share(confidence: float) -> None:
    with pytest.raises(ValueError, match="confidence must be a share"):
        clopper_pearson_limits(pl.col("n"), pl.col("d"), confidence)


@given(proportions(most=80), CONFIDENCES)
def test_each_tail_holds_half_of_the_error(counts: tuple[int, int], confidence: float) -> None:
    (numerator, denominator), tail = counts, (1 - confidence) / 2
    lower, upper = pair_of(numerator, denominator, confidence)
    if numerator > 0:
        assert at_least(numerator, denominator, lower) == pytest.approx(tail, rel=1e-8)
    if numerator < denominator:
        assert 1 - at_least(numerator + 1, denominator, upper) == pytest.approx(tail, rel=1e-8)


@given(proportions(), CONFIDENCES)
def test_limits_hold_the_estimate_and_stay_within_0_and_1(counts: tuple[int, int], confidence: float) -> None:
    lower, upper = pair_of(*counts, confidence)
    assert 0.0 <= lower <= counts[0] / counts[1] <= upper <= 1.0
    assert lower < upper


@given(proportions(most=200_000), st.integers(2, 50))
def test_more_people_with_the_same_share_narrow_the_limits(counts: tuple[int, int], times: int) -> None:
    few, many = pair_of(*counts), pair_of(counts[0] * times, counts[1] * times)
    assert many[1] - many[0] < few[1] - few[0]


@given(proportions())
def test_counting_the_others_mirrors_the_limits(counts: tuple[int, int]) -> None:
    lower, upper = pair_of(counts[1] - counts[0], counts[1])
    assert pair_of(*counts) == pytest.approx((1 - upper, 1 - lower), abs=1e-12)
