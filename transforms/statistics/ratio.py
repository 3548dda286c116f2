"""Limits of a ratio of two sums over persons, where several rows or amounts belong to one person.

The ratio of two totals by linearisation: Cochran WG. Sampling techniques, 3rd edition, Wiley 1977, section 6.3 (6.13),
without the correction for a finite population: the persons seen stand for those who might have been. With a
denominator of one a person it is the mean, and the limits are Student's.

Of a share (rows that count among rows, several a person) limits about the ratio may leave 0 to 1, and have no width
when nothing or everything counts. There Wilson's limits are taken with the effective number of rows: Korn EL,
Graubard BI. Confidence intervals for proportions with small expected number of positive counts estimated from survey
data. Survey Methodology 1998; 24:193-201, with Wilson's in place of the exact limits (Dean N, Pagano M. Journal of
Survey Statistics and Methodology 2015; 3:484-503).
"""

import polars as pl

from transforms.statistics.normal import two_sided_z
from transforms.statistics.student import two_sided_t
from transforms.statistics.wilson import wilson_limits_of_share


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
    variance = ratio_variance(numerator, denominator, numerator_squares, products, denominator_squares, members)
    ratio = numerator / denominator
    reach = two_sided_t(members - 1, confidence) * variance.sqrt()
    is_known = (members >= 2) & (denominator > 0)
    return pl.when(is_known).then(ratio - reach), pl.when(is_known).then(ratio + reach)


def clustered_share_limits(
    numerator: pl.Expr,
    denominator: pl.Expr,
    numerator_squares: pl.Expr,
    products: pl.Expr,
    denominator_squares: pl.Expr,
    members: pl.Expr,
    confidence: float = 0.95,
) -> tuple[pl.Expr, pl.Expr]:
    """Give the lower and the upper limit of a share, from 0 to 1: `numerator` of the rows in `denominator` count.

    Arguments as for `ratio_limits`. The effective number of rows is share·(1 − share) ÷ variance, times (z ÷ t)² for
    the members − 1 degrees of freedom, at most the rows; where nobody differs, so that there is no variance, it is the
    members. Fewer than two members, a denominator of zero or less, a numerator outside 0 to the denominator and null
    arguments give null limits.
    """
    variance = ratio_variance(numerator, denominator, numerator_squares, products, denominator_squares, members)
    share = pl.when(numerator.is_between(0, denominator) & (denominator > 0)).then(numerator / denominator)
    return effective_share_limits(share, variance, denominator, members, confidence)


def effective_share_limits(
    share: pl.Expr, variance: pl.Expr, rows: pl.Expr, members: pl.Expr, confidence: float = 0.95
) -> tuple[pl.Expr, pl.Expr]:
    """Give Wilson's limits of a share, from 0 to 1, with the effective number of rows, at most `rows`.

    Arguments are one value a row; `variance` is that of the share, with members − 1 degrees of freedom. Fewer than two
    members and null arguments give null limits.
    """
    shrink = (two_sided_z(confidence) / two_sided_t(members - 1, confidence)) ** 2
    effective = pl.when(variance == 0).then(members.cast(pl.Float64)).otherwise(share * (1 - share) / variance)
    counted_rows = (effective * shrink).clip(upper_bound=rows.cast(pl.Float64))
    return wilson_limits_of_share(share, counted_rows, confidence)


def ratio_variance(
    numerator: pl.Expr,
    denominator: pl.Expr,
    numerator_squares: pl.Expr,
    products: pl.Expr,
    denominator_squares: pl.Expr,
    members: pl.Expr,
) -> pl.Expr:
    """Give the variance of the ratio by linearisation; not below zero, where floating point would leave a crumb."""
    ratio = numerator / denominator
    residuals = numerator_squares - 2 * ratio * products + ratio**2 * denominator_squares
    crumb = 1e-9 * numerator_squares
    # A null stays one: it is not below anything.
    kept = pl.when(residuals <= crumb).then(0.0).otherwise(residuals)
    return kept * members / (members - 1) / denominator.cast(pl.Float64) ** 2
