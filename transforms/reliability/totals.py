"""Persons counted in several places, which must agree. Method: docs/explanation/reliability.md 15.8."""

from collections.abc import Iterable

import polars as pl


def describe_totals(registered: int, counted: int, excluded: pl.DataFrame, tiers: pl.DataFrame) -> pl.DataFrame:
    """One row per period: registered, not_counted, counted, in_teams, without_team (the Totals model refuses others).

    `registered` and `counted` are rows of the registry and of the attribution in force; `excluded` from `add_reasons`;
    `tiers` follows TierCounts. Each is counted by itself: that they agree is the check.
    """
    without = tiers.filter((pl.col("level") == "province") & pl.col("reason").is_not_null())
    numbers = {
        "registered": registered,
        "not_counted": excluded["persons"].sum(),
        "counted": counted,
        "in_teams": tiers.filter(pl.col("level") == "oht")["persons"].sum(),
        "without_team": without["persons"].sum(),
    }
    return pl.DataFrame(numbers, schema=dict.fromkeys(numbers, pl.Int64))


def list_reasons(excluded: pl.DataFrame, tiers: pl.DataFrame) -> pl.DataFrame:
    """One row per kind and reason, sorted: persons who are not counted, or have no team; arguments as above."""
    without = tiers.filter((pl.col("level") == "province") & pl.col("reason").is_not_null())
    by_reason = without.group_by("reason").agg(pl.col("persons").sum())
    parts = {"not_counted": excluded.rename({"excluded_reason": "reason"}), "without_team": by_reason}
    named = [rows.select(pl.lit(kind).alias("kind"), "reason", "persons") for kind, rows in parts.items()]
    return pl.concat(named).sort("kind", "reason")


def add_reasons(buckets: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """One row per reason over all buckets, sorted: excluded_reason, persons."""
    return pl.concat(buckets).group_by("excluded_reason").agg(pl.col("persons").sum()).sort("excluded_reason")
