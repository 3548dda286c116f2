"""Whether a person lived in a long-term care home before the last days of life.

Rule: docs/explanation/families/deaths.md. Who lives there: families/long_term_care.md 36.
"""

import datetime as dt

import polars as pl

from transforms.features.family import Family, Frames, Requirement
from transforms.last_days import DAYS, DEATHS_KNOWN, LOOK_BACK_MONTHS, recent_deaths
from transforms.long_term_care import lives_there_on


def build_long_term_care_before_death(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per decedent who lived in a long-term care home on the day 30 days before death."""
    stays = frames["long_term_care_stays"].join(recent_deaths(frames["persons"], period_end), on="person_id")
    residents = stays.filter(lives_there_on(pl.col("death_date") - pl.duration(days=DAYS)))
    marked = residents.select("person_id", pl.lit(True).alias("was_in_long_term_care"))
    return marked.unique().sort("person_id")


FAMILY = Family(
    name="long_term_care_before_death",
    reads=("persons", "long_term_care_stays"),
    requires=(Requirement("long_term_care_stays", months=LOOK_BACK_MONTHS), DEATHS_KNOWN),
    zeros=(),
    flags=("was_in_long_term_care",),
    dates=(),
    build=build_long_term_care_before_death,
)
