"""Physicians: the practice's address becomes an area."""

import polars as pl

from transforms.standardise.postal import clean_postal_code, ontario_area


def derive_physicians(frame: pl.DataFrame) -> pl.DataFrame:
    """One row per row of `frame`: `postal_code` is replaced by `area_id`, null when it is not an Ontario code."""
    return frame.with_columns(area_id=ontario_area(clean_postal_code())).drop("postal_code")
