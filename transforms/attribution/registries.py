"""Physicians and centres as attribution sees them, with the last step of every tie.

Method: docs/explanation/method.md 2.3 and 4.
"""

import hashlib

import polars as pl

from reference.load import Method


def rank_providers(providers: pl.DataFrame, id_column: str) -> pl.DataFrame:
    """One row per provider of a registry, sorted by id, with tie_rank.

    `tie_rank` is the position by the SHA-256 of the id, the smallest first: the last step of the tie chain, so that no
    tie is left to the order of rows.
    """
    ordered = providers.sort(id_column)
    hashes = [hashlib.sha256(name.encode()).hexdigest() for name in ordered[id_column]]
    ranks = pl.Series("tie_rank", hashes, dtype=pl.String).rank("ordinal").cast(pl.UInt32)
    return ordered.with_columns(ranks)


def describe_physicians(physicians: pl.DataFrame, comprehensive: pl.DataFrame, method: Method) -> pl.DataFrame:
    """One row per physician of the registry, sorted by id, with tie_rank and is_comprehensive (never null).

    `comprehensive`: one row per comprehensive physician. With `as_virtual` every family physician counts as one.
    """
    is_family = pl.col("specialty_code").is_in(list(method.primary_care_specialties))
    is_known = pl.col("physician_id").is_in(comprehensive["physician_id"].implode())
    everybody = pl.lit(method.non_comprehensive == "as_virtual")
    return rank_providers(physicians, "physician_id").with_columns(
        (is_family & (everybody | is_known)).alias("is_comprehensive")
    )
