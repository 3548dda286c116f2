"""Physicians as attribution sees them: a small number each, and the last step of every tie."""

import hashlib

import polars as pl


def number_physicians(physicians: pl.DataFrame) -> pl.DataFrame:
    """One row per physician of the registry, sorted by id.

    Adds `physician_number` (dense, by id; lives in memory only) and `tie_rank` (position by the SHA-256 of the id, the
    smallest first: the last step of the tie chain, so that no tie is left to the order of rows).
    """
    ordered = physicians.sort("physician_id")
    hashes = [hashlib.sha256(name.encode()).hexdigest() for name in ordered["physician_id"]]
    return ordered.with_columns(
        pl.int_range(pl.len(), dtype=pl.UInt32).alias("physician_number"),
        pl.Series("tie_rank", hashes, dtype=pl.String).rank("ordinal").cast(pl.UInt32),
    )
