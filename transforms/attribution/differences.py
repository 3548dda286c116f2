"""Who differs between the recomputed and the official attribution, and why.

Method: docs/explanation/method.md 11.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from transforms.attribution.counted import age_years, coverage_ended
from transforms.attribution.reasons import first_reason
from transforms.attribution.windows import is_open

CHILD_BELOW_YEARS = 5
DIFFERING = ["person_id", "oht_recomputed", "oht_official", "kind", "reason"]


@dataclass(frozen=True)
class Days:
    """The day of the file, the period end, and whether the last day of insurance counts (of the method)."""

    as_of: dt.date
    period_end: dt.date
    is_end_inclusive: bool


def compare_persons(attribution: pl.DataFrame, file: pl.DataFrame, persons: pl.DataFrame) -> pl.DataFrame:
    """One row per person who is counted or in the file, sorted: who has a team from which of the two.

    `attribution` as recomputed, `file` from `rows_as_of`, `persons` the input. Columns: person_id, birth_date (null:
    not in the registry), tier (null: not counted), oht_recomputed, oht_official, standing. `standing` is `in_both`,
    `missing_from_file`, `only_in_file` (registered, not counted) or `stranger` (not in the registry).
    """
    counted = attribution.select("person_id", "tier", pl.col("oht_id").alias("oht_recomputed"))
    named = file.select("person_id", pl.col("oht_id").alias("oht_official"))
    both = counted.join(named, on="person_id", how="full", coalesce=True)
    registered = persons.select("person_id", "birth_date")
    standing = (
        pl.when(pl.col("oht_official").is_null())
        .then(pl.lit("missing_from_file"))
        .when(pl.col("tier").is_not_null())
        .then(pl.lit("in_both"))
        .when(pl.col("birth_date").is_not_null())
        .then(pl.lit("only_in_file"))
        .otherwise(pl.lit("stranger"))
    )
    columns = ["person_id", "birth_date", "tier", "oht_recomputed", "oht_official", "standing"]
    compared = both.join(registered, on="person_id", how="left").with_columns(standing.alias("standing"))
    return compared.select(columns).sort("person_id")


def explain_differences(compared: pl.DataFrame, inputs: Mapping[str, pl.DataFrame], days: Days) -> pl.DataFrame:
    """One row per person who differs, sorted: person_id, oht_recomputed, oht_official, kind and reason.

    `compared` from `compare_persons`; `inputs`: persons, addresses, enrolments, physicians and ohts. The first reason
    that holds, in the order of the method, is the one given.
    """
    differs = (pl.col("standing") != "in_both") | pl.col("oht_recomputed").ne_missing(pl.col("oht_official"))
    kind = pl.when(pl.col("standing") == "in_both").then(pl.lit("other_team")).otherwise("standing")
    facts = compared.filter(differs).with_columns(kind.alias("kind")).pipe(_with_facts, inputs, days)
    reason = (
        pl.when(pl.col("kind") == "stranger")
        .then(pl.lit("stranger"))
        .when(pl.col("kind") == "only_in_file")
        .then(_why_not_counted(days))
        .otherwise(_why_another_team(days))
    )
    return facts.with_columns(reason.alias("reason")).select(DIFFERING).sort("person_id")


def count_reasons(differing: pl.DataFrame) -> pl.DataFrame:
    """One row per team, kind and reason of a bucket: persons; adds up over buckets.

    `oht_id` is the recomputed team, or the file's for persons who are only there; null: no team.
    """
    only_there = pl.col("kind").is_in(["only_in_file", "stranger"])
    team = pl.when(only_there).then("oht_official").otherwise("oht_recomputed")
    key = ["oht_id", "kind", "reason"]
    counted = differing.group_by(team.alias("oht_id"), "kind", "reason").agg(pl.len().cast(pl.Int64).alias("persons"))
    return counted.sort(key, nulls_last=True)


def _with_facts(rows: pl.DataFrame, inputs: Mapping[str, pl.DataFrame], days: Days) -> pl.DataFrame:
    """The same rows with what happened to the person: dates of insurance and death, has_moved, has_enrolled."""
    start = pl.col("start_date")
    since = (start > days.as_of) & (start <= days.period_end)
    moved = inputs["addresses"].filter(since)
    known = inputs["enrolments"].join(inputs["physicians"], on="physician_id", how="semi")
    enrolled = known.filter(since & is_open(days.period_end))
    dates = inputs["persons"].select("person_id", "death_date", "coverage_start_date", "coverage_end_date")
    return rows.join(dates, on="person_id", how="left").with_columns(
        pl.col("person_id").is_in(moved["person_id"].implode()).alias("has_moved"),
        pl.col("person_id").is_in(enrolled["person_id"].implode()).alias("has_enrolled"),
        pl.col("oht_official").is_in(inputs["ohts"]["oht_id"].implode()).alias("is_known_oht"),
    )


def _why_another_team(days: Days) -> pl.Expr:
    """Give why a counted person is missing from the file, or has another team there."""
    is_missing = pl.col("kind") == "missing_from_file"
    reasons = {
        "official_oht_unknown": ~is_missing & ~pl.col("is_known_oht"),
        "born_after_file": pl.col("birth_date") > days.as_of,
        "covered_after_file": pl.col("coverage_start_date") > days.as_of,
        # Files are known to lack young children, and neither a move nor an enrolment takes anybody out of them.
        "child_missing": is_missing & (age_years(days.period_end) < CHILD_BELOW_YEARS),
        "moved_after_file": pl.col("has_moved"),
        "enrolled_after_file": pl.col("has_enrolled"),
        "not_in_file": is_missing,
    }
    return first_reason(reasons.items(), "other_rule")


def _why_not_counted(days: Days) -> pl.Expr:
    """Give why a registered person who is in the file is not counted at the period end."""
    is_over = coverage_ended(days.period_end, days.is_end_inclusive)
    reasons = {"died": pl.col("death_date") <= days.period_end, "no_longer_covered": is_over}
    return first_reason(reasons.items(), "other_not_counted")
