"""The random columns: pinned values, independence, and fair draws."""

import polars as pl
import pytest

from synthetic.streams import Draws, Purpose, repeated

MASK = 2**64 - 1


def split_mix(x: int) -> int:
    """SplitMix64 in plain integers, written from its published definition."""
    x = (x + 0x9E3779B97F4A7C15) & MASK
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & MASK
    return x ^ (x >> 31)


def test_the_scrambler_is_split_mix():
    # The first output for the state zero, as printed in the reference implementation's tests.
    assert split_mix(0) == 0xE220A8397B1DCDAF
    key = split_mix(split_mix(split_mix(5) + int(Purpose.PEOPLE)) + 2)
    start = split_mix(key + 1)
    step = 0x9E3779B97F4A7C15
    expected = [(split_mix((row * step + start - step) & MASK) >> 11) * 2.0**-53 for row in range(4)]
    assert Draws(5, Purpose.PEOPLE, 2).uniform(4).to_list() == expected


def test_a_longer_column_begins_like_a_shorter_one():
    short, long = Draws(1, Purpose.VISITS).uniform(10), Draws(1, Purpose.VISITS).uniform(1_000)
    assert short.equals(long.head(10))


def test_blocks_purposes_and_draws_differ():
    draws = Draws(1, Purpose.VISITS)
    columns = [draws.uniform(50), draws.uniform(50), Draws(1, Purpose.VISITS, 1).uniform(50)]
    columns.append(Draws(1, Purpose.PEOPLE).uniform(50))
    assert len({tuple(column.to_list()) for column in columns}) == 4


def test_draws_are_fair():
    draws = Draws(1, Purpose.PEOPLE)
    assert draws.uniform(100_000).mean() == pytest.approx(0.5, abs=0.005)
    assert draws.exponential(100_000).mean() == pytest.approx(1.0, abs=0.02)
    assert draws.counts(pl.Series([0.3] * 100_000)).mean() == pytest.approx(0.3, abs=0.01)
    drawn = draws.choice([1.0, 3.0, 6.0], 100_000)
    assert [(drawn == position).mean() for position in range(3)] == pytest.approx([0.1, 0.3, 0.6], abs=0.01)


def test_repeating_leaves_out_zeros():
    assert repeated(pl.Series([2, 0, 1])).to_list() == [0, 0, 2]
    assert repeated(pl.Series([], dtype=pl.Int32)).to_list() == []
