"""Shares as whole numbers of ten-thousandths, so that shares of persons add up over buckets exactly."""

import polars as pl

from transforms.indicators.definition import PARTS


def share_in_parts(numerator: pl.Expr, denominator: pl.Expr) -> pl.Expr:
    """Give `numerator / denominator` in ten-thousandths as Int32, a half rounded away from zero.

    Both are counts of 0 or more, one value a row. Worked in whole numbers: floating point would round some halves down.
    A null, and a denominator of zero or less, give 0: who has nothing to share is kept out by the record that counts.
    """
    above, below = numerator.cast(pl.Int64), denominator.cast(pl.Int64)
    rounded = (2 * PARTS * above + below) // (2 * below)
    return pl.when(below > 0).then(rounded).otherwise(0).fill_null(0).cast(pl.Int32)
