"""Two counts of one rate: worked by hand, and against sums made another way."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.statistics.two_rates import EXACT_UP_TO, chance_of_one_rate


def test_worked_by_hand() -> None:
    assert chance_of_one_rate(0, 10, 1, 1) == pytest.approx(2 / 2**10)
    assert chance_of_one_rate(10, 0, 1, 1) == pytest.approx(2 / 2**10)
    assert chance_of_one_rate(1, 1, 1, 1) == 1
    assert chance_of_one_rate(0, 0, 1, 1) == 1
    assert chance_of_one_rate(0, 2, 1, 4) == 1  # twice (4/5)², cut at 1
    assert chance_of_one_rate(2, 0, 1, 4) == pytest.approx(2 / 25)


@given(st.integers(0, 40), st.integers(0, 40), st.integers(1, 9), st.integers(1, 9))
def test_the_same_as_whole_fractions(first: int, second: int, one: int, other: int) -> None:
    events, share = first + second, Fraction(one, one + other)
    terms = [math.comb(events, k) * share**k * (1 - share) ** (events - k) for k in range(events + 1)]
    tail = min(sum(terms[: first + 1]), sum(terms[first:]))
    assert chance_of_one_rate(first, second, one, other) == pytest.approx(float(min(Fraction(1), 2 * tail)), rel=1e-9)


def test_the_score_takes_over_smoothly() -> None:
    half = EXACT_UP_TO // 2
    exact, score = chance_of_one_rate(half - 60, half + 60, 1, 1), chance_of_one_rate(half - 59, half + 61, 1, 1)
    assert score == pytest.approx(exact, rel=0.1)


@pytest.mark.parametrize("counts", [(-1, 0, 1, 1), (0, 0, 0, 1), (0, 0, 1, -1)])
def test_impossible_counts_are_an_error(counts: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="0 or more"):
        chance_of_one_rate(*counts)
