"""Limits of a ratio of two sums over persons, where several rows or amounts belong to one person.

The ratio of two totals by linearisation: Cochran WG. Sampling techniques, 3rd edition, Wiley 1977, section 6.3 (6.13),
without the correction for a finite population: the persons seen stand for those who might have been. With a
denominator of one a person it is the mean, and the limits are Student's.
"""

import polars as pl

from transforms.statistics.student import two_sided_t


def ratio_limits(
    numerator: pl.Expr,
    denominator: pl.Expr,
    numerator_squares: pl.Expr,
    products: pl.Expr,
    denominator_squares: pl.Expr,
    members: pl.Expr,
    confidence: float = 0.95,
) -> tuple[pl.Expr, pl.Expr]:
    """Give the lower and the upper limit of `numerator / denominator`.

    Arguments are sums over persons, one value a row: of n, of d, of n², of n·d, of d², and the persons with d > 0. The
    limits are Float64 and unnamed, t with members − 1 degrees of freedom. Fewer than two members, a denominator of zero
    or less and null arguments give null limits, never NaN. A confidence outside 0 to 1 raises ValueError.
    """
    ratio = numerator / denominator
    # The sum of squared residuals n − ratio·d; floating point may leave a crumb below zero when all are alike.
    residuals = numerator_squares - 2 * ratio * products + ratio**2 * denominator_squares
    variance = residuals.clip(lower_bound=0.0) * members / (members - 1) / denominator.cast(pl.Float64) ** 2
    reach = two_sided_t(members - 1, confidence) * variance.sqrt()
    is_known = (members >= 2) & (denominator > 0)
    return pl.when(is_known).then(ratio - reach), pl.when(is_known).then(ratio + reach)
