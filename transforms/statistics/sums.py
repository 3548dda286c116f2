"""Sums of fractions that do not depend on the order of the rows."""

import polars as pl


def ordered_sum(terms: pl.Expr) -> pl.Expr:
    """Give the sum of Float64 `terms` within a group, added from the smallest to the largest; nulls count as nothing.

    Floating point rounds after every addition, so that another order of rows gives another last digit.
    """
    return terms.sort().sum()
