"""Byar's limits against published exact Poisson limits.

Exact limits: Garwood F. Fiducial limits for the Poisson distribution. Biometrika 1936; 28:437-442, 95 %, two printed
decimals. How close Byar's must come: Public Health England, Technical guide: confidence intervals (2018):
within 0.2 % of the exact value for numerators of ten or more.
"""

from math import exp

import polars as pl
import pytest

from transforms.statistics.byar import byar_limits

GARWOOD = {10: (4.80, 18.39), 20: (12.22, 30.89), 30: (20.24, 42.83), 50: (37.11, 65.92), 100: (81.36, 121.63)}
PRINTED = 0.005
CLOSENESS = 0.002


def limits_of(events: int, exposure: float = 1.0) -> tuple[float, float]:
    counts = pl.DataFrame({"events": [events], "exposure": [exposure]})
    lower, upper = byar_limits(pl.col("events"), pl.col("exposure"))
    return counts.select(lower.alias("lower"), upper.alias("upper")).row(0)


def poisson_tail(events: int, mean: float) -> float:
    """Give the probability of `events` or fewer when `mean` are expected, by summing the terms."""
    term = total = exp(-mean)
    for count in range(1, events + 1):
        term *= mean / count
        total += term
    return total


@pytest.mark.parametrize("events", GARWOOD)
def test_within_a_fifth_of_a_percent_of_garwood_1936(events: int) -> None:
    for ours, exact in zip(limits_of(events), GARWOOD[events], strict=True):
        assert abs(ours - exact) <= CLOSENESS * exact + PRINTED


def test_observed_30_of_15_21_expected_is_1_33_to_2_82() -> None:
    """A standardized ratio worked with exact limits in print.

    Biological effects of low level exposures to chemicals and radiation, Lewis Publishers 1992, chapter on
    epidemiologic studies: 30 observed, limits 20.24 and 42.83, over 15.21 expected.
    """
    assert limits_of(30, 15.21) == pytest.approx((1.33, 2.82), abs=PRINTED)


@pytest.mark.parametrize("events", [10, 25, 60, 150])
def test_each_tail_holds_two_and_a_half_percent(events: int) -> None:
    """What exact limits are defined by, summed here from the Poisson terms and not from any approximation."""
    lower, upper = limits_of(events)
    assert 1 - poisson_tail(events - 1, lower) == pytest.approx(0.025, abs=0.0005)
    assert poisson_tail(events, upper) == pytest.approx(0.025, abs=0.0005)
