"""Limits of a funnel plot about a target, for proportions and for rates: normal, or exact.

Spiegelhalter DJ. Funnel plots for comparing institutional performance. Statistics in Medicine 2005; 24:1185-1202:
where the value of a unit in control would fall. Normal: target ± z · √variance, with variance target · (1 − target) /
denominator for a proportion and target / exposure for a rate. Exact: the smallest count with a binomial or Poisson
probability of p or more of that count or fewer, over the denominator, for p at either tail; a count beyond it has a
tail probability of at most half of 1 − confidence. The paper's appendix goes on to interpolate between counts so that
the drawn line is smooth; that is not done here, because one event in one person would then lie above a target of 0.8.
"""

from collections.abc import Callable
from math import exp, floor, lgamma, log, log1p, sqrt
from typing import Literal

import polars as pl

from transforms.statistics.normal import two_sided_z

Kind = Literal["proportion", "rate"]
# So many standard deviations below the mean nothing is left that double precision could see.
REACH = 15


def variance_under_target(target: pl.Expr, size: pl.Expr, kind: Kind) -> pl.Expr:
    """Give the variance of the value of a unit in control, null without a size."""
    variance = target * (1 - target) / size if kind == "proportion" else target / size
    return pl.when(size > 0).then(variance)


def normal_limits(target: pl.Expr, variance: pl.Expr, kind: Kind, confidence: float) -> tuple[pl.Expr, pl.Expr]:
    """Give the lower and the upper normal limit, cut at 0 and, for a proportion, at 1; null where an argument is."""
    half = two_sided_z(confidence) * variance.sqrt()
    highest = 1.0 if kind == "proportion" else None
    return (target - half).clip(lower_bound=0.0), (target + half).clip(upper_bound=highest)


def exact_limits(target: float | None, sizes: pl.Series, kind: Kind, confidence: float) -> tuple[pl.Series, pl.Series]:
    """Give the lower and the upper exact limit of each size; null without a target or a size above 0.

    Sizes are persons, whole, for a proportion, and any positive exposure for a rate.
    """
    tail = (1 - confidence) / 2
    two_sided_z(confidence)  # refuses what is no confidence
    found = {size: _limits_of(target, size, kind, tail) for size in set(sizes.to_list())}
    pairs = [found[size] for size in sizes.to_list()]
    lower, upper = ([pair[side] for pair in pairs] for side in (0, 1))
    return pl.Series(lower, dtype=pl.Float64), pl.Series(upper, dtype=pl.Float64)


def _limits_of(target: float | None, size: float | None, kind: Kind, tail: float) -> tuple[float | None, float | None]:
    """Give both limits of one size."""
    if target is None or not size or size < 0 or target < 0 or (kind == "proportion" and target > 1):
        return None, None
    if target == 0 or (kind == "proportion" and target == 1):
        return target, target
    chance, start, last = _distribution(target, size, kind)
    lower, upper = _quantile(chance, start, last, tail), _quantile(chance, start, last, 1 - tail)
    return lower / size, upper / size


def _distribution(target: float, size: float, kind: Kind) -> tuple[Callable[[int], float], int, int | None]:
    """Give the probability of a count, the count to start summing at, and the highest count there is."""
    mean = target * size
    spread = sqrt(mean * (1 - target)) if kind == "proportion" else sqrt(mean)
    start = max(0, floor(mean - REACH * spread))
    if kind == "rate":
        return lambda count: exp(count * log(mean) - mean - lgamma(count + 1)), start, None

    def binomial(count: int) -> float:
        ways = lgamma(size + 1) - lgamma(count + 1) - lgamma(size - count + 1)
        return exp(ways + count * log(target) + (size - count) * log1p(-target))

    return binomial, start, floor(size)


def _quantile(chance: Callable[[int], float], start: int, last: int | None, probability: float) -> int:
    """Give the smallest count that a share `probability` of counts does not exceed."""
    count, total = start, chance(start)
    # Rounding may leave the sum just short of the probability at the very end.
    while total < probability and count != last:
        count += 1
        total += chance(count)
    return count
