"""Mean of a quantity with Student's t limits, from sums that add up over buckets.

Student. The probable error of a mean. Biometrika 1908; 6:1-25. Variant: variance with n − 1, for values of independent
persons that are near normal or many.
"""

import polars as pl

from transforms.statistics.student import two_sided_t


def mean_limits(
    count: pl.Expr, total: pl.Expr, total_of_squares: pl.Expr, confidence: float = 0.95
) -> tuple[pl.Expr, pl.Expr]:
    """Give the lower and the upper limit of the mean `total / count`, in the unit of the values.

    `count` persons, the sum of their values and the sum of the squares of these are whole numbers, one set a row:
    values with decimals are counted in hundredths or the like, and the limits divided by that. Their spread is taken
    in 128 bits, exactly as long as the count times the sum of squares stays below 10³⁸. The limits are Float64 and
    unnamed. Fewer than two persons, a null argument, and sums that no values can have give null limits, never NaN. A
    confidence outside 0 to 1 raises ValueError.
    """
    n, first, second = (sums.cast(pl.Int128) for sums in (count, total, total_of_squares))
    # n times the sum of squared deviations: whole, so that no digit is lost where the mean is far above the spread.
    spread = n * second - first * first
    is_mean = (count >= 2) & (spread >= 0)
    freedom = pl.when(is_mean).then(count.cast(pl.Int64) - 1)
    persons = count.cast(pl.Float64)
    error = (spread.cast(pl.Float64) / (persons * persons * (persons - 1))).sqrt()
    centre, half = total.cast(pl.Float64) / persons, two_sided_t(freedom, confidence) * error
    return pl.when(is_mean).then(centre - half), pl.when(is_mean).then(centre + half)
