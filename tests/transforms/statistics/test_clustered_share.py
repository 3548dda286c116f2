"""Limits of a share of rows that belong to persons: worked by hand, and what always holds."""

from collections.abc import Sequence

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.statistics.test_ratio import SUMS, Person, sums_of
from transforms.statistics.ratio import clustered_share_limits
from transforms.statistics.wilson import wilson_limits

Limits = tuple[float | None, float | None]


def limits_of(sums: pl.DataFrame, confidence: float = 0.95) -> Limits:
    lower, upper = clustered_share_limits(*(pl.col(name) for name in SUMS), confidence=confidence)
    return sums.select(lower.alias("lower"), upper.alias("upper")).row(0)


def limits(*persons: Person, confidence: float = 0.95) -> Limits:
    return limits_of(sums_of(persons), confidence)


def wilson(numerator: float, denominator: float) -> Limits:
    lower, upper = wilson_limits(pl.lit(numerator), pl.lit(denominator))
    return pl.select(lower.alias("lower"), upper.alias("upper")).row(0)


def test_three_persons_by_hand() -> None:
    """1 of 2, 2 of 2, 3 of 4: 0.75 with variance 0.5 · 3/2 / 8² is worth 0.1875 ÷ 0.01171875 = 16 rows.

    Times (1.959964 ÷ 4.302653)² for two degrees of freedom that is 3.3201 rows.
    """
    assert limits((1, 2), (2, 2), (3, 4)) == pytest.approx((0.271575, 0.960223), abs=1e-6)
    assert limits((1, 2), (2, 2), (3, 4)) == pytest.approx(wilson(0.75 * 3.320096, 3.320096), abs=1e-5)


def test_with_one_row_a_person_they_are_a_little_wider_than_wilsons() -> None:
    """Ten of forty: the variance of 0.1875 ÷ 39 is worth 39 rows, times (1.959964 ÷ 2.022691)² 36.6186."""
    found = limits(*[(1, 1)] * 10, *[(0, 1)] * 30)
    assert found == pytest.approx(wilson(0.25 * 36.6186, 36.6186), abs=1e-6)
    assert found[0] < wilson(10, 40)[0] < wilson(10, 40)[1] < found[1]  # type: ignore[operator]


@pytest.mark.parametrize("rows", [2, 7])
def test_when_nobody_differs_the_persons_count_and_there_is_a_width(rows: int) -> None:
    """Three persons without any: with n = 3 · (z ÷ t)² Wilson's upper limit of none is t² ÷ (t² + 3)."""
    upper = 4.302653**2 / (4.302653**2 + 3)
    assert limits(*[(0, rows)] * 3) == pytest.approx((0, upper))
    assert limits(*[(rows, rows)] * 3) == pytest.approx((1 - upper, 1))


def test_persons_more_alike_than_chance_are_worth_no_more_than_their_rows() -> None:
    """499 and 501 of 1000 each: 250,000 rows by the variance, 5,949 with t of 1, and 2,000 there are."""
    assert limits((499, 1000), (501, 1000)) == pytest.approx(wilson(1000, 2000))


def test_persons_without_a_row_change_nothing() -> None:
    assert limits((1, 2), (0, 0), (2, 2), (3, 4)) == limits((1, 2), (2, 2), (3, 4))


@pytest.mark.parametrize("persons", [[], [(3, 4)], [(0, 0), (3, 4)], [(0, 0), (0, 0)]])
def test_fewer_than_two_persons_have_no_limits(persons: list[Person]) -> None:
    assert limits(*persons) == (None, None)


@pytest.mark.parametrize("persons", [[(3, 2), (2, 2)], [(-1, 2), (0, 2)]])
def test_what_is_no_share_has_no_limits(persons: list[Person]) -> None:
    assert limits(*persons) == (None, None)


@pytest.mark.parametrize("name", SUMS)
def test_a_null_gives_null(name: str) -> None:
    sums = sums_of([(1, 2), (2, 2), (3, 4)])
    assert limits_of(sums.with_columns(pl.lit(None, pl.Int64).alias(name))) == (None, None)


@pytest.mark.parametrize("confidence", [0.0, 1.0, 95.0])
def test_confidence_is_a_share(confidence: float) -> None:
    with pytest.raises(ValueError, match="confidence must be a share"):
        limits((1, 2), (2, 2), confidence=confidence)


# Student's quantiles take a while.
few = settings(max_examples=40)
person = st.integers(0, 200).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d)))
people = st.lists(person, max_size=30).filter(lambda persons: sum(d > 0 for _, d in persons) >= 2)


def share_of(persons: Sequence[Person]) -> float:
    return sum(n for n, _ in persons) / sum(d for _, d in persons)


@few
@given(people)
def test_limits_hold_the_share_keep_within_0_and_1_and_have_a_width(persons: list[Person]) -> None:
    lower, upper = limits(*persons)
    assert lower is not None and upper is not None
    assert 0 <= lower <= share_of(persons) <= upper <= 1
    assert lower < upper
    assert (lower == 0) == (share_of(persons) == 0)
    assert (upper == 1) == (share_of(persons) == 1)


@few
@given(people)
def test_what_does_not_count_has_the_limits_turned_about(persons: list[Person]) -> None:
    lower, upper = limits(*persons)
    others = limits(*[(d - n, d) for n, d in persons])
    assert others == pytest.approx((1 - upper, 1 - lower), rel=1e-6, abs=1e-9)  # type: ignore[operator]


@few
@given(people, st.randoms())
def test_the_order_of_persons_is_irrelevant(persons: list[Person], random: object) -> None:
    turned = list(persons)
    random.shuffle(turned)  # type: ignore[attr-defined]
    assert limits(*turned) == limits(*persons)


@few
@given(people)
def test_they_are_never_narrower_than_if_every_row_were_a_person(persons: list[Person]) -> None:
    lower, upper = limits(*persons)
    plain = wilson(sum(n for n, _ in persons), sum(d for _, d in persons))
    assert upper - lower >= (plain[1] - plain[0]) * (1 - 1e-9)  # type: ignore[operator]


@few
@given(people)
def test_more_confidence_widens(persons: list[Person]) -> None:
    narrow, wide = limits(*persons, confidence=0.90), limits(*persons, confidence=0.99)
    assert wide[0] <= narrow[0] + 1e-12  # type: ignore[operator]
    assert narrow[1] <= wide[1] + 1e-12  # type: ignore[operator]
