"""Days with home care in the last days of life.

Rule: docs/explanation/families/deaths.md. What counts as care: families/home_care.md.
"""

import datetime as dt

import polars as pl

from reference.code_sets import code_set
from transforms.features.family import CodeUse, Family, Frames, Requirement
from transforms.home_care import care_days
from transforms.last_days import DEATHS_KNOWN, LOOK_BACK_MONTHS, in_last_days, recent_deaths

CODES = "home_care_services"


def build_home_care_before_death(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per decedent with a day of care at home in the last 30 days: how many such days."""
    days = care_days(frames["home_care_services"])
    last = in_last_days(days, "service_date", recent_deaths(frames["persons"], period_end))
    counted = last.group_by("person_id").agg(pl.len().cast(pl.Int32).alias("home_care_days_before_death"))
    return counted.sort("person_id")


FAMILY = Family(
    name="home_care_before_death",
    reads=("persons", "home_care_services"),
    requires=(Requirement("home_care_services", months=LOOK_BACK_MONTHS), DEATHS_KNOWN),
    zeros=("home_care_days_before_death",),
    dates=(),
    build=build_home_care_before_death,
    codes=lambda: code_set(CODES).rows(),
    code_uses=(CodeUse(CODES, "home_care_services", "service_code"),),
)
