"""Limits of a count of events and of the rate made of it: exact for fewer than ten events, Byar's from ten on.

Exact: Garwood F. Fiducial limits for the Poisson distribution. Biometrika 1936; 28:437-442, central, each tail holds
(1 − confidence) / 2. Byar's: `byar_limits`. The change at ten is that of Public Health England, Technical guide:
confidence intervals, 2018, and of the guidance of its successor OHID: below ten events Byar's lower limit is poor,
from ten on both limits are within 0.2 % of the exact ones at 95 %. Status: verified.
"""

from math import exp

import polars as pl

from transforms.statistics.byar import byar_limits
from transforms.statistics.normal import two_sided_z

# Byar's method from this number of events on (Public Health England 2018).
FEWEST_FOR_BYAR = 10
# Halvings of an interval of up to a thousand, until it is as narrow as double precision allows.
HALVINGS = 80


def poisson_limits(events: pl.Expr, exposure: pl.Expr, confidence: float = 0.95) -> tuple[pl.Expr, pl.Expr]:
    """Give the lower and the upper limit of `events / exposure`, in events per unit of exposure.

    `events` is a whole count, `exposure` persons, person-years, expected events or any positive amount, one value a
    row; the limits are Float64 and unnamed. No events give a lower limit of exactly 0. A null argument, an exposure
    of zero or less, a negative count and a broken count below ten give null limits, never NaN. Events that repeat in
    persons vary more than this: use `repeat_event_limits`. A confidence outside 0 to 1 raises ValueError.
    """
    lower, upper = byar_limits(events, exposure, confidence)
    few = events < FEWEST_FOR_BYAR
    exact_lower, exact_upper = (
        pl.when(exposure > 0).then(_looked_up(events, limits) / exposure) for limits in exact_counts(confidence)
    )
    return pl.when(few).then(exact_lower).otherwise(lower), pl.when(few).then(exact_upper).otherwise(upper)


def exact_counts(confidence: float) -> tuple[list[float], list[float]]:
    """Give the exact lower and upper limits of 0 to 9 events, as counts, in the order of the events.

    A confidence outside 0 to 1 raises ValueError.
    """
    two_sided_z(confidence)
    tail = (1 - confidence) / 2
    lowest = [0.0] + [_mean_with_tail(events - 1, 1 - tail) for events in range(1, FEWEST_FOR_BYAR)]
    return lowest, [_mean_with_tail(events, tail) for events in range(FEWEST_FOR_BYAR)]


def _looked_up(events: pl.Expr, limits: list[float]) -> pl.Expr:
    """Give the limit of each count below ten, null for any other number."""
    known = [float(count) for count in range(FEWEST_FOR_BYAR)]
    return events.cast(pl.Float64).replace_strict(known, limits, default=None, return_dtype=pl.Float64)


def _mean_with_tail(most: int, probability: float) -> float:
    """Give the mean at which `most` events or fewer are seen with `probability`, by halving."""
    low, high = 0.0, 1000.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _at_most(most, middle) > probability else (low, middle)
    return (low + high) / 2


def _at_most(most: int, mean: float) -> float:
    """Give the Poisson probability of `most` events or fewer, term by term."""
    term = total = exp(-mean)
    for count in range(1, most + 1):
        term *= mean / count
        total += term
    return total
