"""Which categories of a list the diagnoses of a key tell of, as bits of one whole number."""

import polars as pl

from transforms.listed_codes import pairs_listed


def category_bits(listed: pl.DataFrame) -> dict[str, int]:
    """Give the bit of each category of a list, by name in order."""
    return {name: 1 << place for place, name in enumerate(sorted(listed["category"].unique()))}


def category_masks(diagnoses: pl.DataFrame, listed: pl.DataFrame) -> pl.DataFrame:
    """One row per key of `diagnoses` (key, code; null: no code), sorted: key, mask (UInt64).

    Codes are matched once each; the categories of a key are those of any of its codes.
    """
    bits = category_bits(listed)
    by_code = (
        pairs_listed(diagnoses["code"], listed)
        .with_columns(pl.col("category").replace_strict(bits, return_dtype=pl.UInt64).alias("mask"))
        .group_by("code")
        .agg(pl.col("mask").bitwise_or())
    )
    return (
        diagnoses.select("key", "code")
        .unique()
        .join(by_code, on="code", how="left")
        .group_by("key")
        .agg(pl.col("mask").fill_null(0).bitwise_or())
        .sort("key")
    )


def has_category(bit: int) -> pl.Expr:
    """Say whether a mask has a bit."""
    return (pl.col("mask") & pl.lit(bit, pl.UInt64)) != 0
