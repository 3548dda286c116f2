"""Exact limits of a proportion, central: no more than half of the error on either side.

Clopper CJ, Pearson ES. The use of confidence or fiducial limits illustrated in the case of the binomial. Biometrika
1934; 26:404-413. Variant: both tails hold (1 − confidence) / 2, as in Newcombe 1998, method 5; no mid-P. They are wider
than they need be: for screening and coverage with few people `wilson_limits` comes closer to the stated confidence.
"""

from collections.abc import Callable

import polars as pl

from transforms.statistics.beta import beta_quantile
from transforms.statistics.normal import two_sided_z


def clopper_pearson_limits(
    numerator: pl.Expr, denominator: pl.Expr, confidence: float = 0.95
) -> tuple[pl.Expr, pl.Expr]:
    """Give the lower and the upper limit of `numerator / denominator`, as shares from 0 to 1.

    Both arguments are counts, one value a row; the limits are Float64 and unnamed, each pair of counts is worked once.
    A null count, a denominator of zero or less, and a numerator outside 0 to the denominator give null limits, never
    NaN; a numerator of nobody has a lower limit of exactly 0, one of everybody an upper limit of exactly 1. A
    confidence outside 0 to 1 raises ValueError.
    """
    two_sided_z(confidence)
    tail = (1 - confidence) / 2
    counts = pl.struct(numerator.cast(pl.Int64).alias("numerator"), denominator.cast(pl.Int64).alias("denominator"))

    def worked(limit: Callable[[int, int, float], float]) -> pl.Expr:
        return counts.map_batches(lambda pairs: _limits(pairs, limit, tail), return_dtype=pl.Float64)

    return worked(_lower), worked(_upper)


def _limits(pairs: pl.Series, limit: Callable[[int, int, float], float], tail: float) -> pl.Series:
    """Give the limit of each pair of counts, null where they make no proportion."""
    counts = pairs.struct.unnest()
    each = list(zip(counts["numerator"].to_list(), counts["denominator"].to_list(), strict=True))
    known = {pair: limit(*pair, tail) for pair in set(each) if _is_proportion(*pair)}
    return pl.Series([known.get(pair) for pair in each], dtype=pl.Float64)


def _is_proportion(numerator: int | None, denominator: int | None) -> bool:
    """True for counts that make a proportion."""
    return numerator is not None and denominator is not None and 0 <= numerator <= denominator and denominator > 0


def _lower(numerator: int, denominator: int, tail: float) -> float:
    """Give the share at which as many as the numerator, or more, are seen with probability `tail`."""
    return beta_quantile(tail, numerator, denominator - numerator + 1) if numerator else 0.0


def _upper(numerator: int, denominator: int, tail: float) -> float:
    """Give the share at which as many as the numerator, or fewer, are seen with probability `tail`."""
    return 1.0 - _lower(denominator - numerator, denominator, tail)
