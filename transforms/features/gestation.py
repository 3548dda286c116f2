"""Whether a newborn's weeks of gestation are known, and few.

Rule: docs/explanation/families/birth_records.md.
"""

import datetime as dt

import polars as pl

from schemas.inputs.birth_records import LONGEST_WEEKS, SHORTEST_WEEKS
from transforms.features.family import Family, Frames, Requirement
from transforms.newborns import DEATHS_KNOWN, MONTHS, live_births

TERM_WEEKS = 37


def build_gestation(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per newborn of the last 12 months; without weeks, or with implausible ones, both flags are false."""
    is_known = pl.col("gestation_weeks").is_between(SHORTEST_WEEKS, LONGEST_WEEKS).fill_null(False)
    return live_births(frames["birth_records"], period_end).select(
        "person_id",
        is_known.alias("has_gestation"),
        (is_known & (pl.col("gestation_weeks") < TERM_WEEKS)).fill_null(False).alias("is_preterm"),
    )


FAMILY = Family(
    name="gestation",
    reads=("birth_records",),
    requires=(Requirement("birth_records", months=MONTHS, columns=("gestation_weeks",)), DEATHS_KNOWN),
    zeros=(),
    flags=("has_gestation", "is_preterm"),
    dates=(),
    build=build_gestation,
)
