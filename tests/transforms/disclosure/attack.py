"""What an outsider can read off a published table, row by row.

Written from the rule, not from `transforms.disclosure`: it looks only at what the table shows. It also serves to
attack what the flows publish. Not tried here: subtraction from totals, and differences between periods and runs.
"""

import polars as pl

COUNTS_AND_WHAT_TELLS_THEM = ["numerator", "denominator", "value", "lower", "upper"]


def exposed_rows(published: pl.DataFrame) -> pl.DataFrame:
    """One row per published row that gives away a count from 1 to 5, with `exposed_by` naming how."""
    ways = [pl.when(found).then(pl.lit(way)) for way, found in _ways().items()]
    return published.with_columns(pl.coalesce(ways).alias("exposed_by")).filter(pl.col("exposed_by").is_not_null())


def _ways() -> dict[str, pl.Expr]:
    numerator, denominator = pl.col("numerator"), pl.col("denominator")
    complement = denominator.cast(pl.Int64) - numerator.cast(pl.Int64)
    any_left = pl.any_horizontal(pl.col(column).is_not_null() for column in COUNTS_AND_WHAT_TELLS_THEM)
    return {
        "numerator": numerator.is_between(1, 5),
        "denominator": denominator.is_between(1, 5),
        "complement": pl.col("is_proportion") & complement.is_between(1, 5),
        "rest of a hidden row": pl.col("suppression").is_not_null() & any_left,
        "a value without its counts": pl.col("value").is_not_null() & (numerator.is_null() | denominator.is_null()),
    }
