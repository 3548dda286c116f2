"""Design-based limits of a weighted share from sums that add up: one respondent a person, weights in whole thousandths.

The variance is that of `transforms.statistics.survey` for one stratum with respondents as primary units (Taylor
linearisation, with replacement). The limits are Wilson's with the effective number of respondents and Student's t, as
in `transforms.statistics.ratio` (Korn and Graubard 1998; Dean and Pagano 2015): they keep within 0 and 1, and have a
width when all say the same. The effective number is at most that of the respondents.
"""

import polars as pl

from transforms.statistics.ratio import clustered_share_limits

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
    # Weights that add up to the respondents, so that the effective number is held against them.
    scale = pl.when(weight > 0).then(respondents / weight)
    counted = pl.when(yes == weight).then(respondents.cast(pl.Float64)).otherwise(yes * scale)
    squares = yes_squares * scale**2
    return clustered_share_limits(
        counted,
        respondents.cast(pl.Float64),
        squares,
        # Who said yes counts the weight above and below the line, so that products are squares.
        squares,
        weight_squares * scale**2,
        respondents,
        confidence,
    )
