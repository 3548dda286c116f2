"""What the drops say together: a row in a later drop replaces the row with the same key in earlier ones."""

from collections.abc import Sequence

import polars as pl


def supersede(parts: Sequence[pl.DataFrame], key: Sequence[str]) -> tuple[pl.DataFrame, list[int]]:
    """One row per key: the row of the last part that has it.

    `parts` are in the order of receipt, keys unique within each. Nulls in a key equal each other. Also gives, for each
    part, how many of its rows a later part superseded.
    """
    kept = keep_latest([part.lazy() for part in parts], key)
    frames = pl.collect_all(kept)
    return pl.concat(frames), [part.height - left.height for part, left in zip(parts, frames, strict=True)]


def keep_latest(parts: Sequence[pl.LazyFrame], key: Sequence[str]) -> list[pl.LazyFrame]:
    """One row per key over all the frames given back, one for each part: its rows that no later part has.

    Lazy, so that a caller who needs few of the rows never holds the others.
    """
    kept = []
    for position, part in enumerate(parts):
        later = [other.select(key) for other in parts[position + 1 :]]
        kept.append(part.join(pl.concat(later), on=list(key), how="anti", nulls_equal=True) if later else part)
    return kept


def replace_whole(parts: Sequence[pl.DataFrame]) -> tuple[pl.DataFrame, list[int]]:
    """One row per row of the last part, which replaces all earlier ones; also the superseded rows of each part."""
    return parts[-1], [*(part.height for part in parts[:-1]), 0]
