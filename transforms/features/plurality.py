"""Whether a newborn was the only child of its birth.

Rule: docs/explanation/families/birth_records.md.
"""

import datetime as dt

import polars as pl

from transforms.features.family import Family, Frames, Requirement
from transforms.newborns import DEATHS_KNOWN, MONTHS, live_births


def build_plurality(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per newborn of the last 12 months; not told is not one."""
    return live_births(frames["birth_records"], period_end).select(
        "person_id",
        pl.col("is_singleton").fill_null(False).alias("is_singleton"),
    )


FAMILY = Family(
    name="plurality",
    reads=("birth_records",),
    requires=(Requirement("birth_records", months=MONTHS, columns=("is_singleton",)), DEATHS_KNOWN),
    zeros=(),
    flags=("is_singleton",),
    dates=(),
    build=build_plurality,
)
