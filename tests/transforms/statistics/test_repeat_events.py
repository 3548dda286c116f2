"""Limits of events that repeat in persons: by hand, edges, and what must hold for any persons."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from transforms.statistics.direct import direct_rates
from transforms.statistics.poisson import poisson_limits
from transforms.statistics.repeat_events import direct_rates_of_repeat_events, repeat_event_limits

# Events of each person of a group; at least one person has one.
PERSONS = st.lists(st.integers(0, 12), min_size=1, max_size=60).filter(any)
COUNTS = dict.fromkeys(["events", "squares", "exposure"], pl.Int64)


def limits_of(events: int | None, squares: int | None, exposure: int | None = 1) -> tuple[float, float]:
    counts = pl.DataFrame({"events": [events], "squares": [squares], "exposure": [exposure]}, schema=COUNTS)
    lower, upper = repeat_event_limits(pl.col("events"), pl.col("squares"), pl.col("exposure"))
    return counts.select(lower.alias("lower"), upper.alias("upper")).row(0)


def poisson_of(events: int) -> tuple[float, float]:
    lower, upper = poisson_limits(pl.lit(events), pl.lit(1.0))
    return pl.select(lower.alias("lower"), upper.alias("upper")).row(0)


def strata_of(persons: list[int], weight: float = 1.0) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "unit": ["a"],
            "stratum": ["all"],
            "events": [sum(persons)],
            "exposure": [len(persons)],
            "weight": [weight],
            "event_squares": [sum(events**2 for events in persons)],
        }
    )


def test_four_events_a_person_double_the_width() -> None:
    # 25 persons with 4 events each: variance 25 × 16 = 400, four times that of 100 Poisson events.
    lower, upper = poisson_of(100)
    assert limits_of(100, 400, 50) == pytest.approx(((100 - 2 * (100 - lower)) / 50, (100 + 2 * (upper - 100)) / 50))


@pytest.mark.parametrize("events", [1, 9, 10, 500])
def test_one_event_a_person_is_poisson(events: int) -> None:
    assert limits_of(events, events) == pytest.approx(poisson_of(events))


@pytest.mark.parametrize(
    ("events", "squares", "exposure"),
    [(0, 0, 10), (5, 4, 10), (5, 5, 0), (None, 5, 1), (5, None, 1), (5, 5, None), (-1, 1, 5), (5, 5, -1)],
)
def test_what_has_no_limits(events: int | None, squares: int | None, exposure: int | None) -> None:
    assert limits_of(events, squares, exposure) == (None, None)


def test_one_person_with_all_events_has_a_lower_limit_of_zero() -> None:
    assert limits_of(10, 100)[0] == 0.0


def test_standardised_by_hand() -> None:
    strata = pl.DataFrame(
        {
            "unit": ["a", "a"],
            "stratum": ["young", "old"],
            "events": [10, 30],
            "exposure": [1000, 500],
            "weight": [3, 1],
            "event_squares": [16, 90],
        }
    )
    once, again = direct_rates(strata, ["unit"]), direct_rates_of_repeat_events(strata, ["unit"])
    assert again["rate"].equals(once["rate"])
    assert again["variance"].item() == pytest.approx((9 * 16 / 1000**2 + 90 / 500**2) / 16)
    assert again["lower"].item() < once["lower"].item()
    assert again["upper"].item() > once["upper"].item()


def test_fewer_squares_than_events_are_impossible() -> None:
    strata = strata_of([1] * 20).with_columns(event_squares=19)
    row = direct_rates_of_repeat_events(strata, ["unit"]).row(0, named=True)
    assert row["rate"] is None
    assert row["missing_reason"] == "a count, an exposure or a weight is missing or impossible"


def test_nobody_at_all() -> None:
    assert direct_rates_of_repeat_events(strata_of([1]).clear(), ["unit"]).height == 0


@given(st.lists(st.integers(0, 1), min_size=1, max_size=60).filter(any))
def test_with_one_event_a_person_nothing_changes(persons: list[int]) -> None:
    strata = strata_of(persons)
    once = direct_rates(strata, ["unit"], fewest_events=1)
    assert_frame_equal(direct_rates_of_repeat_events(strata, ["unit"], fewest_events=1), once)


@given(PERSONS)
def test_limits_hold_the_rate_and_are_at_least_as_wide_as_poisson(persons: list[int]) -> None:
    events = sum(persons)
    lower, upper = limits_of(events, sum(count**2 for count in persons))
    poisson_lower, poisson_upper = poisson_of(events)
    assert 0.0 <= lower <= poisson_lower * (1 + 1e-12)
    assert events < poisson_upper * (1 - 1e-12) <= upper


@given(PERSONS)
def test_a_single_stratum_is_the_crude_rate(persons: list[int]) -> None:
    row = direct_rates_of_repeat_events(strata_of(persons, 7.0), ["unit"], fewest_events=1).row(0, named=True)
    crude = limits_of(sum(persons), sum(count**2 for count in persons), len(persons))
    assert (row["lower"], row["upper"]) == pytest.approx(crude, abs=1e-12)
