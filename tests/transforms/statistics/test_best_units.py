"""The best units: by hand in both directions, ties, edges, and what must hold for any values."""

from fractions import Fraction
from math import ceil

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.statistics.best_units import best_share, is_among_best

HISTOGRAM = {"team": pl.String, "value": pl.Float64, "units": pl.Int64}
VALUES = st.lists(st.integers(-9, 9), min_size=1, max_size=40)
SHARES = st.fractions(Fraction(1, 100), 1, max_denominator=100)


def best_of(
    values: list[float | None], higher_is_better: bool, share: float | Fraction = 0.25
) -> tuple[float, int, int]:
    histogram = pl.DataFrame([("a", value, 1) for value in values], schema=HISTOGRAM, orient="row")
    best = best_share(histogram, ["team"], share, higher_is_better=higher_is_better)
    return best.select("threshold", "units_best", "units").row(0)


@pytest.mark.parametrize(("higher_is_better", "expected"), [(True, (7.0, 2, 8)), (False, (2.0, 2, 8))])
def test_the_best_quarter_of_eight_are_two(higher_is_better: bool, expected: tuple[float, int, int]) -> None:
    assert best_of([1, 2, 3, 4, 5, 6, 7, 8], higher_is_better) == expected


def test_a_quarter_that_is_no_whole_number_is_rounded_up() -> None:
    assert best_of([1, 2, 3, 4, 5], True) == (4.0, 2, 5)


def test_ties_are_never_parted() -> None:
    assert best_of([9, 8, 8, 8, 1, 1, 1, 1], True) == (8.0, 4, 8)
    assert best_of([9, 8, 8, 8, 1, 1, 1, 1], False) == (1.0, 4, 8)


def test_when_all_are_the_same_everybody_is_best() -> None:
    assert best_of([5, 5, 5], True) == best_of([5, 5, 5], False) == (5.0, 3, 3)


def test_nobody_is_the_best_of_nobody() -> None:
    assert best_of([None, None], True) == (None, None, 0)
    nobody = best_share(pl.DataFrame(schema=HISTOGRAM), ["team"], higher_is_better=True)
    assert nobody.schema == {"team": pl.String, "threshold": pl.Float64, "units_best": pl.Int64, "units": pl.Int64}


@pytest.mark.parametrize("count", [None, -2])
def test_an_unknown_count_leaves_the_group_unknown(count: int | None) -> None:
    histogram = pl.DataFrame([("a", 1.0, 3), ("a", 2.0, count)], schema=HISTOGRAM, orient="row")
    best = best_share(histogram, ["team"], higher_is_better=False)
    assert best.row(0) == ("a", None, None, None)


def test_who_is_among_the_best() -> None:
    units = pl.DataFrame({"value": [1.0, 2.0, 3.0, None], "threshold": [2.0, 2.0, None, 2.0]})
    high = is_among_best(pl.col("value"), pl.col("threshold"), higher_is_better=True)
    low = is_among_best(pl.col("value"), pl.col("threshold"), higher_is_better=False)
    assert units.select(high)["value"].to_list() == [False, True, None, None]
    assert units.select(low)["value"].to_list() == [True, True, None, None]


@pytest.mark.parametrize("share", [0, -0.5, 1.5])
def test_the_share_is_above_0_and_up_to_1(share: float) -> None:
    with pytest.raises(ValueError, match="share"):
        best_of([1, 2], True, share)


@given(VALUES, SHARES, st.booleans())
def test_the_smallest_group_without_parted_ties_that_reaches_the_share(
    values: list[int], share: Fraction, higher_is_better: bool
) -> None:
    threshold, units_best, units = best_of([*values], higher_is_better, share)
    needed = ceil(share * len(values))
    as_good = [value for value in values if (value >= threshold if higher_is_better else value <= threshold)]
    better = [value for value in as_good if value != threshold]
    assert (units_best, units) == (len(as_good), len(values))
    assert len(better) < needed <= len(as_good)


@given(VALUES, SHARES)
def test_the_other_direction_mirrors(values: list[int], share: Fraction) -> None:
    threshold, units_best, _ = best_of([*values], True, share)
    assert best_of([-value for value in values], False, share)[:2] == (-threshold, units_best)
