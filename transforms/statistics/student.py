"""The two-sided quantile of Student's t distribution, for any number of degrees of freedom.

Student. The probable error of a mean. Biometrika 1908; 6:1-25. Up to ten thousand degrees by way of the beta
distribution, of which t is a transform; above by the first terms of the expansion around the normal quantile
(Abramowitz M, Stegun IA. Handbook of mathematical functions. National Bureau of Standards, Washington 1964, formula
26.7.5), whose next term is below one part in a billion there.
"""

from functools import lru_cache
from math import sqrt

import polars as pl

from transforms.statistics.beta import beta_quantile
from transforms.statistics.normal import two_sided_z

MOST_BY_BETA = 10_000


def two_sided_t(degrees: pl.Expr, confidence: float = 0.95) -> pl.Expr:
    """Give the t quantile of two-sided limits for each number of degrees of freedom: 2.228139 for 10 at 0.95.

    `degrees` is a whole number, one value a row; the quantile is Float64 and unnamed, each number is worked once.
    Null, and fewer than one degree, give null. A confidence outside 0 to 1 raises ValueError.
    """
    z = two_sided_z(confidence)
    return degrees.cast(pl.Int64).map_batches(lambda each: _quantiles(each, z, 1 - confidence), return_dtype=pl.Float64)


def _quantiles(degrees: pl.Series, z: float, both_tails: float) -> pl.Series:
    """Give the quantile of each number of degrees, null where there is none."""
    each = degrees.to_list()
    known = {number: _quantile(number, z, both_tails) for number in set(each) if number is not None and number >= 1}
    return pl.Series([known.get(number) for number in each], dtype=pl.Float64)


# Every result asks for the same few degrees of freedom again.
@lru_cache(maxsize=20_000)
def _quantile(degrees: int, z: float, both_tails: float) -> float:
    """Give one quantile: v/(v + t²) is a beta variable with parameters v/2 and 1/2, one minus it with 1/2 and v/2."""
    if degrees > MOST_BY_BETA:
        return z + (z**3 + z) / (4 * degrees) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * degrees**2)
    if both_tails <= 0.5:
        share = beta_quantile(both_tails, degrees / 2, 0.5)
        return sqrt(degrees * (1 - share) / share)
    share = beta_quantile(1 - both_tails, 0.5, degrees / 2)
    return sqrt(degrees * share / (1 - share))
