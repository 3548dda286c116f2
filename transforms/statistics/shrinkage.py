"""Empirical Bayes shrinkage of the values of small units towards the mean of all units, by the method of moments.

Proportions (beta-binomial moments): Martuzzi M, Elliott P. Empirical Bayes estimation of small area prevalence of
non-rare conditions. Statistics in Medicine 1996; 15:1867-1873. Rates (gamma-Poisson moments): Marshall RJ. Mapping
disease and mortality rates using empirical Bayes estimators. Applied Statistics 1991; 40:283-294, global estimator.
Both estimate the variance between units as the size-weighted variance of the values less what chance alone gives, and
the weight of a unit's own value as that variance over the variance of its value. The uncertainty of the mean and of
the variance between units is not carried on: limits made of these values would be too narrow.
"""

from math import fsum
from typing import Literal

import polars as pl

Kind = Literal["proportion", "rate"]
# Below this part of the variance by chance, a variance between units is rounding: units of one person each have none.
CRUMB = 1e-12


def shrink(units: pl.DataFrame, kind: Kind) -> pl.DataFrame:
    """One row per row of `units`, in its order: its columns, value, overall_value, own_weight and shrunken_value.

    `units` has numerator and denominator: counts for a proportion, events and exposure for a rate. `own_weight` is the
    share of the unit's own value, from 0 to 1; it is 0 for all when the units vary no more than by chance, so that all
    get the mean. A unit with null counts, no denominator or an impossible proportion has nulls in all four and counts
    nowhere. A single unit is its own mean, with a weight of 0.
    """
    count, size = pl.col("numerator").cast(pl.Float64), pl.col("denominator").cast(pl.Float64)
    is_known = (size > 0) & (count >= 0) & ((count <= size) if kind == "proportion" else True)
    n = pl.when(is_known).then(size)
    value = pl.when(is_known).then(count / size)
    known = units.with_columns(value.alias("value"), n.alias("_n"), pl.when(is_known).then(count).alias("_count"))
    overall, between, within = _moments(known, kind)
    weight = between / (between + within / pl.col("_n")) if between > 0 else pl.when(n.is_not_null()).then(0.0)
    shrunken = pl.col("own_weight") * pl.col("value") + (1 - pl.col("own_weight")) * overall
    return (
        known.with_columns(
            pl.when(pl.col("_n").is_not_null()).then(pl.lit(overall, pl.Float64)).alias("overall_value"),
            weight.cast(pl.Float64).alias("own_weight"),
        )
        # A weight of 0 or 1 leaves a crumb outside the two values it lies between.
        .with_columns(
            shrunken.clip(
                pl.min_horizontal("value", "overall_value"), pl.max_horizontal("value", "overall_value")
            ).alias("shrunken_value")
        )
        .drop("_n", "_count")
    )


def _moments(known: pl.DataFrame, kind: Kind) -> tuple[float | None, float, float]:
    """Give the mean of all units, the variance between them, and the variance within a unit of size one."""
    counted = known.filter(pl.col("_n").is_not_null())
    sizes, values = counted["_n"].to_list(), counted["value"].to_list()
    if not sizes:
        return None, 0.0, 0.0
    # Exact sums: another order of units must give the same bytes.
    total = fsum(sizes)
    overall = fsum(counted["_count"].to_list()) / total
    spread = fsum(n * (value - overall) ** 2 for n, value in zip(sizes, values, strict=True)) / total
    by_chance = overall * (1 - overall) if kind == "proportion" else overall
    between = spread - by_chance * len(sizes) / total
    within = max(0.0, by_chance - spread) if kind == "proportion" else overall
    return overall, between if between > CRUMB * by_chance else 0.0, within
