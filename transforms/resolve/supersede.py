"""What the drops say together: a row in a later drop replaces the row with the same key in earlier ones."""

from collections.abc import Sequence

import polars as pl


def supersede(parts: Sequence[pl.DataFrame], key: Sequence[str]) -> tuple[pl.DataFrame, list[int]]:
    """One row per key: the row of the last part that has it.

    `parts` are in the order of receipt, keys unique within each. Nulls in a key equal each other. Also gives, for each
    part, how many of its rows a later part superseded.
    """
    kept, superseded = [], []
    for position, part in enumerate(parts):
        current = part
        for later in parts[position + 1 :]:
            current = current.join(later.select(key), on=list(key), how="anti", nulls_equal=True)
        kept.append(current)
        superseded.append(part.height - current.height)
    return pl.concat(kept), superseded


def replace_whole(parts: Sequence[pl.DataFrame]) -> tuple[pl.DataFrame, list[int]]:
    """One row per row of the last part, which replaces all earlier ones; also the superseded rows of each part."""
    return parts[-1], [*(part.height for part in parts[:-1]), 0]
