"""Who is counted on a day, and who is counted without an address that could place them.

Method: docs/explanation/method.md 3.
"""

import datetime as dt

import polars as pl

from reference.load import Method
from transforms.attribution.reasons import first_reason
from transforms.dates import years_before

UNPLACED = {
    "invalid_key": ~pl.col("has_valid_key"),
    "no_postal_code": pl.col("postal_status").is_in(["missing", "malformed"]),
    "out_of_province": pl.col("postal_status") == "outside_ontario",
}


def classify_persons(persons: pl.DataFrame, period_end: dt.date, method: Method) -> pl.DataFrame:
    """One row per registered person, with three columns added.

    `excluded_reason`: why the person is not counted at all; null: counted. `unplaced_reason`: what speaks against
    placing a counted person (invalid key or no Ontario address); null: nothing. `is_barred`: it bars the person
    whatever the care received; without the postal gate of the method an address does not. `persons` hold the address of
    the day.
    """
    return persons.with_columns(
        excluded_reason(period_end, method).alias("excluded_reason"),
        first_reason(UNPLACED.items()).alias("unplaced_reason"),
    ).with_columns(
        (
            pl.col("unplaced_reason").is_not_null()
            & (pl.lit(method.postal_gate) | (pl.col("unplaced_reason") == "invalid_key"))
        ).alias("is_barred")
    )


def excluded_reason(day: dt.date, method: Method) -> pl.Expr:
    """Give the reason for which the registry does not count a person on a day; null: it does."""
    return first_reason(exclusion_rules(day, method).items())


def exclusion_rules(period_end: dt.date, method: Method) -> dict[str, pl.Expr]:
    """Give reason → expression true for persons not counted; a null date never excludes."""
    ghost_day = years_before(period_end, method.ghost_years)
    return {
        "dead": pl.col("death_date") <= period_end,
        "unborn": pl.col("birth_date") > period_end,
        "not_covered": (pl.col("coverage_start_date") > period_end)
        | coverage_ended(period_end, method.eligibility_end_inclusive),
        "too_old": ~_born_after_birthday(period_end, method.oldest_age_years + 1),
        "ghost": (pl.col("last_contact_date") <= ghost_day) & (pl.col("birth_date") <= ghost_day),
    }


def age_years(period_end: dt.date) -> pl.Expr:
    """Give the age in completed years on the day; a 29 February birthday falls on 1 March in common years."""
    birthday_reached = (pl.col("birth_date").dt.month() < period_end.month) | (
        (pl.col("birth_date").dt.month() == period_end.month) & (pl.col("birth_date").dt.day() <= period_end.day)
    )
    return period_end.year - pl.col("birth_date").dt.year() - pl.when(birthday_reached).then(0).otherwise(1)


def _born_after_birthday(period_end: dt.date, age: int) -> pl.Expr:
    return age_years(period_end) < age


def coverage_ended(day: dt.date, is_end_inclusive: bool) -> pl.Expr:
    """Say whether coverage is over on a day; `is_end_inclusive`: its end date is the last day, not the day after."""
    end = pl.col("coverage_end_date")
    return end < day if is_end_inclusive else end <= day
