"""How often each code is used, by calendar month: whole numbers that add up over buckets."""

import polars as pl

from schemas.drift import CodeCounts
from transforms.codes.match import CODE, DAY, fitting_codes, holds
from transforms.codes.places import CodedInput

COUNT_KEY = ["column", "system", "code_set", "code", "month"]
GROUP_CHARACTERS = 3
EVENTS = "events"


def count_codes(frame: pl.DataFrame, coded: CodedInput, sets: pl.DataFrame) -> pl.DataFrame:
    """One row per column, listed code or group of codes in no set or all codes, and month (the CodeCounts model).

    `frame`: rows of the input, `sets`: rows of all code sets. A code counts once for each set that lists it; codes
    without a day or null do not count.
    """
    parts = [
        _count_column(_days(frame, column, coded.day), sets.filter(pl.col("system") == system)).with_columns(
            pl.lit(column).alias("column"), pl.lit(system).alias("system")
        )
        for column, system in coded.systems.items()
    ]
    return CodeCounts.validate(pl.concat(parts).select(CodeCounts.empty().columns).sort(COUNT_KEY, nulls_last=True))


def _days(frame: pl.DataFrame, column: str, day: str) -> pl.DataFrame:
    """One row per code and day: _code, _day, events."""
    named = frame.lazy().select(pl.col(column).alias(CODE), pl.col(day).alias(DAY))
    if isinstance(frame.schema[column], pl.List):
        named = named.explode(CODE)
    counted = named.drop_nulls().group_by(CODE, DAY).agg(pl.len().cast(pl.Int64).alias(EVENTS))
    return counted.collect().with_columns(pl.col(DAY).dt.truncate("1mo").alias("month"))


def _count_column(days: pl.DataFrame, sets: pl.DataFrame) -> pl.DataFrame:
    """One row per code_set, code and month: events, events_out_of_dates."""
    fitting = fitting_codes(days.select(CODE).unique(), sets)
    unlisted = days.join(fitting, on=CODE, how="anti").with_columns(
        pl.col(CODE).str.slice(0, GROUP_CHARACTERS).alias("code")
    )
    return pl.concat([_listed(days, fitting), _without_set(unlisted), _without_set(days.with_columns(_no_code()))])


def _listed(days: pl.DataFrame, fitting: pl.DataFrame) -> pl.DataFrame:
    """One row per code set, listed code and month; a code is out of dates when no listing of the set holds that day."""
    event = [CODE, DAY, "code_set"]
    judged = (
        days.join(fitting, on=CODE, how="inner")
        .group_by(*event, pl.col("listed_code").alias("code"), "month", EVENTS)
        .agg(holds(DAY).any().alias("is_held"))
        .with_columns(pl.col("is_held").any().over(event).alias("is_any_held"))
    )
    return (
        judged.group_by("code_set", "code", "month")
        .agg(
            pl.col(EVENTS).filter("is_held").sum(),
            pl.col(EVENTS).filter(~pl.col("is_any_held")).sum().alias("events_out_of_dates"),
        )
        .filter((pl.col(EVENTS) > 0) | (pl.col("events_out_of_dates") > 0))
    )


def _without_set(days: pl.DataFrame) -> pl.DataFrame:
    """One row per code and month, of no set."""
    summed = days.group_by("code", "month").agg(pl.col(EVENTS).sum())
    none = [pl.lit(None, pl.String).alias("code_set"), pl.lit(0, pl.Int64).alias("events_out_of_dates")]
    return summed.with_columns(none).select("code_set", "code", "month", EVENTS, "events_out_of_dates")


def _no_code() -> pl.Expr:
    return pl.lit(None, pl.String).alias("code")
