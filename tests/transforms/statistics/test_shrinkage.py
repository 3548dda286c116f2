"""Shrinkage: hand-worked moments, units that say nothing, and what must hold for any counts."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tables import table
from transforms.statistics.shrinkage import shrink

SCHEMA = {"unit_id": pl.String, "numerator": pl.Int64, "denominator": pl.Int64}
COUNTS = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), max_size=12)


def units_of(counts: list[tuple[int, int]]) -> pl.DataFrame:
    """Make proportions of pairs: those with and those without the event."""
    rows = [(str(place), with_it, with_it + without) for place, (with_it, without) in enumerate(counts)]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def test_moments_of_two_rates_by_hand() -> None:
    """Mean 30/200 = 0.15, spread 0.05² = 0.0025, by chance 0.15/100 = 0.0015, between 0.001, weight 0.001/0.0025."""
    shrunken = shrink(table("unit_id numerator denominator\na 10 100\nb 20 100", SCHEMA), "rate")
    assert shrunken["overall_value"].to_list() == pytest.approx([0.15, 0.15])
    assert shrunken["own_weight"].to_list() == pytest.approx([0.4, 0.4])
    assert shrunken["shrunken_value"].to_list() == pytest.approx([0.13, 0.17])


def test_moments_of_two_proportions_by_hand() -> None:
    """By chance 0.15 · 0.85 = 0.1275; between 0.0025 - 0.001275 = 0.001225, within (0.1275 - 0.0025)/100 = 0.00125."""
    shrunken = shrink(table("unit_id numerator denominator\na 10 100\nb 20 100", SCHEMA), "proportion")
    assert shrunken["own_weight"].to_list() == pytest.approx([0.001225 / 0.002475] * 2)


def test_units_that_vary_less_than_by_chance_all_get_the_mean() -> None:
    shrunken = shrink(table("unit_id numerator denominator\na 10 100\nb 11 100\nc 2 20", SCHEMA), "rate")
    assert shrunken["own_weight"].to_list() == [0.0, 0.0, 0.0]
    assert shrunken["shrunken_value"].to_list() == [23 / 220] * 3


@pytest.mark.parametrize("counts", [[(1, 0), (0, 1), (1, 0)], [(1, 0)] + [(0, 1)] * 6])
def test_units_of_one_person_say_nothing_of_themselves(counts: list[tuple[int, int]]) -> None:
    """With one of seven the variance between them is 3e-17 by rounding alone."""
    shrunken = shrink(units_of(counts), "proportion")
    assert shrunken["own_weight"].to_list() == [0.0] * len(counts)
    assert shrunken["shrunken_value"].to_list() == [sum(a for a, _ in counts) / len(counts)] * len(counts)


def test_a_unit_without_a_value_has_nulls_and_counts_nowhere() -> None:
    text = """
        unit_id numerator denominator
        a       10        100
        b       20        100
        c       -         100   # no numerator
        d       5         0     # nobody
        e       5         -
        f       -1        10
    """
    shrunken = shrink(table(text, SCHEMA), "rate")
    assert shrunken["shrunken_value"].to_list() == pytest.approx([0.13, 0.17, None, None, None, None])
    assert shrunken["overall_value"].null_count() == 4


def test_more_events_than_persons_are_a_rate_and_no_proportion() -> None:
    units = table("unit_id numerator denominator\na 30 10\nb 1 10", SCHEMA)
    assert shrink(units, "rate")["value"].to_list() == [3.0, 0.1]
    assert shrink(units, "proportion")["value"].to_list() == [None, 0.1]


@pytest.mark.parametrize("kind", ["proportion", "rate"])
def test_no_units_give_no_rows(kind) -> None:
    assert shrink(units_of([]), kind).is_empty()


@pytest.mark.parametrize("kind", ["proportion", "rate"])
@given(counts=COUNTS)
def test_shrunken_value_lies_between_own_and_mean(kind, counts: list[tuple[int, int]]) -> None:
    shrunken = shrink(units_of(counts), kind)
    for row in shrunken.iter_rows(named=True):
        if row["denominator"] == 0:
            assert row["shrunken_value"] is None
        else:
            assert 0 <= row["own_weight"] <= 1
            own, mean = row["value"], row["overall_value"]
            assert min(own, mean) <= row["shrunken_value"] <= max(own, mean)


@pytest.mark.parametrize("kind", ["proportion", "rate"])
@given(counts=COUNTS)
def test_a_larger_unit_keeps_more_of_its_own(kind, counts: list[tuple[int, int]]) -> None:
    shrunken = shrink(units_of(counts), kind).drop_nulls("own_weight").sort("denominator")
    weights = shrunken["own_weight"].to_list()
    assert weights == sorted(weights)


@pytest.mark.parametrize("kind", ["proportion", "rate"])
@given(counts=COUNTS, random=st.randoms())
def test_order_of_units_does_not_matter(kind, counts: list[tuple[int, int]], random) -> None:
    units = units_of(counts)
    shuffled = units[random.sample(range(units.height), units.height)]
    assert shrink(units, kind).sort("unit_id").equals(shrink(shuffled, kind).sort("unit_id"))
