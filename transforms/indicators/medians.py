"""Medians of indicators, from how many rows have which value, counted by unit over all buckets.

Rules: docs/explanation/families/referrals.md 42.5; why so: docs/decisions/0021-medians.md.
"""

import polars as pl

from transforms.indicators.membership import UNKNOWN
from transforms.indicators.units import COUNT_KEY
from transforms.statistics.median import medians


def find_medians(patterns: pl.DataFrame, counts: pl.DataFrame) -> pl.DataFrame:
    """One row per level and unit with a row below the line: value, lower, upper; null: half of the rows still wait.

    `patterns`: level, unit_id, pattern (a whole number as text, or `unknown`) and denominator of one indicator.
    `counts`: level, unit_id and denominator_squares, by which rows of one person count for less.
    """
    told = pl.when(pl.col("pattern") != UNKNOWN).then("pattern").cast(pl.Int64)
    histogram = patterns.select(*COUNT_KEY, told.alias("value"), pl.col("denominator").alias("units"))
    squares = counts.select(*COUNT_KEY, pl.col("denominator_squares").alias("squares"))
    return medians(histogram, squares, COUNT_KEY)
