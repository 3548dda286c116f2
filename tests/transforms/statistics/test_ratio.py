"""Limits of a ratio of two sums over persons: worked by hand, beside Student's, and what always holds."""

from collections.abc import Sequence

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.statistics.mean import mean_limits
from transforms.statistics.ratio import ratio_limits

SUMS = ["n", "d", "nn", "nd", "dd", "members"]
Person = tuple[int, int]


def sums_of(persons: Sequence[Person]) -> pl.DataFrame:
    """One row: the sums over persons, each with a numerator and a denominator."""
    rows = [(n, d, n * n, n * d, d * d, int(d > 0)) for n, d in persons]
    return pl.DataFrame(rows, schema=dict.fromkeys(SUMS, pl.Int64), orient="row").sum()


def limits_of(sums: pl.DataFrame, confidence: float = 0.95) -> list[tuple[float | None, float | None]]:
    lower, upper = ratio_limits(*(pl.col(name) for name in SUMS), confidence=confidence)
    return sums.select(lower.alias("lower"), upper.alias("upper")).rows()


def limits(*persons: Person, confidence: float = 0.95) -> tuple[float | None, float | None]:
    return limits_of(sums_of(persons), confidence)[0]


def test_three_persons_by_hand() -> None:
    """1 of 2, 2 of 2, 3 of 4: 6/8 = 0.75; residuals −0.5, 0.5, 0; variance 0.5 · 3/2 / 8²; t of 2 is 4.302653."""
    assert limits((1, 2), (2, 2), (3, 4)) == pytest.approx((0.2842241, 1.2157759), abs=1e-6)


def test_persons_without_a_denominator_change_nothing() -> None:
    assert limits((1, 2), (2, 2), (0, 0), (3, 4)) == limits((1, 2), (2, 2), (3, 4))


def test_a_person_of_many_rows_tells_less_than_many_persons() -> None:
    """Forty rows, half of them counted: of forty persons, of four, of two."""
    alone = limits(*[(1, 1)] * 20, *[(0, 1)] * 20)
    four = limits((10, 10), (10, 10), (0, 10), (0, 10))
    assert four[0] < alone[0] < alone[1] < four[1]
    # Forty persons: variance 10 · 40/39 / 40², t of 39 is 2.022691.
    assert alone == pytest.approx((0.5 - 0.161939, 0.5 + 0.161939), abs=1e-5)


def test_when_all_are_alike_the_limits_are_the_ratio() -> None:
    assert limits((3333, 10_000), (3333, 10_000), (3333, 10_000)) == pytest.approx((0.3333, 0.3333))


@pytest.mark.parametrize("persons", [[], [(3, 4)], [(0, 0), (3, 4)], [(0, 0), (0, 0)]])
def test_fewer_than_two_persons_have_no_limits(persons: list[Person]) -> None:
    assert limits_of(sums_of(persons)) == [(None, None)]


@pytest.mark.parametrize("name", SUMS)
def test_a_null_gives_null(name: str) -> None:
    sums = sums_of([(1, 2), (2, 2), (3, 4)])
    assert limits_of(sums.with_columns(pl.lit(None, pl.Int64).alias(name))) == [(None, None)]


@pytest.mark.parametrize("confidence", [0.0, 1.0, 95.0])
def test_confidence_is_a_share(confidence: float) -> None:
    with pytest.raises(ValueError, match="confidence must be a share"):
        limits((1, 2), (2, 2), confidence=confidence)


amounts = st.integers(0, 10_000)
people = st.lists(st.tuples(amounts, st.integers(0, 10_000)), min_size=0, max_size=30)


@given(st.lists(amounts, min_size=2, max_size=30))
def test_with_one_row_a_person_they_are_students_limits_of_the_mean(values: list[int]) -> None:
    sums = sums_of([(value, 1) for value in values])
    lower, upper = mean_limits(pl.col("members"), pl.col("n"), pl.col("nn"))
    [expected] = sums.select(lower.alias("lower"), upper.alias("upper")).rows()
    assert limits_of(sums)[0] == pytest.approx(expected, rel=1e-6, abs=1e-3)


@given(people)
def test_limits_hold_the_ratio_and_are_never_nan(persons: list[Person]) -> None:
    sums = sums_of(persons)
    lower, upper = limits_of(sums)[0]
    if sum(d > 0 for _, d in persons) < 2:
        assert (lower, upper) == (None, None)
    else:
        ratio = sums["n"].item() / sums["d"].item()
        assert lower is not None and upper is not None
        assert lower <= ratio <= upper


@given(people.filter(lambda persons: sum(d > 0 for _, d in persons) >= 2), st.randoms())
def test_the_order_of_persons_and_the_scale_are_irrelevant(persons: list[Person], random: object) -> None:
    turned = list(persons)
    random.shuffle(turned)  # type: ignore[attr-defined]
    assert limits(*turned) == limits(*persons)
    scaled = limits(*[(7 * n, d) for n, d in persons])
    assert scaled == pytest.approx(tuple(7 * limit for limit in limits(*persons)), rel=1e-6, abs=1e-3)  # type: ignore[operator]


@given(people.filter(lambda persons: sum(d > 0 for _, d in persons) >= 2))
def test_more_confidence_widens(persons: list[Person]) -> None:
    narrow, wide = limits(*persons, confidence=0.90), limits(*persons, confidence=0.99)
    assert wide[0] <= narrow[0] <= narrow[1] <= wide[1]
