"""The official attribution: the ministry's file says which team, everything else is as recomputed.

Method: docs/explanation/method.md 11.
"""

import datetime as dt
from collections.abc import Iterable

import polars as pl

# The day with most rows may have this many times the rows of a day that counts as a file; a smaller one is mistyped.
TIMES_SMALLER = 10


def latest_file_day(days: Iterable[dt.date], period_end: dt.date) -> dt.date | None:
    """Give the day as of which the file that holds at the period end was made; null: every file is later."""
    return max((day for day in days if day <= period_end), default=None)


def rows_as_of(official: pl.DataFrame, as_of: dt.date) -> pl.DataFrame:
    """The same rows, those of one file: person_id and oht_id, sorted; `official` follows OfficialAttribution."""
    return official.filter(pl.col("as_of_date") == as_of).select("person_id", "oht_id").sort("person_id")


def attribute_by_file(attribution: pl.DataFrame, file: pl.DataFrame, ohts: pl.DataFrame) -> pl.DataFrame:
    """One row per counted person, sorted by person_id: the columns of the Attribution model.

    `attribution` as recomputed, `file` from `rows_as_of`. Tier, provider and confidence stay, so that no practice loses
    its people; the team is the file's, and a person it does not place in a known team has none.
    """
    known = ohts.select("oht_id", pl.lit(True).alias("is_known"))
    named = file.join(known, on="oht_id", how="left").rename({"oht_id": "file_oht_id"})
    is_known = pl.col("is_known").fill_null(False)
    reason = (
        pl.when(pl.col("file_oht_id").is_null())
        .then(pl.lit("not_in_official_file"))
        .when(~is_known)
        .then(pl.lit("official_oht_unknown"))
    )
    settled = {
        "network_id": pl.lit(None, pl.String),
        "oht_id": pl.when(is_known).then("file_oht_id"),
        "oht_basis": pl.when(is_known).then(pl.lit("official")),
        "unattributable_reason": reason,
    }
    joined = attribution.join(named, on="person_id", how="left")
    return joined.with_columns(**settled).select(attribution.columns).sort("person_id")


def describe_file(days: Iterable[pl.DataFrame], period_end: dt.date) -> pl.DataFrame:
    """One row per period: as_of_date, period_end, staleness_days and persons of the file that holds; no row: none does.

    `days`: the as_of_date of the rows of each bucket.
    """
    files = count_days(days).filter("is_file")
    as_of = latest_file_day(files["as_of_date"].to_list(), period_end)
    staleness = (pl.col("period_end") - pl.col("as_of_date")).dt.total_days().alias("staleness_days")
    return (
        files.filter(pl.col("as_of_date").eq_missing(as_of))
        .with_columns(pl.lit(period_end).alias("period_end"))
        .select("as_of_date", "period_end", staleness, "persons")
    )


def count_days(days: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """One row per as-of day, sorted: as_of_date, persons, is_file; `days` as in `describe_file`.

    A day is a file when it has at least a tenth of the rows of the day with most rows; other days are mistyped.
    """
    counts = [frame.group_by("as_of_date").agg(pl.len().cast(pl.Int64).alias("persons")) for frame in days]
    by_day = pl.concat(counts).group_by("as_of_date").agg(pl.col("persons").sum()).sort("as_of_date")
    is_file = TIMES_SMALLER * pl.col("persons") >= pl.col("persons").max()
    return by_day.with_columns(is_file.alias("is_file"))


def count_strays(days: pl.DataFrame) -> tuple[int, int]:
    """Give the rows that belong to no file, and of how many days they are; `days` from `count_days`."""
    strays = days.filter(~pl.col("is_file"))
    return int(strays["persons"].sum()), strays.height


def describe_choice(wanted: str, as_of: dt.date | None, period_end: dt.date) -> pl.DataFrame:
    """One row per period: the attribution wanted, the one in force, as_of_date, and what was needed (null: nothing)."""
    needed = None if as_of else not_computable(period_end)
    in_force = "file" if wanted == "file" and as_of else "recomputed"
    schema = {"wanted": pl.String, "in_force": pl.String, "as_of_date": pl.Date, "not_computable": pl.String}
    return pl.DataFrame([(wanted, in_force, as_of, needed)], schema=schema, orient="row")


def not_computable(period_end: dt.date) -> str:
    """Say what the official attribution of a period needs."""
    return f"not computable: needs official_attribution as of {period_end.isoformat()} or earlier"
