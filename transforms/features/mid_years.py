"""In how many of three years a person was alive: the middle of each year stands for it, as a census of that day would.

Rule: docs/explanation/families/deaths.md.
"""

import datetime as dt

import polars as pl

from transforms.dates import months_before
from transforms.features.family import Family, Frames, Requirement

MIDDLES = (6, 18, 30)


def build_mid_years(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person alive in the middle of at least one of the three years ending at the period end."""
    days = [months_before(period_end, months) for months in MIDDLES]
    died = pl.col("death_date")
    alive = [((pl.col("birth_date") <= day) & (died.is_null() | (died > day))).cast(pl.Int32) for day in days]
    counted = frames["persons"].select("person_id", pl.sum_horizontal(alive).cast(pl.Int32).alias("mid_years"))
    return counted.filter(pl.col("mid_years") > 0).sort("person_id")


FAMILY = Family(
    name="mid_years",
    reads=("persons",),
    requires=(Requirement("persons", months=36, columns=("death_date",)),),
    zeros=("mid_years",),
    dates=(),
    build=build_mid_years,
)
