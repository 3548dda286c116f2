"""Case definitions: so many records within so many days, apart from each other, outside of days that do not count.

Rule: docs/explanation/families/conditions.md. Records are days of a person: columns person_id and `day`, and a person
has a day once or more often without a difference.
"""

from dataclasses import dataclass

import polars as pl

from transforms.stays.ages import age_on


@dataclass(frozen=True)
class CaseRule:
    """What makes a case: one stay, or so many claim days within so many days of each other, from an age on.

    `claim_days` of a run lie `gap_days` or more apart, and the last no more than `within_days` after the first.
    """

    first_age: int
    claim_days: int
    within_days: int = 0
    gap_days: int = 1


def find_cases(stays: pl.DataFrame, claims: pl.DataFrame, births: pl.DataFrame, rule: CaseRule) -> pl.DataFrame:
    """One row per person who became a case: person_id, case_date. Sorted by person_id.

    `births`: person_id and birth_date; others are no cases. The case date is the first day on which the rule is
    completed by somebody who has reached the age.
    """
    runs = completing_days(claims, rule.claim_days, rule.within_days, rule.gap_days)
    completed = pl.concat([stays.select("person_id", "day"), runs]).unique()
    of_age = completed.join(births, on="person_id", how="inner").filter(age_on("day") >= rule.first_age)
    return of_age.group_by("person_id").agg(pl.col("day").min().alias("case_date")).sort("person_id")


def completing_days(records: pl.DataFrame, number: int, within_days: int, gap_days: int = 1) -> pl.DataFrame:
    """One row per person and day that is the last of so many record days: person_id, day. Sorted by these.

    The days of a run lie `gap_days` (1 or more) or more apart, the first no more than `within_days` before the last.
    """
    days = records.select("person_id", "day").unique().sort("day", "person_id")
    runs = days.with_columns(pl.col("day").alias("reached"))
    for _ in range(number - 1):
        # The latest day that is far enough back leaves most room for the rest of the run.
        before = days.select("person_id", pl.col("day").alias("earlier"))
        runs = (
            runs.with_columns(pl.col("reached").dt.offset_by(f"-{gap_days}d").alias("until"))
            .sort("until", "person_id", "day")
            .join_asof(
                before.with_columns(pl.col("earlier").alias("match")),
                left_on="until",
                right_on="match",
                by="person_id",
                strategy="backward",
                check_sortedness=False,
            )
            .filter(pl.col("earlier").is_not_null())
            .select("person_id", "day", pl.col("earlier").alias("reached"))
        )
    in_time = (pl.col("day") - pl.col("reached")).dt.total_days() <= within_days
    return runs.filter(in_time).select("person_id", "day").sort("person_id", "day")


def outside_of(records: pl.DataFrame, anchors: pl.DataFrame, before_days: int, after_days: int) -> pl.DataFrame:
    """The same rows without those on days from so many before to so many after an anchor of the person, both included.

    `anchors`: one row per person and day: person_id, day.
    """
    latest = anchors.select("person_id", pl.col("day").alias("anchor"), pl.col("day").alias("match")).unique()
    found = (
        records.with_columns(pl.col("day").dt.offset_by(f"{before_days}d").alias("until"))
        .sort("until", "person_id")
        .join_asof(
            latest.sort("match", "person_id"),
            left_on="until",
            right_on="match",
            by="person_id",
            strategy="backward",
            check_sortedness=False,
        )
    )
    is_near = (pl.col("day") - pl.col("anchor")).dt.total_days() <= after_days
    return found.filter(~is_near.fill_null(False)).select(records.columns).sort("person_id", "day")
