"""Whether a person is enrolled with a physician now, and was three months ago.

Rule: docs/explanation/indicators.md 22, spells as in method.md 4: begun, not ended, with a physician of the registry.
"""

import datetime as dt

import polars as pl

from transforms.attribution.windows import is_open
from transforms.dates import months_before
from transforms.features.family import Family, Frames, Requirement


def build_enrolment(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person with a spell that is open at the period end or was three months before."""
    known = frames["enrolments"].join(frames["physicians"].select("physician_id"), on="physician_id", how="semi")
    marked = known.group_by("person_id").agg(
        is_open(period_end).any().alias("has_spell_now"),
        is_open(months_before(period_end, 3)).any().alias("had_spell_before"),
    )
    return marked.filter(pl.col("has_spell_now") | pl.col("had_spell_before")).sort("person_id")


FAMILY = Family(
    name="enrolment",
    reads=("enrolments", "physicians"),
    requires=(Requirement("enrolments", months=3),),
    zeros=(),
    flags=("has_spell_now", "had_spell_before"),
    dates=(),
    build=build_enrolment,
)
