"""Funnel plots: where each unit stands against the limits of chance about a target, at 95 % and at 99.8 %.

Spiegelhalter DJ. Funnel plots for comparing institutional performance. Statistics in Medicine 2005; 24:1185-1202.
How the limits are made is in `funnel_limits`, how they are widened when units differ more than by chance in
`over_dispersion`. A funnel says which units differ, not why, and ranks nobody.
"""

from math import fsum
from typing import Literal

import polars as pl

from transforms.statistics.funnel_limits import Kind, exact_limits, normal_limits, variance_under_target
from transforms.statistics.over_dispersion import EXTREME_SHARE, additive_variance, multiplicative_factor, winsorise

LEVELS = {"95": 0.95, "998": 0.998}
STANDINGS = ("high_998", "high_95", "within", "low_95", "low_998")
LIMITS = [f"{side}_{level}" for level in LEVELS for side in ("lower", "upper")]
OverDispersion = Literal["none", "additive", "multiplicative"]


def funnel(
    units: pl.DataFrame,
    kind: Kind,
    target: float | None = None,
    limits: Literal["normal", "exact"] = "normal",
    over_dispersion: OverDispersion = "none",
    extreme_share: float = EXTREME_SHARE,
) -> pl.DataFrame:
    """One row per row of `units`, in its order: its columns, value, target, the limits, z_score, dispersion, standing.

    `units` has numerator and denominator: counts for a proportion, events and exposure for a rate. `target` is a value
    on the same scale, by default the pooled value of all units. Added: value; target; lower_95, upper_95, lower_998,
    upper_998; z_score, the distance from the target in standard deviations of chance alone, before widening;
    dispersion, the factor (multiplicative, 1 when none) or the variance between units (additive); standing, one of
    STANDINGS, where a value on a limit is within it. A unit with null counts, no denominator or an impossible
    proportion has nulls, and counts nowhere; without variance (target 0, or 1 for a proportion) z_score is null. Exact
    limits cannot be widened: exact with over-dispersion raises ValueError, as does a target that is no such value.
    """
    if limits == "exact" and over_dispersion != "none":
        raise ValueError("exact limits are of chance alone: use normal limits with over-dispersion")
    if target is not None and not (target >= 0 and (target <= 1 or kind == "rate")):
        raise ValueError(f"{target} is no target of a {kind}")
    known = _with_values(units, kind, target)
    dispersion = _dispersion(known, over_dispersion, extreme_share)
    known = known.with_columns(pl.when(pl.col("_n").is_not_null()).then(dispersion).alias("dispersion"))
    known = known.with_columns(_limit_columns(known, kind, limits, over_dispersion))
    return known.select(*units.columns, "value", "target", *LIMITS, "z_score", "dispersion", _standing())


def _with_values(units: pl.DataFrame, kind: Kind, target: float | None) -> pl.DataFrame:
    """The same rows with value, target, z_score, _variance, and _n, the denominator of those that count."""
    count, size = pl.col("numerator").cast(pl.Float64), pl.col("denominator").cast(pl.Float64)
    is_known = (size > 0) & (count >= 0) & ((count <= size) if kind == "proportion" else True)
    n = pl.when(is_known).then(size)
    counted = units.select(count.alias("count"), n.alias("n")).drop_nulls("n")
    # Exact sums: another order of units must give the same bytes.
    if target is None and not counted.is_empty():
        target = fsum(counted["count"].to_list()) / fsum(counted["n"].to_list())
    centre = pl.lit(target, pl.Float64)
    known = units.with_columns(
        n.alias("_n"),
        pl.when(is_known).then(count / size).alias("value"),
        pl.when(is_known).then(centre).alias("target"),
    ).with_columns(variance_under_target(pl.col("target"), pl.col("_n"), kind).alias("_variance"))
    distance = (pl.col("value") - pl.col("target")) / pl.col("_variance").sqrt()
    return known.with_columns(pl.when(pl.col("_variance") > 0).then(distance).alias("z_score"))


def _dispersion(known: pl.DataFrame, over_dispersion: OverDispersion, extreme_share: float) -> pl.Expr:
    """Give the factor or the variance between units as one value."""
    z_scores = winsorise(known["z_score"], extreme_share)
    if over_dispersion == "additive":
        return pl.lit(additive_variance(z_scores, known["_variance"]), pl.Float64)
    factor = 1.0 if over_dispersion == "none" else multiplicative_factor(z_scores)
    return pl.lit(factor, pl.Float64)


def _limit_columns(
    known: pl.DataFrame, kind: Kind, limits: Literal["normal", "exact"], over_dispersion: OverDispersion
) -> list[pl.Expr | pl.Series]:
    """Give the four columns of limits."""
    columns: list[pl.Expr | pl.Series] = []
    target, variance, dispersion = pl.col("target"), pl.col("_variance"), pl.col("dispersion")
    wide = variance + dispersion if over_dispersion == "additive" else variance * dispersion
    for level, confidence in LEVELS.items():
        if limits == "exact":
            centre = known["target"].drop_nulls()
            pair = exact_limits(centre[0] if centre.len() else None, known["_n"], kind, confidence)
        else:
            pair = normal_limits(target, wide, kind, confidence)
        columns += [limit.alias(f"{side}_{level}") for side, limit in zip(("lower", "upper"), pair, strict=True)]
    return columns


def _standing() -> pl.Expr:
    """Say where a value stands, the outer limits first."""
    value = pl.col("value")
    standing = (
        pl.when(value > pl.col("upper_998"))
        .then(pl.lit("high_998"))
        .when(value > pl.col("upper_95"))
        .then(pl.lit("high_95"))
        .when(value < pl.col("lower_998"))
        .then(pl.lit("low_998"))
        .when(value < pl.col("lower_95"))
        .then(pl.lit("low_95"))
        .otherwise(pl.lit("within"))
    )
    return pl.when(value.is_not_null() & pl.col("lower_95").is_not_null()).then(standing).alias("standing")
