"""Byar's limits: edges by hand, and what must hold for any counts."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from transforms.statistics.byar import byar_limits

EVENTS = st.integers(0, 2_000_000)
EXPOSURES = st.integers(1, 20_000_000)


def limits_of(events: list[int | None], exposures: list[float | None], confidence: float = 0.95) -> pl.DataFrame:
    counts = pl.DataFrame(
        {"events": events, "exposure": exposures}, schema={"events": pl.Int64, "exposure": pl.Float64}
    )
    lower, upper = byar_limits(pl.col("events"), pl.col("exposure"), confidence)
    return counts.select(lower.alias("lower"), upper.alias("upper"))


def pair_of(events: int, exposure: float = 1.0, confidence: float = 0.95) -> tuple[float, float]:
    return limits_of([events], [exposure], confidence).row(0)


@pytest.mark.parametrize(
    ("events", "exposure"), [(0, 0.0), (4, 0.0), (None, 10.0), (3, None), (None, None), (-1, 10.0), (3, -1.0)]
)
def test_what_makes_no_rate_has_null_limits(events: int | None, exposure: float | None) -> None:
    expected = pl.DataFrame({"lower": [None], "upper": [None]}, schema={"lower": pl.Float64, "upper": pl.Float64})
    assert_frame_equal(limits_of([events], [exposure]), expected)


def test_no_events_have_a_lower_limit_of_exactly_zero() -> None:
    lower, upper = pair_of(0, 1000.0)
    assert lower == 0.0
    # (1 − 1/9 + 1.959964/3)³, by hand
    assert upper == pytest.approx(3.668 / 1000, abs=0.0005 / 1000)


def test_one_event_at_very_high_confidence_stays_at_zero() -> None:
    assert pair_of(1, confidence=0.998)[0] == 0.0


def test_rows_do_not_touch_one_another() -> None:
    together = limits_of([30, None, 5, 0], [100.0, 10.0, 0.0, 10.0])
    assert together["upper"].is_null().to_list() == [False, True, True, False]
    assert together.row(0) == pair_of(30, 100.0)


def test_unsigned_counts_work() -> None:
    counts = pl.DataFrame({"events": [0, 12], "exposure": [7, 7]}, schema={"events": pl.UInt8, "exposure": pl.UInt32})
    lower, upper = byar_limits(pl.col("events"), pl.col("exposure"))
    assert counts.select(lower.alias("lower"), upper.alias("upper")).row(1) == pair_of(12, 7.0)


@pytest.mark.parametrize("confidence", [0.0, 1.0, 95.0])
def test_confidence_is_a_share(confidence: float) -> None:
    with pytest.raises(ValueError, match="confidence must be a share"):
        byar_limits(pl.col("events"), pl.col("exposure"), confidence)


@given(EVENTS, EXPOSURES)
def test_limits_hold_the_estimate_and_are_not_negative(events: int, exposure: int) -> None:
    lower, upper = pair_of(events, exposure)
    assert 0.0 <= lower <= events / exposure < upper


@given(EVENTS)
def test_limits_rise_with_the_events(events: int) -> None:
    below, above = pair_of(events), pair_of(events + 1)
    assert below[0] < above[0]
    assert below[1] < above[1]


@given(st.integers(1, 200_000), EXPOSURES, st.integers(2, 50))
def test_more_exposure_at_the_same_rate_narrows_the_limits(events: int, exposure: int, times: int) -> None:
    few, many = pair_of(events, exposure), pair_of(events * times, exposure * times)
    assert many[1] - many[0] < few[1] - few[0]


@given(EVENTS)
def test_more_confidence_widens(events: int) -> None:
    narrow, wide = pair_of(events, confidence=0.90), pair_of(events, confidence=0.99)
    assert wide[0] <= narrow[0]
    assert narrow[1] < wide[1]


@given(EVENTS, EXPOSURES)
def test_limits_of_the_rate_are_those_of_the_count_by_exposure(events: int, exposure: int) -> None:
    lower, upper = pair_of(events)
    assert pair_of(events, exposure) == pytest.approx((lower / exposure, upper / exposure))
