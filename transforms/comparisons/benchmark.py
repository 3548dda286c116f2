"""What the best quarter of practices reach, and how many persons or visits a practice is short of it.

Rule: docs/explanation/comparisons.md 27. As `transforms.statistics.benchmark.best_quarter_benchmark`, but for rates and
amounts too, and as a fraction of counts, so that what is missing is a whole number worked in whole numbers.
"""

from collections.abc import Mapping, Sequence

import polars as pl

from transforms.indicators.definition import CONTEXT, Indicator

SIGNIFICANT = 3
BENCHMARK = ["benchmark_numerator", "benchmark_denominator", "benchmark_value"]


def best_quarter(results: pl.DataFrame, definitions: Mapping[str, Indicator]) -> pl.DataFrame:
    """One row per indicator that judges practices and has one large enough, sorted by indicator_id.

    benchmark_numerator and benchmark_denominator: the counts of the practice in place ⌈n / 4⌉ from the best, of those
    with the same value the smallest; benchmark_value: their ratio in the indicator's unit; benchmark_units: how many
    practices reach it, ties included; units: n, the practices with at least the minimum denominator. `results` has one
    row per indicator and unit of one level and period (numerator and denominator null: not computable).
    """
    places = (
        _rated(results, definitions)
        .group_by("indicator_id", "multiplier", "cost")
        .agg(
            pl.len().cast(pl.Int64).alias("units"),
            pl.col("numerator", "denominator").sort_by("denominator").first().name.prefix("benchmark_"),
        )
        .sort("indicator_id", "cost")
    )
    before = pl.col("units").cum_sum().over("indicator_id") - pl.col("units")
    all_units = pl.col("units").sum().over("indicator_id").alias("all_units")
    best = places.with_columns(all_units).filter(before * 4 < pl.col("all_units"))
    last = [pl.col(name).last() for name in ("benchmark_numerator", "benchmark_denominator")]
    value = pl.col("benchmark_numerator") / pl.col("benchmark_denominator") * pl.col("multiplier")
    return (
        best.group_by("indicator_id", maintain_order=True)
        .agg(*last, value.last().alias("benchmark_value"), pl.col("units").sum().alias("benchmark_units"), *_units())
        .sort("indicator_id")
    )


def with_gain(
    results: pl.DataFrame,
    benchmarks: pl.DataFrame,
    definitions: Mapping[str, Indicator],
    keys: Sequence[str] = ("indicator_id",),
) -> pl.DataFrame:
    """The same rows with benchmark_value and gain, sorted as given.

    `benchmarks`: one row per `keys`, with the columns of BENCHMARK, from `best_quarter` or `as_counts`.
    gain: persons, visits or events more (fewer, where lower is better) with which the practice reaches the benchmark,
    a whole number of 1 or more. Null: there already, below the minimum denominator, nothing to reach, or a share of
    persons, of which a whole number of ten-thousandths says nothing.
    """
    numerator, denominator = pl.col("numerator"), pl.col("denominator")
    reached = pl.col("benchmark_numerator") * denominator
    more = (reached + pl.col("benchmark_denominator") - 1) // pl.col("benchmark_denominator") - numerator
    fewer = numerator - reached // pl.col("benchmark_denominator")
    missing = pl.when(pl.col("direction") == "higher").then(more).otherwise(fewer)
    may_say = (denominator >= pl.col("minimum_denominator")) & (pl.col("multiplier") >= 1) & (missing > 0)
    rules = _rules(definitions)
    return (
        results.join(benchmarks.select(*keys, *BENCHMARK), on=list(keys), how="left", maintain_order="left")
        .join(rules, on="indicator_id", how="left", maintain_order="left")
        .with_columns(pl.when(may_say).then(missing).alias("gain"))
        .select(*results.columns, "benchmark_value", "gain")
    )


def as_counts(benchmarks: pl.DataFrame, definitions: Mapping[str, Indicator]) -> pl.DataFrame:
    """The same rows with benchmark_numerator and benchmark_denominator: whole numbers whose ratio is benchmark_value.

    For a benchmark released in three significant digits, whose counts are not. Null: no value, or a share of persons.
    """
    value, multiplier = pl.col("benchmark_value"), pl.col("multiplier")
    decimals = (SIGNIFICANT - 1 - value.log10().floor()).clip(lower_bound=0)
    scale = pl.lit(10.0).pow(pl.when(value > 0).then(decimals).otherwise(0)).round().cast(pl.Int64)
    is_counted = value.is_not_null() & (multiplier >= 1)
    numerator = pl.when(is_counted).then((value * scale).round().cast(pl.Int64))
    denominator = pl.when(is_counted).then(multiplier.cast(pl.Int64) * scale)
    return (
        benchmarks.join(
            _rules(definitions).select("indicator_id", "multiplier"),
            on="indicator_id",
            how="left",
            maintain_order="left",
        )
        .with_columns(numerator.alias("benchmark_numerator"), denominator.alias("benchmark_denominator"))
        .drop("multiplier")
    )


def _rated(results: pl.DataFrame, definitions: Mapping[str, Indicator]) -> pl.DataFrame:
    """One row per indicator and unit large enough, with cost: its ratio, turned so that less is better."""
    ratio = pl.col("numerator") / pl.col("denominator")
    return (
        results.join(_rules(definitions), on="indicator_id", how="inner")
        .filter((pl.col("denominator") >= pl.max_horizontal("minimum_denominator", 1)) & (pl.col("numerator") >= 0))
        .with_columns(pl.when(pl.col("direction") == "higher").then(-ratio).otherwise(ratio).alias("cost"))
    )


def _rules(definitions: Mapping[str, Indicator]) -> pl.DataFrame:
    """One row per indicator by which practices are judged: indicator_id, direction, minimum_denominator, multiplier.

    Medians are left out: what is missing to reach another's cannot be counted.
    """
    rows = [
        (record.id, record.practice_direction, record.minimum_denominator, float(record.multiplier))
        for record in definitions.values()
        if record.practice_direction != CONTEXT and record.limits != "median"
    ]
    types = {"direction": pl.String, "minimum_denominator": pl.Int64, "multiplier": pl.Float64}
    return pl.DataFrame(rows, schema={"indicator_id": pl.String, **types}, orient="row")


def _units() -> list[pl.Expr]:
    return [pl.col("all_units").last().alias("units")]
