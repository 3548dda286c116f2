"""Limits of the difference and of the ratio of two independent groups: proportions and rates.

Difference of proportions: Newcombe RG. Interval estimation for the difference between independent proportions:
comparison of eleven methods. Statistics in Medicine 1998; 17:873-890, method 10 (Wilson limits of each group, no
continuity correction). Difference of rates: the same way of joining two intervals (MOVER), Zou GY, Donner A.
Construction of confidence limits about effect measures: a general approach. Statistics in Medicine 2008;
27:1693-1702, here with Byar's limits of each rate. Ratio of proportions: Katz D, Baptista J, Azen SP, Pike MC.
Obtaining confidence intervals for the risk ratio in cohort studies. Biometrics 1978; 34:469-474 (log method). Ratio of
rates: the log method with variance 1/events + 1/events, Breslow NE, Day NE, IARC Scientific Publications 82, 1987.

The first group is what is compared, the second what it is compared with. Every function gives lower and upper limit as
unnamed Float64 expressions, one value a row; counts that make no proportion or rate give null, never NaN.
"""

from collections.abc import Iterable

import polars as pl

from transforms.statistics.byar import byar_limits
from transforms.statistics.normal import two_sided_z
from transforms.statistics.wilson import wilson_limits

Limits = tuple[pl.Expr, pl.Expr]
Counts = tuple[pl.Expr, pl.Expr]


def difference_of_proportions_limits(first: Counts, second: Counts, confidence: float = 0.95) -> Limits:
    """Give the limits of first minus second share, from -1 to 1 (Newcombe method 10).

    Each group is its numerator and its denominator. A confidence outside 0 to 1 raises ValueError.
    """
    return _joined(first, wilson_limits(*first, confidence), second, wilson_limits(*second, confidence))


def difference_of_rates_limits(first: Counts, second: Counts, confidence: float = 0.95) -> Limits:
    """Give the limits of first minus second rate, in events per unit of exposure (MOVER from Byar's limits).

    Each group is its events and its exposure. A confidence outside 0 to 1 raises ValueError.
    """
    return _joined(first, byar_limits(*first, confidence), second, byar_limits(*second, confidence))


def ratio_of_proportions_limits(first: Counts, second: Counts, confidence: float = 0.95) -> Limits:
    """Give the limits of first over second share (Katz's log method).

    Null also where either numerator is zero: its logarithm does not exist, and no count is added to make one.
    A confidence outside 0 to 1 raises ValueError.
    """
    variance = sum((1 / count - 1 / n for count, n in map(_as_float, (first, second))), start=pl.lit(0.0))
    is_ratio = _all(count.is_between(1, n) for count, n in (first, second))
    return _log_limits(first, second, pl.when(is_ratio).then(variance), confidence)


def ratio_of_rates_limits(first: Counts, second: Counts, confidence: float = 0.95) -> Limits:
    """Give the limits of first over second rate (log method).

    Null also where either group has no event. A confidence outside 0 to 1 raises ValueError.
    """
    variance = sum((1 / count for count, _ in map(_as_float, (first, second))), start=pl.lit(0.0))
    is_ratio = _all((count >= 1) & (exposure > 0) for count, exposure in (first, second))
    return _log_limits(first, second, pl.when(is_ratio).then(variance), confidence)


def _joined(first: Counts, first_limits: Limits, second: Counts, second_limits: Limits) -> Limits:
    """Join the limits of two groups into those of their difference."""
    (value, lower, upper), (other, other_lower, other_upper) = (
        (count / size, *limits)
        for (count, size), limits in zip(map(_as_float, (first, second)), (first_limits, second_limits), strict=True)
    )
    difference = value - other
    below = ((value - lower) ** 2 + (other_upper - other) ** 2).sqrt()
    above = ((upper - value) ** 2 + (other - other_lower) ** 2).sqrt()
    is_whole = _all(limit.is_not_null() for limit in (*first_limits, *second_limits))
    return pl.when(is_whole).then(difference - below), pl.when(is_whole).then(difference + above)


def _log_limits(first: Counts, second: Counts, variance: pl.Expr, confidence: float) -> Limits:
    """Give the limits of a ratio whose logarithm has `variance`; null where that is null."""
    (count, size), (other_count, other_size) = map(_as_float, (first, second))
    ratio = (count / size) / (other_count / other_size)
    factor = (two_sided_z(confidence) * variance.sqrt()).exp()
    return pl.when(factor.is_not_null()).then(ratio / factor), pl.when(factor.is_not_null()).then(ratio * factor)


def _as_float(group: Counts) -> Counts:
    """Give both counts as Float64, so that unsigned ones can be subtracted."""
    return group[0].cast(pl.Float64), group[1].cast(pl.Float64)


def _all(conditions: Iterable[pl.Expr]) -> pl.Expr:
    """Say whether every condition holds in a row; null counts as no."""
    return pl.all_horizontal(*conditions).fill_null(False)
