"""How much of a difference between two methods comes from who is counted. Method: docs/explanation/reliability.md 16.4.

Everything is a whole number up to the one division: four denominators of sixteen million each still fit into 128 bits.
"""

import polars as pl


def who_share() -> pl.Expr:
    """Give the share of the difference from the official method that comes from who is counted; null: there is none.

    Over columns of MethodCounts, with the official counts as `official_numerator` and `official_denominator`. With
    r = n ÷ d the share is ([r(B) − r_B(C)] − [r(A) − r_A(C)]) ÷ [r(B) − r(A)], here times all four denominators.
    A denominator of zero leaves nothing above the line either, so that what it is divided by is zero then.
    """
    n, d = _whole("numerator"), _whole("denominator")
    n_shared, d_shared = _whole("shared_numerator"), _whole("shared_denominator")
    a_n, a_d = _whole("official_numerator"), _whole("official_denominator")
    a_n_shared, a_d_shared = _whole("official_shared_numerator"), _whole("official_shared_denominator")
    here = (n * d_shared - n_shared * d) * a_d * a_d_shared
    there = (a_n * a_d_shared - a_n_shared * a_d) * d * d_shared
    difference = (n * a_d - a_n * d) * d_shared * a_d_shared
    share = (here - there).cast(pl.Float64) / difference.cast(pl.Float64)
    # Else zero by a difference below zero would be written as minus zero.
    return pl.when(difference == 0).then(None).when(here == there).then(pl.lit(0.0)).otherwise(share)


def _whole(column: str) -> pl.Expr:
    return pl.col(column).cast(pl.Int128)
