"""Counts beside a standard population: every unit gets every stratum, so that all are held to the same standard."""

from collections.abc import Sequence

import polars as pl


def with_standard(counts: pl.DataFrame, standard: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """One row per `keys` and stratum of the standard, sorted by them: the counts, and weight.

    `counts`: one row per keys and stratum, as they are counted: a stratum where a unit has nobody has no row there, and
    gets zeros here. A null count stays null. `standard`: one row per stratum: weight. Strata that it lacks are left
    out. A stratum that stands twice, in the standard or for a unit, raises polars' ComputeError.
    """
    by, numbers = [*keys, "stratum"], [name for name in counts.columns if name not in (*keys, "stratum")]
    grid = counts.select(keys).unique().join(standard.select("stratum", "weight"), how="cross")
    found = counts.with_columns(is_there=True)
    joined = grid.join(found, on=by, how="left", nulls_equal=True, validate="1:1")
    filled = [pl.when(pl.col("is_there").is_null()).then(0).otherwise(name).alias(name) for name in numbers]
    return joined.select(*by, *filled, "weight").sort(by, nulls_last=True)
