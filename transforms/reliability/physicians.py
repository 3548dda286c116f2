"""How physicians are linked to a hospital. Method: docs/explanation/reliability.md 15.7."""

import datetime as dt
from collections.abc import Sequence

import polars as pl


def count_links(teams: pl.DataFrame, family_specialties: Sequence[str], end: dt.date) -> pl.DataFrame:
    """One row per kind of physician and network_basis: physicians in practice at the end.

    `teams` follows PhysicianTeams.
    """
    is_family = pl.col("specialty_code").is_in(list(family_specialties))
    kind = pl.when(is_family).then(pl.lit("family_physician")).otherwise(pl.lit("specialist")).alias("kind")
    key = ["kind", "network_basis"]
    counted = teams.filter(_is_in_practice(end)).group_by(kind, "network_basis")
    return counted.agg(pl.len().cast(pl.Int64).alias("physicians")).select(*key, "physicians").sort(key)


def _is_in_practice(end: dt.date) -> pl.Expr:
    """True on the first day, false on the day of the end, as the panels of physicians have it (section 6)."""
    has_begun = pl.col("start_date").is_null() | (pl.col("start_date") <= end)
    return has_begun & (pl.col("end_date").is_null() | (pl.col("end_date") > end))
