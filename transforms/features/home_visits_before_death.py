"""Visits of physicians to the home in the last days of life.

Rule: docs/explanation/families/deaths.md.
"""

import datetime as dt

import polars as pl

from reference.code_sets import code_set
from transforms.codes.match import matched
from transforms.codes.places import FEE
from transforms.features.family import CodeUse, Family, Frames, Requirement
from transforms.last_days import DEATHS_KNOWN, LOOK_BACK_MONTHS, in_last_days, recent_deaths

CODES = "home_visits"
# Lines that say how somebody was seen, and the pronouncing of death, are no visits whatever their place.
NO_VISITS = ["K300", "K301", "A902"]


def build_home_visits_before_death(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per decedent whom a physician visited at home in the last 30 days: distinct physicians and days."""
    lines = in_last_days(frames["claims"], "service_date", recent_deaths(frames["persons"], period_end))
    is_listed = matched(lines, "fee_code", "service_date", code_set(CODES), FEE)
    at_home = (pl.col("location") == "home") & ~pl.col("fee_code").is_in(NO_VISITS)
    visits = lines.filter(pl.lit(is_listed) | at_home).select("person_id", "physician_id", "service_date").unique()
    counted = visits.group_by("person_id").agg(pl.len().cast(pl.Int32).alias("home_visits_before_death"))
    return counted.sort("person_id")


FAMILY = Family(
    name="home_visits_before_death",
    reads=("persons", "claims"),
    requires=(Requirement("claims", months=LOOK_BACK_MONTHS), DEATHS_KNOWN),
    zeros=("home_visits_before_death",),
    dates=(),
    build=build_home_visits_before_death,
    codes=lambda: code_set(CODES).rows(),
    code_uses=(CodeUse(CODES, "claims", "fee_code"),),
)
