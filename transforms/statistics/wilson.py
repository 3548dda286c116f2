"""Wilson score limits of a proportion, without continuity correction.

Wilson EB. Probable inference, the law of succession, and statistical inference. Journal of the American Statistical
Association 1927; 22:209-212. Recommended over the usual normal limits by Newcombe RG. Two-sided confidence intervals
for the single proportion: comparison of seven methods. Statistics in Medicine 1998; 17:857-872 (method 3).
"""

import polars as pl

from transforms.statistics.normal import two_sided_z


def wilson_limits(numerator: pl.Expr, denominator: pl.Expr, confidence: float = 0.95) -> tuple[pl.Expr, pl.Expr]:
    """Give the lower and the upper limit of `numerator / denominator`, as shares from 0 to 1.

    Both arguments are counts, one value a row; the limits are Float64 and unnamed. A null count, a denominator of
    zero or less, and a numerator outside 0 to the denominator give null limits, never NaN. Events that can repeat
    within a person are no proportion: use `byar_limits`. A confidence outside 0 to 1 raises ValueError.
    """
    is_proportion = (denominator > 0) & numerator.is_between(0, denominator)
    share = pl.when(is_proportion).then(numerator.cast(pl.Float64) / denominator)
    return wilson_limits_of_share(share, denominator, confidence)


def wilson_limits_of_share(share: pl.Expr, size: pl.Expr, confidence: float = 0.95) -> tuple[pl.Expr, pl.Expr]:
    """Give the lower and the upper limit of a share from 0 to 1 of `size` rows, a number above zero, whole or not.

    The limits are Float64 and unnamed. Null arguments give null limits.
    """
    # z² ÷ n is all that the formula has of n; what is written out less often is worked faster.
    spread = two_sided_z(confidence) ** 2 / size.cast(pl.Float64)
    half_width = (spread * (share * (1 - share) + spread / 4)).sqrt()
    lower, upper = ((share + spread / 2 + reach) / (1 + spread) for reach in (-half_width, half_width))
    # At the ends the formula is 0 or 1 exactly; floating point leaves a crumb that would print as -0.0.
    is_known = spread.is_not_null()
    return (
        pl.when(is_known & (share == 0)).then(0.0).otherwise(lower),
        pl.when(is_known & (share == 1)).then(1.0).otherwise(upper),
    )
