"""Where a person died.

Rule: docs/explanation/families/deaths.md.
"""

import datetime as dt

import polars as pl

from transforms.attribution.windows import in_window
from transforms.dates import months_before
from transforms.features.family import Family, Frames, Requirement
from transforms.last_days import DEATHS_KNOWN, MONTHS

HOSPITAL_PLACES = ["hospital_inpatient", "emergency", "complex_continuing_care", "rehabilitation", "mental_health_bed"]
# Where people live for good or for months, so that nobody visits them at home.
FACILITY_PLACES = ["complex_continuing_care", "rehabilitation", "mental_health_bed", "long_term_care"]
COMMUNITY_PLACES = ["home", "other"]
FLAGS = {
    "died_in_hospital": HOSPITAL_PLACES,
    "died_in_facility": FACILITY_PLACES,
    "died_in_long_term_care": ["long_term_care"],
    "died_in_community": COMMUNITY_PLACES,
}


def build_deaths(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person whose death of the last 12 months is recorded with a known place."""
    within = in_window("death_date", months_before(period_end, MONTHS), period_end)
    known = frames["deaths"].filter(within, pl.col("place").is_not_null(), pl.col("place") != "unknown")
    return known.select(
        "person_id",
        pl.lit(True).alias("has_death_place"),
        *[pl.col("place").is_in(places).alias(name) for name, places in FLAGS.items()],
    ).sort("person_id")


FAMILY = Family(
    name="deaths",
    reads=("deaths",),
    requires=(Requirement("deaths", months=MONTHS, columns=("place",)), DEATHS_KNOWN),
    zeros=(),
    flags=("has_death_place", *FLAGS),
    dates=(),
    build=build_deaths,
)
