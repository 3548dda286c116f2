"""Which units are the best quarter, or another share, whether high values are good or low ones."""

from collections.abc import Sequence
from fractions import Fraction

import polars as pl

from transforms.statistics.quantiles import cumulated, share_of


def best_share(
    histogram: pl.DataFrame, keys: Sequence[str], share: float | Fraction = Fraction(1, 4), *, higher_is_better: bool
) -> pl.DataFrame:
    """One row per `keys`, sorted by them: threshold, units_best, units: who belongs to the best `share` of the units.

    `histogram` as for `quantiles`. The best units are counted off from the good end until they are at least the
    share; those tied with the last of them belong to them too, so that equal values are never parted. Threshold is the
    value of the last (Float64): a unit is among the best when its value is as good or better. With ties units_best can
    be far above the share, up to everybody. Null where the units or their values are not known; nobody is the best of
    nobody. Needs one key at least; a share that is not above 0 and up to 1 raises ValueError.
    """
    wanted = share_of(share)
    if wanted == 0:
        raise ValueError("the best share is above 0: write 0.25 for the best quarter")
    ranked = cumulated(histogram, list(keys)).with_columns(_as_good(higher_is_better).alias("as_good"))
    # Rounded up: the best quarter of ten are three.
    needed = (pl.col("units_of_all") * wanted.numerator + wanted.denominator - 1) // wanted.denominator
    reaches = (pl.col("units") > 0) & (pl.col("as_good") >= needed)
    return (
        ranked.group_by(list(keys))
        .agg(
            _first_from_good_end(pl.col("value").filter(reaches), higher_is_better).alias("threshold"),
            pl.col("as_good").filter(reaches).min().alias("units_best"),
            pl.col("units_of_all").first().alias("units"),
        )
        .sort(list(keys), nulls_last=True)
    )


def is_among_best(value: pl.Expr, threshold: pl.Expr, *, higher_is_better: bool) -> pl.Expr:
    """Say whether a unit's value is as good as the threshold or better; null where one of them is null."""
    return value >= threshold if higher_is_better else value <= threshold


def _as_good(higher_is_better: bool) -> pl.Expr:
    """Give how many units have a value as good as this one or better."""
    if higher_is_better:
        return pl.col("units_of_all") - pl.col("units_up_to") + pl.col("units")
    return pl.col("units_up_to")


def _first_from_good_end(values: pl.Expr, higher_is_better: bool) -> pl.Expr:
    """Give the best of some values."""
    return values.max() if higher_is_better else values.min()
