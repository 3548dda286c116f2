"""Doses that children who turned two had by then, from the registry of doses and from claims.

Rule: docs/explanation/families/immunisations.md 40.2.
"""

import datetime as dt

import polars as pl

from transforms.attribution.windows import in_window
from transforms.dates import months_before
from transforms.features.family import ATTRIBUTION, CodeUse, Family, Frames, Requirement
from transforms.stays.ages import day_of_months

MONTHS_OF_TURNING, MONTHS = 12, 36
# Days between two doses of an agent; less tells of one dose told twice, or of one given too early.
APART_DAYS = 28
# The second holds for doses on or after the first birthday alone.
ANY_AGE, FROM_ONE = ("dtap_ipv_hib", "pneumococcal"), ("men_c", "mmr", "varicella")
# A vaccine of two agents, and one that protects as another does.
SAME_AS = {"mmrv": ["mmr", "varicella"], "men_acyw": ["men_c"]}
DOSES = tuple(f"doses_{agent}" for agent in (*ANY_AGE, *FROM_ONE))


def build_child_immunisations(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per child who turned two in the 12 months ending at the period end, sorted: doses by agent.

    `has_turned_two` is true in all of them. Doses count up to the second birthday, that day included.
    """
    children = _children(frames[ATTRIBUTION], period_end)
    given = _given(frames["immunisations"], frames["preventive_lines"]).join(children, on="person_id", how="inner")
    in_time = pl.col("day").is_between(pl.col("birth_date"), pl.col("second_birthday"))
    old_enough = pl.col("agent").is_in(ANY_AGE) | (pl.col("day") >= pl.col("first_birthday"))
    doses = _apart(given.filter(in_time & old_enough))
    counted = doses.group_by("person_id").agg(
        (pl.col("agent") == name.removeprefix("doses_")).sum().cast(pl.Int32).alias(name) for name in DOSES
    )
    filled = children.join(counted, on="person_id", how="left").with_columns(pl.col(DOSES).fill_null(0))
    return filled.select("person_id", *DOSES, has_turned_two=pl.lit(True)).sort("person_id")


def _children(attribution: pl.DataFrame, period_end: dt.date) -> pl.DataFrame:
    """One row per counted person who turned two in the window: birth_date, first_birthday, second_birthday."""
    born = attribution.select("person_id", "birth_date").with_columns(
        day_of_months(12).alias("first_birthday"), day_of_months(24).alias("second_birthday")
    )
    return born.filter(in_window("second_birthday", months_before(period_end, MONTHS_OF_TURNING), period_end))


def _given(immunisations: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """One row per person, agent counted here and day with a dose of it, in the registry or in claims."""
    told = [
        immunisations.select("person_id", day="given_date", agent="agent_code"),
        lines.select("person_id", day="service_date", agent="service"),
    ]
    agents = pl.col("agent").replace_strict(SAME_AS, default=pl.concat_list("agent"), return_dtype=pl.List(pl.String))
    every = pl.concat(told).with_columns(agents).explode("agent")
    return every.filter(pl.col("agent").is_in([*ANY_AGE, *FROM_ONE])).unique()


def _apart(given: pl.DataFrame) -> pl.DataFrame:
    """The same rows: of days of one person and agent, those 28 days or more after the one before, or without one."""
    ordered = given.sort("person_id", "agent", "day")
    since = (pl.col("day") - pl.col("day").shift(1).over("person_id", "agent")).dt.total_days()
    return ordered.filter(since.is_null() | (since >= APART_DAYS))


FAMILY = Family(
    name="child_immunisations",
    reads=("immunisations", "preventive_lines", ATTRIBUTION),
    requires=(Requirement("immunisations", months=MONTHS), Requirement("claims", months=MONTHS)),
    zeros=DOSES,
    flags=("has_turned_two",),
    dates=(),
    build=build_child_immunisations,
    code_uses=(CodeUse("preventive_fees", "claims", "fee_code"),),
)
