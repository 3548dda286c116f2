"""Whether a person was vaccinated against influenza in the last season that is over.

Rule: docs/explanation/families/immunisations.md 40.3.
"""

import datetime as dt

import polars as pl

from transforms.dates import months_before, years_before
from transforms.features.family import CodeUse, Family, Frames, Requirement

AGENT = "influenza"
# The season lasts from 1 September to 31 March; one that is over began up to 18 months before the period end.
LAST_MONTH, LAST_DAY, SEASON_MONTHS = 3, 31, 7
MONTHS = 18


def season_before(period_end: dt.date) -> tuple[dt.date, dt.date]:
    """Give first and last day of the latest season that ends on or before a day."""
    this_year = dt.date(period_end.year, LAST_MONTH, LAST_DAY)
    last = this_year if this_year <= period_end else years_before(this_year, 1)
    return months_before(last, SEASON_MONTHS) + dt.timedelta(days=1), last


def build_influenza_vaccine(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person with a dose in the season, by the registry of doses or by claims, sorted."""
    told = [
        frames["immunisations"].filter(pl.col("agent_code") == AGENT).select("person_id", day="given_date"),
        frames["preventive_lines"].filter(pl.col("service") == AGENT).select("person_id", day="service_date"),
    ]
    in_season = pl.concat(told).filter(pl.col("day").is_between(*season_before(period_end)))
    return in_season.select("person_id").unique().with_columns(has_influenza_vaccine=pl.lit(True)).sort("person_id")


FAMILY = Family(
    name="influenza_vaccine",
    reads=("immunisations", "preventive_lines"),
    requires=(Requirement("immunisations", months=MONTHS), Requirement("claims", months=MONTHS)),
    zeros=(),
    flags=("has_influenza_vaccine",),
    dates=(),
    build=build_influenza_vaccine,
    code_uses=(CodeUse("preventive_fees", "claims", "fee_code"),),
)
