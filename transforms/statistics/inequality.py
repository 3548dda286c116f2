"""Slope and relative index of inequality over ranked groups, such as quintiles of income from the lowest (1) up.

Mackenbach JP, Kunst AE. Measuring the magnitude of socio-economic inequalities in health: an overview of available
measures illustrated with two examples from Europe. Social Science and Medicine 1997; 44:757-771. Variant: a straight
line through the group values, weighted by the groups' sizes, over the ridit (the middle of a group's share of the
ranked population, 0 at the lowest rank, 1 at the highest). The slope index is the line at 1 minus the line at 0; the
relative index is the line at 1 over the line at 0 (Kunst and Mackenbach), not the slope over the mean (Pamuk).

Limits: both indices are functions of sums of the independent group values, so their variance follows from the binomial
or Poisson variance of each group (delta method, the relative index on the log scale; as in Sergeant JC, Firth D.
Relative index of inequality: definition, estimation, and inference. Biostatistics 2006; 7:213-224). The scatter about
the line is not used: five groups say too little of it, and a bend would pass for chance.
"""

from collections.abc import Sequence
from typing import Literal

import polars as pl

from transforms.statistics.normal import two_sided_z

Kind = Literal["proportion", "rate"]
COMPLETE = "complete"
MISSING_GROUP = "missing_group"
NOT_POSITIVE = "line_not_positive"
NO_VARIANCE = "no_variance"
NAMES = ["slope_index", "slope_lower", "slope_upper", "relative_index", "relative_lower", "relative_upper"]


def inequality_indices(
    groups: pl.DataFrame,
    kind: Kind,
    keys: Sequence[str] = (),
    ranks: int = 5,
    confidence: float = 0.95,
) -> pl.DataFrame:
    """One row per combination of `keys` (one row in all without keys): both indices with limits, and inequality_status.

    `groups` has one row per `keys` and `rank` (1, lowest, to `ranks`): numerator and denominator, counts for a
    proportion, events and exposure for a rate. A slope below zero says that the highest rank has less. Status
    `missing_group`: a rank is absent, null, without a denominator, or (proportion) impossible, and all is null;
    `line_not_positive`: the line reaches zero, so there is no relative index; `no_variance`: every group is at 0 (or
    at 1), so there are no limits. A rank given twice or outside the ranks, and fewer than two ranks, raise ValueError.
    """
    z = two_sided_z(confidence)
    group = list(keys) or [pl.lit(0).alias("_all")]
    refuse_wrong_ranks(groups, list(keys), ranks)
    sums = (
        _with_line_weights(groups.sort(*keys, "rank"), kind, group)
        .group_by(group, maintain_order=True)
        .agg(
            ((pl.len() == ranks) & pl.col("is_known").all()).alias("is_complete"),
            *(_dot(weight, "value").alias(f"line_at_{end}") for end, weight in ENDS.items()),
            *(_dot(pl.col(f"{a}_weight") * pl.col(f"{b}_weight"), "variance").alias(f"{a}_{b}") for a, b in PAIRS),
        )
    )
    return sums.with_columns(_indices(z)).with_columns(_status()).select(*keys, *NAMES, "inequality_status")


ENDS = {"low": pl.col("low_weight"), "high": pl.col("high_weight")}
PAIRS = [("low", "low"), ("low", "high"), ("high", "high")]


def refuse_wrong_ranks(groups: pl.DataFrame, keys: list[str], ranks: int) -> None:
    """Raise where a rank is given twice or is none of 1 to `ranks`."""
    if ranks < 2:
        raise ValueError(f"a line needs two ranks or more, got {ranks}")
    wrong = groups.filter(~pl.col("rank").is_between(1, ranks).fill_null(False)).height
    twice = groups.height - groups.unique([*keys, "rank"]).height
    if wrong or twice:
        raise ValueError(f"{wrong} rows with a rank outside 1 to {ranks}, {twice} ranks given twice: give each once")


def _with_line_weights(groups: pl.DataFrame, kind: Kind, group: Sequence[str | pl.Expr]) -> pl.DataFrame:
    """The same rows with value, variance, is_known, and the weight of the value in the line at either end."""
    count, size = pl.col("numerator").cast(pl.Float64), pl.col("denominator").cast(pl.Float64)
    is_known = (size > 0) & (count >= 0) & ((count <= size) if kind == "proportion" else True)
    value = count / size
    variance = value * (1 - value) / size if kind == "proportion" else value / size
    known = groups.with_columns(
        is_known.fill_null(False).alias("is_known"),
        size.alias("size"),
        value.alias("value"),
        variance.alias("variance"),
    )
    share = pl.col("size") / pl.col("size").sum().over(group)
    ridit = (pl.col("size").cum_sum().over(group) - pl.col("size") / 2) / pl.col("size").sum().over(group)
    spread = (share * (ridit - 0.5) ** 2).sum().over(group)
    # The weighted mean of the ridits is always one half.
    tilt = share * (ridit - 0.5) / spread
    return known.with_columns((share - tilt / 2).alias("low_weight"), (share + tilt / 2).alias("high_weight"))


def _dot(weight: pl.Expr, column: str) -> pl.Expr:
    return (weight * pl.col(column)).sum()


def _indices(z: float) -> list[pl.Expr]:
    """Give the six numbers from the two ends of the line and their variances; null where they cannot be computed."""
    low, high = pl.col("line_at_low"), pl.col("line_at_high")
    is_complete = pl.col("is_complete")
    has_ratio = is_complete & (low > 0) & (high > 0)
    slope_variance = pl.col("high_high") + pl.col("low_low") - 2 * pl.col("low_high")
    log_variance = pl.col("high_high") / high**2 + pl.col("low_low") / low**2 - 2 * pl.col("low_high") / (low * high)
    has_limits = pl.col("high_high") + pl.col("low_low") > 0
    half = z * slope_variance.clip(lower_bound=0).sqrt()
    factor = (z * log_variance.clip(lower_bound=0).sqrt()).exp()
    slope, ratio = high - low, high / low
    return [
        pl.when(is_complete).then(slope).alias(NAMES[0]),
        pl.when(is_complete & has_limits).then(slope - half).alias(NAMES[1]),
        pl.when(is_complete & has_limits).then(slope + half).alias(NAMES[2]),
        pl.when(has_ratio).then(ratio).alias(NAMES[3]),
        pl.when(has_ratio & has_limits).then(ratio / factor).alias(NAMES[4]),
        pl.when(has_ratio & has_limits).then(ratio * factor).alias(NAMES[5]),
    ]


def _status() -> pl.Expr:
    """Say why a number is missing, or that none is."""
    return (
        pl.when(~pl.col("is_complete"))
        .then(pl.lit(MISSING_GROUP))
        .when(pl.col("slope_lower").is_null())
        .then(pl.lit(NO_VARIANCE))
        .when(pl.col("relative_index").is_null())
        .then(pl.lit(NOT_POSITIVE))
        .otherwise(pl.lit(COMPLETE))
        .alias("inequality_status")
    )
