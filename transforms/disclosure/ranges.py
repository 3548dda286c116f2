"""Ranges over methods into what teams may see. Method: docs/explanation/reliability.md 16.3.

A value is as good as its two counts to whoever knows about how many people there are: the fraction can be had back. So
the counts behind both ends are looked at, and those behind the official value, which is published beside them; each
by itself, and each against the others.
"""

from collections.abc import Mapping

import polars as pl

from schemas.published_ranges import ENDS
from transforms.disclosure.audience import Audience
from transforms.indicators.definition import Indicator
from transforms.methods.members import COUNT_KEY

WHO_SHARES = ["lowest_who_share", "highest_who_share"]


def release_ranges(
    ranges: pl.DataFrame,
    results: pl.DataFrame,
    definitions: Mapping[str, Indicator],
    audience: Audience,
    released: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """One row per indicator, OHT or province (the PublishedRanges model): ranges that small counts would tell hidden.

    `ranges` and `results` are exact, of one period (the MethodRanges and MethodResults models). `released`: the results
    as the audience sees them (the PublishedResults model); where one is hidden there, its range is hidden too, since
    what methods count does not say how many persons sums are made of. Null: nothing of it is known.
    """
    telling = _telling(ranges, results, audience.threshold)
    is_hidden = pl.any_horizontal(pl.col("is_telling", "is_hidden_result").fill_null(False)) & (pl.col("methods") > 0)
    labels = [(record.id, record.unit, record.status) for record in definitions.values()]
    named = pl.DataFrame(labels, schema=["indicator_id", "unit", "status"], orient="row")
    return (
        ranges.join(telling, on=COUNT_KEY, how="left")
        .join(_hidden_results(released), on=COUNT_KEY, how="left")
        .with_columns(pl.when(is_hidden).then(pl.lit("small_cell")).alias("suppression"))
        .pipe(_with_who_shares, results)
        .with_columns(pl.when(pl.col("suppression").is_null()).then(name).alias(name) for name in [*ENDS, *WHO_SHARES])
        .join(named, on="indicator_id", how="inner")
        .select(
            *["indicator_id", "period", "level", "unit_id", *ENDS, *WHO_SHARES, "methods"],
            *["suppression", "unit", "status", "definition_version"],
        )
        .sort(COUNT_KEY)
    )


def _hidden_results(released: pl.DataFrame | None) -> pl.DataFrame:
    """One row per result that its audience does not see: is_hidden_result, true."""
    if released is None:
        return pl.DataFrame(schema={**dict.fromkeys(COUNT_KEY, pl.String), "is_hidden_result": pl.Boolean})
    hidden = released.filter(pl.col("suppression") == "small_cell")
    return hidden.select(*COUNT_KEY, pl.lit(True).alias("is_hidden_result"))


def _with_who_shares(ranges: pl.DataFrame, results: pl.DataFrame) -> pl.DataFrame:
    """The same rows with the share of each end's difference that comes from who is counted, in hundredths."""
    for end, column in zip(("lowest", "highest"), WHO_SHARES, strict=True):
        shares = results.select(
            *COUNT_KEY, pl.col("method_id").alias("first"), pl.col("who_share").round(2).alias(column)
        )
        first = pl.col(f"{end}_method_ids").str.split(",").list.first().str.strip_chars().alias("first")
        ranges = ranges.with_columns(first).join(shares, on=[*COUNT_KEY, "first"], how="left").drop("first")
    return ranges


def _telling(ranges: pl.DataFrame, results: pl.DataFrame, threshold: int) -> pl.DataFrame:
    """One row per range: `is_telling`, whether a small count, or a small difference of two counts, stands behind it."""
    counts = _behind(ranges, results)
    others = counts.rename({name: f"other_{name}" for name in counts.columns if name not in COUNT_KEY})
    # Each beside itself as well: then the counts themselves are looked at.
    pairs = counts.join(others, on=COUNT_KEY, how="inner")
    names = ["numerator", "denominator", "rest"]
    small = [_is_small(pl.col(name), threshold) for name in names]
    small += [_is_small((pl.col(name) - pl.col(f"other_{name}")).abs(), threshold) for name in names]
    return pairs.group_by(COUNT_KEY).agg(pl.any_horizontal(small).any().alias("is_telling"))


def _behind(ranges: pl.DataFrame, results: pl.DataFrame) -> pl.DataFrame:
    """One row per range and method that gives an end or is official: numerator, denominator, rest (null: no share)."""
    is_end = (pl.col("value") == pl.col("lowest")) | (pl.col("value") == pl.col("highest"))
    computed = results.filter(pl.col("denominator").is_not_null())
    rest = pl.when("is_proportion").then(pl.col("denominator") - pl.col("numerator"))
    return (
        computed.join(ranges.select(*COUNT_KEY, "lowest", "highest"), on=COUNT_KEY, how="inner")
        .filter(is_end.fill_null(False) | pl.col("is_official"))
        .select(*COUNT_KEY, "numerator", "denominator", rest.alias("rest"))
    )


def _is_small(count: pl.Expr, threshold: int) -> pl.Expr:
    return count.is_between(1, threshold).fill_null(False)
