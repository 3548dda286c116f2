"""Medians with limits from exact histograms, where some units may lie above every value that is known.

The median is the smallest value that at least half of the units do not exceed (type 1 of Hyndman and Fan 1996). Its
limits are the values at the places that a share of one half could have by chance: Woodruff RS, Journal of the
American Statistical Association 1952; 47:635-646; of independent units these are the places of Campbell MJ, Gardner MJ,
BMJ 1988; 296:1454-1456. Units that come in clusters count as (Σd)² ÷ Σd² independent ones (Kish L, Survey sampling,
Wiley 1965), which is what they tell when those of a cluster are all alike, so that the limits are rather too wide.
"""

from collections.abc import Sequence

import polars as pl

from transforms.statistics.normal import two_sided_z

CONFIDENCE = 0.95
LIMITS = ("lower", "upper")


def medians(histogram: pl.DataFrame, squares: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """One row per `keys`, sorted by them: value, lower and upper (Float64).

    `histogram`: one row per keys and value, or several that add up: value (a whole number; null: above all that are
    known), units (a whole count). `squares`: one row per keys, squares: the sum over clusters of their number of units
    squared. A median or a limit that lies among the units above is null, and one null limit makes both null; so does
    a limit before the first unit or beyond the last.
    """
    ranked = _ranked(histogram, list(keys)).join(squares.select(*keys, "squares"), on=list(keys), how="left")
    half, beside = pl.col("all") / 2, pl.col("squares").sqrt() * two_sided_z(CONFIDENCE) / 2
    places = {
        "value": (pl.col("all") + 1) // 2,
        "lower": (half - beside + 0.5).floor(),
        "upper": (half + beside + 1.5).floor(),
    }
    found = ranked.group_by(list(keys)).agg(_value_at(place).alias(name) for name, place in places.items())
    both = pl.col("value").is_not_null() & pl.col("lower").is_not_null() & pl.col("upper").is_not_null()
    return found.with_columns(pl.when(both).then(name).alias(name) for name in LIMITS).sort(list(keys))


def _ranked(histogram: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """One row per keys and value, sorted by them, units above last: units, up_to (of this value or less), all."""
    summed = histogram.group_by([*keys, "value"]).agg(pl.col("units").cast(pl.Int64).sum()).filter(pl.col("units") > 0)
    return summed.sort([*keys, "value"], nulls_last=True).with_columns(
        pl.col("units").cum_sum().over(keys).alias("up_to"), pl.col("units").sum().over(keys).alias("all")
    )


def _value_at(place: pl.Expr) -> pl.Expr:
    """Give the value of the unit at a place of the sorted ones, counted from 1; null: above, or there is none."""
    reached = pl.col("value").filter(pl.col("up_to") >= place).first()
    return pl.when(place.first() >= 1).then(reached.cast(pl.Float64))
