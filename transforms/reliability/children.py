"""Children younger than five: those whom births name against those who are placed, and whom the official file lacks.

Method: docs/explanation/reliability.md 15.4.
"""

import datetime as dt

import polars as pl

from transforms.attribution.counted import age_years
from transforms.indicators.units import PROVINCE
from transforms.reliability.levels import by_team

CHILD_KEY = ["level", "unit_id", "age_years"]
BELOW_YEARS = 5
NOT_IN_FILE = "not_in_official_file"


def count_children(
    births: pl.DataFrame, persons: pl.DataFrame, recomputed: pl.DataFrame, in_force: pl.DataFrame, end: dt.date
) -> pl.DataFrame:
    """One row per level, unit and age of a bucket: registered, unknown, placed; adds up over buckets.

    `recomputed` and `in_force` follow the Attribution model: the first says whose team a child is of, the second
    whether it has one.
    """
    registry = persons.select("person_id", "birth_date", "death_date", pl.lit(True).alias("is_known"))
    named = births.select("person_id").join(registry, on="person_id", how="left")
    children = (
        named.filter("is_known")
        .filter(_is_young(end), pl.col("death_date").is_null() | (pl.col("death_date") > end))
        .with_columns(age_years(end).cast(pl.Int64).alias("age_years"))
        .join(recomputed.select("person_id", "oht_id"), on="person_id", how="left")
        .join(in_force.select("person_id", pl.col("oht_id").is_not_null().alias("is_placed")), "person_id", "left")
    )
    placed = pl.col("is_placed").fill_null(False).sum().cast(pl.Int64).alias("placed")
    sums = [pl.len().cast(pl.Int64).alias("registered"), pl.lit(0, pl.Int64).alias("unknown"), placed]
    return pl.concat([by_team(children, sums, ["age_years"]), _unknown(named)])


def count_file_children(recomputed: pl.DataFrame, by_file: pl.DataFrame, end: dt.date) -> pl.DataFrame:
    """One row per level and unit of a bucket: children, missing; adds up over buckets.

    `recomputed` and `by_file` follow the Attribution model, of the same persons; the unit is that of the first.
    """
    is_missing = pl.col("unattributable_reason").eq_missing(NOT_IN_FILE).alias("is_missing")
    young = recomputed.filter(_is_young(end)).select("person_id", "oht_id")
    rows = young.join(by_file.select("person_id", is_missing), on="person_id", how="inner")
    missing = pl.col("is_missing").sum().cast(pl.Int64).alias("missing")
    return by_team(rows, [pl.len().cast(pl.Int64).alias("children"), missing])


def _is_young(end: dt.date) -> pl.Expr:
    return (pl.col("birth_date") <= end) & (age_years(end) < BELOW_YEARS)


def _unknown(named: pl.DataFrame) -> pl.DataFrame:
    """One row per province with children whom the registry does not know; nobody can tell how old they are."""
    number = named.filter(pl.col("is_known").is_null()).height
    rows = [("province", PROVINCE, None, 0, number, 0)] if number else []
    counts = dict.fromkeys(["age_years", "registered", "unknown", "placed"], pl.Int64)
    return pl.DataFrame(rows, schema={"level": pl.String, "unit_id": pl.String, **counts}, orient="row")
