"""Whether a person spent all of the last days in an acute bed.

Rule: docs/explanation/families/deaths.md.
"""

import datetime as dt

import polars as pl

from transforms.features.family import Family, Frames, Requirement
from transforms.last_days import DAYS, DEATHS_KNOWN, LOOK_BACK_MONTHS, recent_deaths


def build_hospital_before_death(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per decedent with a stay that began 30 days or more before death and ended on its day or later."""
    stays = frames["discharges"].join(recent_deaths(frames["persons"], period_end), on="person_id")
    began = (pl.col("death_date") - pl.col("admission_date")).dt.total_days() >= DAYS
    throughout = stays.filter(
        began, pl.col("discharge_date") >= pl.col("death_date"), pl.col("discharge_date") <= period_end
    )
    marked = throughout.select("person_id", pl.lit(True).alias("was_in_hospital_throughout"))
    return marked.unique().sort("person_id")


FAMILY = Family(
    name="hospital_before_death",
    reads=("persons", "discharges"),
    requires=(Requirement("discharges", months=LOOK_BACK_MONTHS), DEATHS_KNOWN),
    zeros=(),
    flags=("was_in_hospital_throughout",),
    dates=(),
    build=build_hospital_before_death,
)
