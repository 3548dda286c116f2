"""Benchmarks that peers have reached: the achievable benchmark of care, and what the best quarter of units reach.

Achievable benchmark of care (ABC): Kiefe CI, Weissman NW, Allison JJ, Farmer R, Weaver M, Williams OD. Identifying
achievable benchmarks of care: concepts and methodology. International Journal for Quality in Health Care 1998;
10:443-447; Weissman NW et al. Achievable benchmarks of care: the ABCs of benchmarking. Journal of Evaluation in
Clinical Practice 1999; 5:269-281. Units are ranked by their adjusted performance fraction, (numerator + 1) /
(denominator + 2), so that few patients do not put one on top; from the best down they are taken until they care for at
least a tenth of all patients; the benchmark is their pooled proportion.
Readings settled here (local): units that tie with the last one taken are taken too, so no tie needs breaking; where
lower is better, the fraction of the patients without the event is ranked, which reverses the order.
"""

from collections.abc import Sequence
from typing import Literal

import polars as pl

Better = Literal["higher", "lower"]
SUMS = ["numerator", "denominator"]


def achievable_benchmark(
    units: pl.DataFrame, better: Better, keys: Sequence[str] = (), percent: int = 10
) -> pl.DataFrame:
    """One row per combination of `keys` in `units` (one row without keys): the ABC and what stands behind it.

    Columns: benchmark, benchmark_units, benchmark_denominator, units, denominator. `units` has one row per unit with
    numerator and denominator, counts of a proportion. Units with a null, no denominator or an impossible proportion
    count nowhere; without any other unit the benchmark is null and the counts are zero. `percent` is the part of all
    patients that the best units must at least care for, whole, 1 to 100, else ValueError.
    """
    if not 1 <= percent <= 100:
        raise ValueError(f"percent must be a whole number from 1 to 100, got {percent}")
    fraction = (pl.col("numerator") + 1) / (pl.col("denominator") + 2)
    places = _places(_known(units, keys, 1), keys, fraction, better)
    before = pl.col("denominator").cum_sum().over(keys or "_all") - pl.col("denominator")
    # Whole numbers: a tenth of 30 patients is 3, which 0.1 times 30 is not.
    best = places.filter(before * 100 < percent * pl.col("denominator").sum().over(keys or "_all"))
    patients = pl.col("denominator").sum()
    pooled = pl.when(patients > 0).then(pl.col("numerator").sum() / patients).alias("benchmark")
    return _summary(units, keys, places, best, pooled)


def best_quarter_benchmark(
    units: pl.DataFrame, better: Better, keys: Sequence[str] = (), least_denominator: int = 1
) -> pl.DataFrame:
    """One row per combination of `keys` in `units` (one row without keys): the value the best quarter of units reach.

    Columns and `units` as in `achievable_benchmark`. The benchmark is the value of the unit in place ⌈units / 4⌉ from
    the best, each unit counting once whatever its size (local); all units that tie with it are benchmark units. Units
    with fewer patients than `least_denominator` count nowhere.
    """
    places = _places(_known(units, keys, least_denominator), keys, pl.col("numerator") / pl.col("denominator"), better)
    before = pl.col("units").cum_sum().over(keys or "_all") - pl.col("units")
    best = places.filter(before * 4 < pl.col("units").sum().over(keys or "_all"))
    return _summary(units, keys, places, best, pl.col("place").last().alias("benchmark"))


def _known(units: pl.DataFrame, keys: Sequence[str], least: int) -> pl.DataFrame:
    """One row per unit whose counts make a proportion: keys, numerator, denominator, _all (one value for all)."""
    is_known = (pl.col("denominator") >= max(least, 1)) & pl.col("numerator").is_between(0, pl.col("denominator"))
    counts = [pl.col(column).cast(pl.Int64) for column in SUMS]
    return units.filter(is_known).select(*keys, *counts, pl.lit(0).alias("_all"))


def _places(known: pl.DataFrame, keys: Sequence[str], place: pl.Expr, better: Better) -> pl.DataFrame:
    """One row per combination of keys and place among the units, the best place first: units and their counts."""
    sums = [pl.len().cast(pl.Int64).alias("units"), *(pl.col(column).sum() for column in SUMS)]
    grouped = known.group_by(*keys, "_all", place.alias("place")).agg(sums)
    return grouped.sort([*keys, "place"], descending=[*[False] * len(keys), better == "higher"])


def _summary(
    units: pl.DataFrame, keys: Sequence[str], places: pl.DataFrame, best: pl.DataFrame, benchmark: pl.Expr
) -> pl.DataFrame:
    """One row per combination of `keys` in `units`: the benchmark, its units and patients, and all of both."""
    counts = [pl.col("units").sum(), pl.col("denominator").sum()]
    chosen = [count.name.prefix("benchmark_") for count in counts]
    if not keys:
        named = best.select(benchmark, *chosen)
        return named.with_columns(places.select(counts))
    all_keys = units.select(keys).unique().sort(keys)
    named = best.group_by(keys, maintain_order=True).agg(benchmark, *chosen)
    joined = all_keys.join(named, on=keys, how="left", nulls_equal=True, maintain_order="left")
    total = places.group_by(keys, maintain_order=True).agg(counts)
    whole = joined.join(total, on=keys, how="left", nulls_equal=True, maintain_order="left")
    return whole.with_columns(pl.col("benchmark_units", "benchmark_denominator", "units", "denominator").fill_null(0))
