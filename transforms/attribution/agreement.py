"""How far the recomputed and the official attribution agree: counts that add up, shares and kappa once at the end.

Method: docs/explanation/method.md 11. Kappa: Cohen J. A coefficient of agreement for nominal scales. Educational and
Psychological Measurement 1960; 20:37-46.
"""

import datetime as dt

import polars as pl

from schemas.agreement import AGE_BANDS, NO_TEAM
from schemas.core import TIERS
from transforms.attribution.counted import age_years
from transforms.statistics.wilson import wilson_limits

CELL_KEY = ["standing", "tier", "age_band", "oht_recomputed", "oht_official"]
REASON_KEY = ["oht_id", "kind", "reason"]
COUNTS = ["persons_counted", "in_both", "agree", "missing_from_file", "no_team"]
OVERALL = ["only_in_file", "strangers"]


def count_cells(compared: pl.DataFrame, period_end: dt.date) -> pl.DataFrame:
    """One row per standing, tier, age band and pair of teams of a bucket: persons; adds up over buckets.

    `compared` from `compare_persons`. Null: not counted (tier), not known (age_band), no team or not in the file.
    """
    banded = compared.with_columns(_age_band(period_end).alias("age_band"))
    return banded.group_by(CELL_KEY).agg(pl.len().cast(pl.Int64).alias("persons")).sort(CELL_KEY, nulls_last=True)


def measure_agreement(cells: pl.DataFrame) -> pl.DataFrame:
    """One row per dimension and value (the Agreement model): of all, then by tier, age band and recomputed team.

    `cells` from `count_cells`, added up over all buckets. Persons who are only in the file, registered or not, belong
    to no tier and no recomputed team: they are counted for `all` alone.
    """
    dimensions = {
        "all": pl.lit("all"),
        "tier": pl.col("tier"),
        "age_band": pl.col("age_band"),
        "oht": pl.col("oht_recomputed").fill_null(NO_TEAM),
    }
    counted = cells.filter(pl.col("tier").is_not_null())
    table = pl.concat([_measure(counted.with_columns(value=value), name) for name, value in dimensions.items()])
    only = cells.select(_persons("only_in_file").alias("only_in_file"), _persons("stranger").alias("strangers"))
    is_all = pl.col("dimension") == "all"
    with_others = table.join(only, how="cross").with_columns(pl.when(is_all).then(pl.col(OVERALL)).name.keep())
    return _in_order(with_others)


def _measure(counted: pl.DataFrame, dimension: str) -> pl.DataFrame:
    """One row per value of a dimension: the counts, the share that agrees with its limits, and kappa."""
    agrees = pl.col("oht_recomputed").eq_missing(pl.col("oht_official")) & (pl.col("standing") == "in_both")
    sums = counted.group_by("value").agg(
        pl.col("persons").sum().alias("persons_counted"),
        _persons("in_both").alias("in_both"),
        pl.col("persons").filter(agrees).sum().alias("agree"),
        _persons("missing_from_file").alias("missing_from_file"),
        pl.col("persons").filter(pl.col("oht_recomputed").is_null()).sum().alias("no_team"),
    )
    chance = _chance(counted.filter(pl.col("standing") == "in_both"))
    lower, upper = wilson_limits(pl.col("agree"), pl.col("in_both"))
    share = pl.when(pl.col("in_both") > 0).then(pl.col("agree") / pl.col("in_both"))
    return sums.join(chance, on="value", how="left").select(
        pl.lit(dimension).alias("dimension"),
        "value",
        *COUNTS,
        share.alias("share"),
        lower.alias("share_lower"),
        upper.alias("share_upper"),
        _kappa(dimension).alias("kappa"),
    )


def _chance(both: pl.DataFrame) -> pl.DataFrame:
    """One row per value: `chance`, the persons who would agree by chance, times all persons of the value.

    A whole number: the sum over the teams of the persons whom the one gives it times those whom the other gives it.
    """
    recomputed = _margin(both, pl.col("oht_recomputed").fill_null(NO_TEAM), "recomputed")
    official = _margin(both, pl.col("oht_official"), "official")
    product = (pl.col("recomputed") * pl.col("official")).fill_null(0).sum().alias("chance")
    teams = recomputed.join(official, on=["value", "team"], how="full", coalesce=True)
    return teams.group_by("value").agg(product)


def _margin(both: pl.DataFrame, team: pl.Expr, name: str) -> pl.DataFrame:
    """One row per value and team: persons whom one of the two gives it."""
    return both.group_by("value", team.alias("team")).agg(pl.col("persons").sum().alias(name))


def _kappa(dimension: str) -> pl.Expr:
    """Give Cohen's kappa; null where it is undefined, and within one recomputed team, where it is 0 by construction."""
    people = pl.col("in_both")
    beyond_chance, most = people * pl.col("agree") - pl.col("chance"), people**2 - pl.col("chance")
    return pl.when((most > 0) & (dimension != "oht")).then(beyond_chance / most)


def _persons(standing: str) -> pl.Expr:
    return pl.col("persons").filter(pl.col("standing") == standing).sum()


def _age_band(period_end: dt.date) -> pl.Expr:
    """Give the band of the age in completed years; null: not known, or not born yet."""
    age = age_years(period_end)
    return pl.coalesce(pl.when(age.is_between(*ages)).then(pl.lit(band)) for band, ages in AGE_BANDS.items())


def _in_order(table: pl.DataFrame) -> pl.DataFrame:
    """The same rows in the order in which one reads them, in the columns of the Agreement model."""
    places = {name: place for place, name in enumerate(["all", "tier", "age_band", "oht", *TIERS, *AGE_BANDS])}
    order = [
        pl.col("dimension").replace_strict(places, return_dtype=pl.Int32),
        pl.col("value").replace_strict(places, default=None, return_dtype=pl.Int32),
        pl.col("value") == NO_TEAM,
        pl.col("value"),
    ]
    counts = ["persons_counted", "in_both", "agree"]
    shares = ["share", "share_lower", "share_upper", "kappa"]
    return table.sort(order).select("dimension", "value", *counts, *shares, "missing_from_file", *OVERALL, "no_team")
