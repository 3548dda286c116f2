"""Over-dispersion: winsorising and both estimates, by hand and at the edges."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.statistics.over_dispersion import additive_variance, multiplicative_factor, winsorise

SCORES = st.lists(st.none() | st.integers(-200, 200).map(lambda tenths: tenths / 10), max_size=30)


def series(values: list[float | None]) -> pl.Series:
    return pl.Series(values, dtype=pl.Float64)


def test_a_tenth_at_either_end_moves_in() -> None:
    assert winsorise(series([10.0, *range(1, 9), -50.0])).to_list() == [8, *range(1, 9), 1]


def test_fewer_than_ten_stay() -> None:
    assert winsorise(series([9.0, 0.0, -9.0])).to_list() == [9.0, 0.0, -9.0]


@pytest.mark.parametrize(("share", "number", "moved"), [(0.10, 30, 3), (0.29, 100, 29)])
def test_a_whole_number_of_scores_is_not_missed_by_rounding(share: float, number: int, moved: int) -> None:
    """0.29 · 100 is 28.999999999999996."""
    scores = winsorise(series([float(score) for score in range(number)]), share)
    assert (scores.min(), scores.max()) == (moved, number - 1 - moved)


def test_nulls_stay_and_count_nowhere() -> None:
    scores = series([None, *(float(score) for score in range(10)), None])
    assert winsorise(scores).to_list() == [None, 1, 1, 2, 3, 4, 5, 6, 7, 8, 8, None]
    assert multiplicative_factor(series([None, 3.0, -1.0])) == 5.0
    assert additive_variance(series([None, 3.0, -3.0]), series([1.0, 1.0, 1.0])) == pytest.approx(17.0)


@pytest.mark.parametrize("share", [-0.1, 0.5])
def test_share_is_below_a_half(share: float) -> None:
    with pytest.raises(ValueError, match="share must be"):
        winsorise(series([1.0]), share)


def test_without_units_nothing_is_estimated() -> None:
    assert multiplicative_factor(series([None])) is None
    assert additive_variance(series([]), series([])) is None
    assert winsorise(series([])).is_empty()


def test_one_unit_cannot_differ_from_others() -> None:
    assert additive_variance(series([9.0]), series([1.0])) == 0.0


@given(SCORES)
def test_winsorising_keeps_the_order_and_shrinks_the_range(scores: list[float | None]) -> None:
    moved = winsorise(series(scores)).to_list()
    pairs = [(old, new) for old, new in zip(scores, moved, strict=True) if old is not None and new is not None]
    assert len(pairs) == sum(score is not None for score in scores)
    for old, new in pairs:
        assert min(s for s, _ in pairs) <= new <= max(s for s, _ in pairs)
        assert all(new <= after for before, after in pairs if before >= old)


@given(SCORES, st.randoms())
def test_order_of_units_does_not_matter(scores: list[float | None], random) -> None:
    variances = [1.0 + place for place in range(len(scores))]
    places = random.sample(range(len(scores)), len(scores))
    shuffled, others = series([scores[place] for place in places]), series([variances[place] for place in places])
    assert multiplicative_factor(series(scores)) == multiplicative_factor(shuffled)
    assert additive_variance(series(scores), series(variances)) == additive_variance(shuffled, others)
