"""Visits of physicians to the home in the last days of life.

Rule: docs/explanation/families/deaths.md.
"""

import datetime as dt

import polars as pl

from reference.code_sets import code_set
from transforms.codes.match import matched
from transforms.codes.places import FEE
from transforms.contacts import TELEPHONE, VIDEO, VIRTUAL_CODES
from transforms.features.family import CodeUse, Family, Frames, Requirement
from transforms.last_days import DEATHS_KNOWN, LOOK_BACK_MONTHS, in_last_days, recent_deaths
from transforms.networks.visits import VISIT

CODES = "home_visits"
# Death pronounced, palliative care by telephone, its weekly management and limited virtual care (A101, A102) are no
# visits whatever their place.
NO_VISITS = ["A902", "G511", "G512", "A101", "A102"]


def build_home_visits_before_death(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per decedent whom a physician visited at home in the last 30 days: distinct physicians and days."""
    lines = in_last_days(frames["claims"], "service_date", recent_deaths(frames["persons"], period_end))
    is_listed = matched(lines, "fee_code", "service_date", code_set(CODES), FEE)
    at_home = (pl.col("location") == "home") & ~pl.col("fee_code").is_in(NO_VISITS)
    visits = lines.filter(pl.lit(is_listed) | at_home).join(_at_distance(lines), on=VISIT, how="anti")
    visits = visits.select(VISIT).unique()
    counted = visits.group_by("person_id").agg(pl.len().cast(pl.Int32).alias("home_visits_before_death"))
    return counted.sort("person_id")


def _at_distance(lines: pl.DataFrame) -> pl.DataFrame:
    """One row per person, physician and day with a sign of care at a distance, as contacts read it."""
    by_code = pl.col("fee_code").is_in([VIDEO, TELEPHONE, *VIRTUAL_CODES])
    return lines.filter(by_code | (pl.col("location") == "virtual")).select(VISIT).unique()


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
