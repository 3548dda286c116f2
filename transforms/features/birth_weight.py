"""Whether a newborn's weight is known, and low.

Rule: docs/explanation/families/birth_records.md.
"""

import datetime as dt

import polars as pl

from schemas.inputs.birth_records import HEAVIEST_GRAMS, LIGHTEST_GRAMS
from transforms.features.family import Family, Frames, Requirement
from transforms.newborns import DEATHS_KNOWN, MONTHS, live_births

LOW_GRAMS = 2_500


def build_birth_weight(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per newborn of the last 12 months; without a weight, or with an implausible one, both flags are false."""
    is_known = pl.col("weight_grams").is_between(LIGHTEST_GRAMS, HEAVIEST_GRAMS).fill_null(False)
    return live_births(frames["birth_records"], period_end).select(
        "person_id",
        is_known.alias("has_birth_weight"),
        (is_known & (pl.col("weight_grams") < LOW_GRAMS)).fill_null(False).alias("is_low_birth_weight"),
    )


FAMILY = Family(
    name="birth_weight",
    reads=("birth_records",),
    requires=(Requirement("birth_records", months=MONTHS, columns=("weight_grams",)), DEATHS_KNOWN),
    zeros=(),
    flags=("has_birth_weight", "is_low_birth_weight"),
    dates=(),
    build=build_birth_weight,
)
