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
    z = two_sided_z(confidence)
    n = denominator.cast(pl.Float64)
    share = numerator.cast(pl.Float64) / n
    centre = share + z**2 / (2 * n)
    half_width = z * (share * (1 - share) / n + z**2 / (4 * n**2)).sqrt()
    scale = 1 + z**2 / n
    # At the ends the formula is 0 or 1 exactly; floating point leaves a crumb that would print as -0.0.
    lower = pl.when(numerator == 0).then(0.0).otherwise((centre - half_width) / scale)
    upper = pl.when(numerator == denominator).then(1.0).otherwise((centre + half_width) / scale)
    is_proportion = (denominator > 0) & numerator.is_between(0, denominator)
    return pl.when(is_proportion).then(lower), pl.when(is_proportion).then(upper)
