"""Medians with limits from histograms, with units that lie above all values."""

import math

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tables import assert_rows, table
from transforms.statistics.median import medians

HISTOGRAM = {"unit": pl.String(), "value": pl.Int64(), "units": pl.Int64()}
SQUARES = {"unit": pl.String(), "squares": pl.Int64()}


def found(text: str, squares: str) -> pl.DataFrame:
    return medians(table(text, HISTOGRAM), table(squares, SQUARES), ["unit"])


def of(values: list[int | None], squares: int | None = None) -> tuple[float | None, ...]:
    """Give value, lower and upper of units one by one, independent unless the squares say otherwise."""
    own = len(values) if squares is None else squares
    histogram = pl.DataFrame({"unit": "a", "value": values, "units": 1}, schema=HISTOGRAM)
    return medians(histogram, pl.DataFrame({"unit": ["a"], "squares": [own]}), ["unit"]).row(0)[1:]


def test_the_median_is_the_smallest_value_that_half_do_not_exceed() -> None:
    text = "unit value units\na 5 1\na 9 1\nb 1 2\nb 7 2\nb 9 1\nc 3 1\nd - 1\nd 4 1\ne - 2\ne 4 1"
    squares = "unit squares\na 2\nb 5\nc 1\nd 2\ne 3"
    expected = """
        unit value
        a    5.0     # of two the smaller
        b    7.0
        c    3.0
        d    4.0     # one of two is known, and reaches half
        e    -       # most lie above
    """
    assert_rows(found(text, squares), expected)


@pytest.mark.parametrize(
    ("units", "lower", "upper"),
    [(5, None, None), (6, 1, 6), (9, 2, 8), (16, 4, 13), (25, 8, 18), (100, 40, 61)],
)
def test_places_of_the_limits(units: int, lower: float | None, upper: float | None) -> None:
    """Of the values 1 to n the limits are their places: n ÷ 2 − 0.98 √n and 1 + n ÷ 2 + 0.98 √n, rounded."""
    assert of(list(range(1, units + 1)))[1:] == (lower, upper)


@pytest.mark.parametrize("units", [6, 10, 16, 25, 50, 101, 400])
def test_the_places_hold_the_true_median_about_as_often_as_they_say(units: int) -> None:
    """By the binomial distribution, exactly, of independent units: never far below 95 %."""
    _, lower, upper = of(list(range(1, units + 1)))
    ways = sum(math.comb(units, below) for below in range(int(lower or 0), int(upper or 0)))
    assert 0.94 < ways / 2**units < 0.985


def test_rows_of_one_person_tell_less() -> None:
    values = list(range(1, 101))
    assert of(values, squares=400)[1:] == (30.0, 71.0)
    assert of(values, squares=10_000)[1:] == (None, None)


def test_a_limit_among_those_above_takes_both_away() -> None:
    assert of([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, None, None, None, None, None, None]) == (8.0, None, None)
    assert of([*range(1, 14), None, None, None]) == (8.0, 4.0, 13.0)


def test_of_nobody_there_is_none() -> None:
    assert found("unit value units", "unit squares").is_empty()
    assert found("unit value units\na 4 0", "unit squares\na 0").is_empty()


@given(st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=1, max_size=30), st.randoms())
def test_neither_order_nor_parts_matter(values: list[int | None], random) -> None:
    mixed = random.sample(values, len(values))
    assert of(values) == of(mixed)
    ordered = sorted(value if value is not None else 99 for value in values)
    middle = ordered[(len(values) + 1) // 2 - 1]
    assert of(values)[0] == (None if middle == 99 else middle)
