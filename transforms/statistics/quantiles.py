"""Quantiles from exact histograms: how many units have which value, so that the counts add up over buckets.

Hyndman RJ, Fan Y. Sample quantiles in statistical packages. The American Statistician 1996; 50:361-365. Two of their
nine types: `type_7` interpolates between the values around place (n − 1)·share (what spreadsheets and R call the
quantile), `inverse_ecdf` (their type 1) is the smallest value that at least the share of the units do not exceed: a
value that some unit has. Shares are fractions, so that a tenth of thirty units is three.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

import polars as pl

Kind = Literal["type_7", "inverse_ecdf"]
# Shares given as decimals are taken for the nearest fraction with a divisor up to this.
FINEST_DIVISOR = 1_000_000


def quantiles(
    histogram: pl.DataFrame, keys: Sequence[str], shares: Sequence[float | Fraction], kind: Kind = "type_7"
) -> pl.DataFrame:
    """One row per `keys` and share, sorted by them: share (Float64), units (Int64), quantile (Float64).

    `histogram`: one row per keys and value, or several that add up: value (any number), units (a whole count). Rows
    whose value is null or not finite are units without a value: they do not count. A group where nobody has a value,
    and one with a count that is null or negative, has a null quantile. Needs one key and one share at least; a share
    outside 0 to 1 raises ValueError.
    """
    ranked = cumulated(histogram, list(keys))
    rows = [_one(ranked, list(keys), share_of(share), kind) for share in shares]
    return pl.concat(rows).sort([*keys, "share"], nulls_last=True)


def cumulated(histogram: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """One row per keys and value, sorted by them: units, units_up_to (of this value or less), units_of_all.

    Both counts are null in a group with a count that is null or negative. A group without any value keeps one row,
    its value null and its counts zero.
    """
    has_value = pl.col("value").cast(pl.Float64).is_finite().fill_null(False)
    counted = pl.when(has_value).then(pl.col("units").cast(pl.Int64)).otherwise(0)
    cleaned = histogram.select(
        *keys,
        pl.when(has_value).then(pl.col("value").cast(pl.Float64)).alias("value"),
        counted.alias("units"),
        (pl.col("units") >= 0).fill_null(False).alias("is_count"),
    )
    summed = cleaned.group_by([*keys, "value"]).agg(pl.col("units").sum(), pl.col("is_count").all())
    is_group = pl.col("is_count").all().over(keys)
    return summed.sort([*keys, "value"], nulls_last=True).select(
        *keys,
        "value",
        "units",
        pl.when(is_group).then(pl.col("units").cum_sum().over(keys)).alias("units_up_to"),
        pl.when(is_group).then(pl.col("units").sum().over(keys)).alias("units_of_all"),
    )


def share_of(share: float | Fraction) -> Fraction:
    """Give a share as the fraction that was meant, 0.1 as a tenth; outside 0 to 1 it raises ValueError."""
    fraction = Fraction(share).limit_denominator(FINEST_DIVISOR)
    if not 0 <= fraction <= 1:
        raise ValueError(f"a share of the units lies between 0 and 1, got {share}: write 0.25 for a quarter")
    return fraction


def _one(ranked: pl.DataFrame, keys: list[str], share: Fraction, kind: Kind) -> pl.DataFrame:
    """One row per keys: the quantile of one share."""
    total = pl.col("units_of_all")
    if kind == "inverse_ecdf":
        # The place, from one, of the last unit that is needed to reach the share: rounded up.
        value = _value_at((total * share.numerator + share.denominator - 1) // share.denominator)
    else:
        steps = (total - 1) * share.numerator
        below, above = _value_at(steps // share.denominator + 1), _value_at(steps // share.denominator + 2)
        part = (steps % share.denominator).first() / share.denominator
        value = pl.when(part > 0).then(below + part * (above - below)).otherwise(below)
    return ranked.group_by(keys).agg(
        pl.lit(float(share)).alias("share"), total.first().alias("units"), value.alias("quantile")
    )


def _value_at(place: pl.Expr) -> pl.Expr:
    """Give the value of the unit at a place, counted from one at the smallest; null beyond the last."""
    # The smallest value is at every place up to the first.
    return pl.col("value").filter((pl.col("units") > 0) & (pl.col("units_up_to") >= place)).min()
