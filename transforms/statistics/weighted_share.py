"""Design-based limits of a weighted share from sums that add up: one respondent a person, weights in whole thousandths.

The variance is that of `transforms.statistics.survey` for one stratum with respondents as primary units (Taylor
linearisation, with replacement). The limits are Wilson's with the effective number of respondents and Student's t, as
in `transforms.statistics.ratio` (Korn and Graubard 1998; Dean and Pagano 2015): they keep within 0 and 1, and have a
width when all say the same. The effective number is at most that of the respondents.
"""

import polars as pl

from transforms.statistics.ratio import effective_share_limits, ratio_variance

# No weight is above ten million thousandths (`schemas.inputs.survey_responses`), so that the squares add up to at most
# ten million times the total: below this one they keep within 64 bits.
MOST_WEIGHT_TOTAL = 900_000_000_000


def weighted_share_limits(
    yes: pl.Expr,
    weight: pl.Expr,
    yes_squares: pl.Expr,
    weight_squares: pl.Expr,
    respondents: pl.Expr,
    confidence: float = 0.95,
) -> tuple[pl.Expr, pl.Expr]:
    """Give the lower and the upper limit of `yes / weight`, from 0 to 1, Float64 and unnamed.

    Arguments are one value a row: the weights of who said yes, of all, their squares likewise, and the respondents.
    The scale of the weights falls out. Fewer than two respondents, no weight and null arguments give null limits.
    """
    # Who said yes counts the weight above and below the line, so that products are squares.
    sums = (yes, weight, yes_squares, yes_squares, weight_squares, respondents)
    share = pl.when((weight > 0) & yes.is_between(0, weight)).then(yes / weight)
    return effective_share_limits(share, ratio_variance(*sums), respondents, respondents, confidence)
