"""One verdict per indicator and unit: better, similar or worse than the comparator, or none with the reason.

Rule: docs/explanation/comparisons.md 26. Nobody is ranked.
"""

from collections.abc import Sequence

import polars as pl

from schemas.pack import OUTSIDE_BY_CHANCE_SHARE

BETTER, SIMILAR, WORSE, NONE = "better", "similar", "worse", "none"
# Why there is a verdict, or none, in the order in which they are asked.
REASONS = {
    "context": "Neither more nor less is better.",
    "not_computable": "It could not be computed.",
    "below_minimum": "Too few people or events to say anything.",
    "no_value": "There is no value.",
    "no_limits": "The value has no limits.",
    "no_comparator": "There is nothing to compare it with.",
    "limits_above": "The 95 % limits lie above the comparator.",
    "limits_below": "The 95 % limits lie below the comparator.",
    "limits_hold": "The 95 % limits hold the comparator.",
}


def judge(results: pl.DataFrame, value: str = "value", lower: str = "lower", upper: str = "upper") -> pl.DataFrame:
    """One row per indicator and unit, as given, with verdict and verdict_reason (a key of `REASONS`), never null.

    Reads the named columns (the adjusted ones where there are such), comparator_value in the same unit, direction,
    denominator (null: not computable) and minimum_denominator. A limit right on the comparator holds it.
    """
    above = pl.col(lower) > pl.col("comparator_value")
    below = pl.col(upper) < pl.col("comparator_value")
    reason = (
        pl.coalesce(pl.when(holds).then(pl.lit(name)) for name, holds in _silent(value, lower, upper).items())
        .fill_null(pl.when(above).then(pl.lit("limits_above")))
        .fill_null(pl.when(below).then(pl.lit("limits_below")))
        .fill_null("limits_hold")
    )
    return results.with_columns(reason.alias("verdict_reason")).with_columns(_verdict().alias("verdict"))


def count_verdicts(verdicts: pl.DataFrame, keys: Sequence[str] = ()) -> pl.DataFrame:
    """One row per combination of `keys`, sorted by them (one row without): how many were judged, and how.

    judged, better, similar, worse; outside_by_chance: how many of the judged 95 % limits would leave the comparator out
    by chance alone if nobody differed from it, a twentieth of the judged.
    """
    said = pl.col("verdict")
    counts = [(said == name).sum().cast(pl.Int64).alias(name) for name in (BETTER, SIMILAR, WORSE)]
    judged = (said != NONE).sum().cast(pl.Int64)
    sums = [judged.alias("judged"), *counts, (judged * OUTSIDE_BY_CHANCE_SHARE).alias("outside_by_chance")]
    return verdicts.group_by(keys).agg(sums).sort(keys) if keys else verdicts.select(sums)


def _silent(value: str, lower: str, upper: str) -> dict[str, pl.Expr]:
    """Give reason → expression true where nothing may be said, never null."""
    enough = pl.col("denominator") >= pl.col("minimum_denominator")
    return {
        "context": ~pl.col("direction").is_in(["higher", "lower"]).fill_null(False),
        "not_computable": pl.col("denominator").is_null(),
        "below_minimum": ~enough.fill_null(False),
        "no_value": pl.col(value).is_null(),
        "no_limits": pl.col(lower).is_null() | pl.col(upper).is_null(),
        "no_comparator": pl.col("comparator_value").is_null(),
    }


def _verdict() -> pl.Expr:
    """Give the verdict of verdict_reason under direction."""
    reason, is_higher_better = pl.col("verdict_reason"), pl.col("direction") == "higher"
    above, below = reason == "limits_above", reason == "limits_below"
    better, worse = (above & is_higher_better) | (below & ~is_higher_better), above | below
    return (
        pl.when(better)
        .then(pl.lit(BETTER))
        .when(worse)
        .then(pl.lit(WORSE))
        .when(reason == "limits_hold")
        .then(pl.lit(SIMILAR))
        .otherwise(pl.lit(NONE))
    )
