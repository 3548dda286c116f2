"""Shares in ten-thousandths: rounding at halves, and counts that make no share."""

from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.statistics.parts import share_in_parts


def part_of(numerator: int | None, denominator: int | None) -> int:
    counts = pl.DataFrame(
        {"numerator": [numerator], "denominator": [denominator]}, {"numerator": pl.Int32, "denominator": pl.UInt32}
    )
    parts = counts.select(share_in_parts(pl.col("numerator"), pl.col("denominator"))).to_series()
    assert parts.dtype == pl.Int32
    return parts.item()


@pytest.mark.parametrize(
    ("numerator", "denominator", "parts"),
    [
        (1, 3, 3333),
        (2, 3, 6667),
        (1, 32, 313),  # 312.5
        (3, 32, 938),  # 937.5
        (1, 20_000, 1),  # 0.5
        (1, 20_001, 0),
        (0, 7, 0),
        (7, 7, 10_000),
    ],
)
def test_a_half_is_rounded_away_from_zero(numerator: int, denominator: int, parts: int) -> None:
    assert part_of(numerator, denominator) == parts


@pytest.mark.parametrize(("numerator", "denominator"), [(0, 0), (1, 0), (None, 3), (3, None)])
def test_what_is_no_share_is_nothing(numerator: int | None, denominator: int | None) -> None:
    assert part_of(numerator, denominator) == 0


@given(st.integers(1, 100_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_within_half_a_part_of_the_exact_share(counts: tuple[int, int]) -> None:
    exact = Fraction(counts[0], counts[1]) * 10_000
    assert abs(part_of(*counts) - exact) <= Fraction(1, 2)
    assert part_of(*counts) + part_of(counts[1] - counts[0], counts[1]) in (10_000, 10_001)
