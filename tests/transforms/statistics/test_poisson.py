"""Poisson limits: exact below ten events, Byar's from ten on; edges by hand, and what must hold for any counts."""

from math import log

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.statistics.byar import byar_limits
from transforms.statistics.poisson import poisson_limits

EVENTS = st.integers(0, 2_000_000)
EXPOSURES = st.floats(1e-6, 1e9)
CONFIDENCES = st.sampled_from([0.5, 0.8, 0.95, 0.99, 0.998])


def pair_of(events: float | None, exposure: float | None = 1.0, confidence: float = 0.95) -> tuple[float, float]:
    counts = pl.DataFrame({"events": [events], "exposure": [exposure]}, schema_overrides={"exposure": pl.Float64})
    lower, upper = poisson_limits(pl.col("events"), pl.col("exposure"), confidence)
    return counts.select(lower.alias("lower"), upper.alias("upper")).row(0)


@pytest.mark.parametrize(
    ("events", "exposure"),
    [(0, 0.0), (4, 0.0), (12, 0.0), (None, 10.0), (3, None), (12, None), (-1, 10.0), (3, -1.0), (3.5, 1.0), (0, -1.0)],
)
def test_what_makes_no_rate_has_null_limits(events: float | None, exposure: float | None) -> None:
    assert pair_of(events, exposure) == (None, None)


def test_no_events() -> None:
    lower, upper = pair_of(0, 1000.0)
    assert lower == 0.0
    # exp(−upper) = 0.025
    assert upper == pytest.approx(-log(0.025) / 1000)


def test_one_event() -> None:
    # 1 − exp(−lower) = 0.025
    assert pair_of(1)[0] == pytest.approx(-log(0.975))


@pytest.mark.parametrize(("events", "is_byar"), [(9, False), (10, True), (11, True)])
def test_byar_takes_over_at_ten(events: int, is_byar: bool) -> None:
    lower, upper = byar_limits(pl.lit(events), pl.lit(1.0))
    byar = pl.select(lower.alias("lower"), upper.alias("upper")).row(0)
    assert (pair_of(events) == byar) is is_byar


def test_rows_do_not_touch_one_another() -> None:
    counts = pl.DataFrame({"events": [30, None, 5, 0, 9], "exposure": [100.0, 10.0, 0.0, 10.0, 2.0]})
    _, upper = poisson_limits(pl.col("events"), pl.col("exposure"))
    together = counts.select(upper.alias("upper"))["upper"].to_list()
    assert together == [pair_of(30, 100.0)[1], None, None, pair_of(0, 10.0)[1], pair_of(9, 2.0)[1]]


def test_nobody_at_all() -> None:
    nobody = pl.DataFrame(schema={"events": pl.Int64, "exposure": pl.Int64})
    lower, _ = poisson_limits(pl.col("events"), pl.col("exposure"))
    assert nobody.select(lower.alias("lower")).schema == {"lower": pl.Float64}


@pytest.mark.parametrize("confidence", [0.0, 1.0, 95.0])
def test_confidence_is_a_share(confidence: float) -> None:
    with pytest.raises(ValueError, match="confidence must be a share"):
        poisson_limits(pl.col("events"), pl.col("exposure"), confidence)


@given(EVENTS, EXPOSURES, CONFIDENCES)
def test_limits_hold_the_estimate_and_are_not_negative(events: int, exposure: float, confidence: float) -> None:
    lower, upper = pair_of(events, exposure, confidence)
    assert 0.0 <= lower <= events / exposure < upper


@given(st.integers(0, 50), CONFIDENCES)
def test_limits_rise_with_the_events(events: int, confidence: float) -> None:
    below, above = pair_of(events, confidence=confidence), pair_of(events + 1, confidence=confidence)
    assert below[0] < above[0]
    assert below[1] < above[1]


@given(st.integers(1, 200), st.integers(2, 50))
def test_more_exposure_at_the_same_rate_narrows_the_limits(events: int, times: int) -> None:
    few, many = pair_of(events, 7.0), pair_of(events * times, 7.0 * times)
    assert many[1] - many[0] < few[1] - few[0]
