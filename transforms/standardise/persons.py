"""Registered persons: the address becomes an area and a status."""

import polars as pl

from transforms.standardise.postal import clean_postal_code, ontario_area, postal_status


def derive_persons(frame: pl.DataFrame) -> pl.DataFrame:
    """One row per row of `frame`: `postal_code` is replaced by `area_id` and `postal_status`."""
    frame = frame.with_columns(postal_code=clean_postal_code())
    clean = pl.col("postal_code")
    return frame.with_columns(area_id=ontario_area(clean), postal_status=postal_status(clean)).drop("postal_code")
