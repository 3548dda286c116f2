"""The median over networks of a share, taken so that it tells which networks it rests on."""

import polars as pl


def median_loyalty(loyalty: pl.DataFrame) -> pl.DataFrame:
    """One row per kind of care, sorted: networks, median, and middle_ids: the network or two that it is the mean of.

    `loyalty` follows the Loyalty model; of an even number of networks the lower and the upper middle are averaged, of
    equal shares the smallest id comes first.
    """
    shares = (
        loyalty.filter(pl.col("level") == "network")
        .with_columns((pl.col("inside") / pl.col("total")).alias("share"))
        .sort("kind", "share", "unit_id")
    )
    place, number = pl.int_range(pl.len()), pl.len()
    is_middle = (place == (number - 1) // 2) | (place == number // 2)
    return (
        shares.with_columns(is_middle.over("kind").alias("is_middle"))
        .group_by("kind")
        .agg(
            pl.len().cast(pl.Int64).alias("networks"),
            pl.col("share").filter("is_middle").mean().alias("median"),
            pl.col("unit_id").filter("is_middle").alias("middle_ids"),
        )
        .sort("kind")
    )
