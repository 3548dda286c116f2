"""Definitions into numbers: membership by bucket, whole-number counts that add up, rates and limits once at the end."""

import datetime as dt
from collections.abc import Callable, Iterable

import polars as pl

from transforms.cohorts.definition import Cohort
from transforms.indicators.definition import Indicator
from transforms.statistics.byar import byar_limits
from transforms.statistics.wilson import wilson_limits

LEVELS = {"practice": "physician_id", "oht": "oht_id", "province": "province_id"}
PROVINCE = "ontario"
COUNT_KEY = ["level", "unit_id"]
LIMITS: dict[str, Callable[[pl.Expr, pl.Expr], tuple[pl.Expr, pl.Expr]]] = {
    "wilson": wilson_limits,
    "poisson": byar_limits,
}


def build_membership(base: pl.DataFrame, key: str, indicator: Indicator) -> pl.DataFrame:
    """One row per row of the base table, in its order: the key, in_denominator, numerator (zero outside it)."""
    return base.select(
        key,
        indicator.is_counted.alias("in_denominator"),
        pl.when(indicator.is_counted).then(indicator.numerator.rule.cast(pl.Int64)).otherwise(0).alias("numerator"),
    )


def build_cohort(base: pl.DataFrame, cohort: Cohort) -> pl.DataFrame:
    """One row per counted person, in the order of the base table: person_id, is_member."""
    return base.select("person_id", cohort.member.alias("is_member"))


def count_members(units: pl.DataFrame, membership: pl.DataFrame) -> pl.DataFrame:
    """One row per level and unit of a bucket: numerator, denominator; whole numbers that add up over buckets.

    `units` gives physician_id and oht_id (null: none) of the rows of `membership`, row by row.
    """
    rows = units.select("physician_id", "oht_id", pl.lit(PROVINCE).alias("province_id")).with_columns(
        membership["in_denominator"], membership["numerator"]
    )
    sums = [pl.col("numerator").sum(), pl.col("in_denominator").sum().cast(pl.Int64).alias("denominator")]
    return by_level(rows, sums)


def count_cohort(units: pl.DataFrame, cohort: pl.DataFrame) -> pl.DataFrame:
    """One row per level and unit of a bucket: persons in the cohort."""
    rows = units.select("physician_id", "oht_id", pl.lit(PROVINCE).alias("province_id")).with_columns(
        cohort["is_member"]
    )
    return by_level(rows, [pl.col("is_member").sum().cast(pl.Int64).alias("persons")])


def count_tiers(attribution: pl.DataFrame) -> pl.DataFrame:
    """One row per level, unit and tier of a bucket: persons. `reason` says why there is no team.

    The persons of the province are those of all OHTs and those with a reason, whatever their tier.
    """
    rows = attribution.select(
        "physician_id",
        "oht_id",
        "tier",
        pl.col("unattributable_reason").alias("reason"),
        pl.lit(PROVINCE).alias("province_id"),
    )
    return by_level(rows, [pl.len().cast(pl.Int64).alias("persons")], ["tier", "reason"])


def by_level(rows: pl.DataFrame, sums: list[pl.Expr], also: list[str] | None = None) -> pl.DataFrame:
    """One row per level, unit and further key: the sums. Rows without a unit at a level do not count there."""
    further = also or []
    levels = [
        rows.filter(pl.col(column).is_not_null())
        .group_by(pl.col(column).alias("unit_id"), *further)
        .agg(sums)
        .select(pl.lit(level).alias("level"), pl.all())
        for level, column in LEVELS.items()
    ]
    return pl.concat(levels).sort([*COUNT_KEY, *further], nulls_last=True)


def add_up(partials: Iterable[pl.DataFrame], key: list[str]) -> pl.DataFrame:
    """One row per key over all buckets: every other column summed, folded one bucket at a time, sorted by the key."""
    total: pl.DataFrame | None = None
    for partial in partials:
        stacked = partial if total is None else pl.concat([total, partial])
        total = stacked.group_by(key).agg(pl.all().sum())
    if total is None:
        raise ValueError("There is no bucket to add up.")
    return total.sort(key, nulls_last=True)


def measure(
    indicator: Indicator, counts: pl.DataFrame, units: pl.DataFrame, period: str, method_id: str
) -> pl.DataFrame:
    """One row per level and unit of `units`: the counts as a rate with its 95 % limits (the Results model).

    `units`: one row per level and unit. Units without a count have zero of both; a denominator of zero gives null value
    and limits.
    """
    filled = units.join(counts, on=COUNT_KEY, how="left").with_columns(
        pl.col("numerator").fill_null(0), pl.col("denominator").fill_null(0)
    )
    lower, upper = LIMITS[indicator.limits](pl.col("numerator"), pl.col("denominator"))
    ratio = pl.when(pl.col("denominator") > 0).then(pl.col("numerator") / pl.col("denominator"))
    return filled.with_columns(
        (ratio * indicator.multiplier).alias("value"),
        (lower * indicator.multiplier).alias("lower"),
        (upper * indicator.multiplier).alias("upper"),
        pl.lit(None, pl.String).alias("not_computable"),
    ).pipe(_as_results, indicator, period, method_id)


def not_computable(indicator: Indicator, units: pl.DataFrame, reason: str, period: str, method_id: str) -> pl.DataFrame:
    """One row per level and unit: no counts and no value, with the sentence that says what is needed."""
    empty = [pl.lit(None, pl.Int64).alias(name) for name in ("numerator", "denominator")]
    values = [pl.lit(None, pl.Float64).alias(name) for name in ("value", "lower", "upper")]
    rows = units.with_columns(*empty, *values, pl.lit(reason).alias("not_computable"))
    return _as_results(rows, indicator, period, method_id)


def withhold_below_province(results: pl.DataFrame, reason: str) -> pl.DataFrame:
    """The same rows (the Results model); those of practices and teams say `reason` instead of counts and value.

    For a period whose attribution could not see its whole look-back: whose person somebody is cannot be known then.
    """
    below = pl.col("level") != "province"
    emptied = ["numerator", "denominator", "value", "lower", "upper"]
    return results.with_columns(
        *[pl.when(~below).then(name).alias(name) for name in emptied],
        pl.when(below).then(pl.lit(reason)).otherwise("not_computable").alias("not_computable"),
    )


def _as_results(rows: pl.DataFrame, indicator: Indicator, period: str, method_id: str) -> pl.DataFrame:
    """The same rows in the columns and the order of the Results model."""
    return rows.select(
        pl.lit(indicator.id).alias("indicator_id"),
        pl.lit(period).alias("period"),
        "level",
        "unit_id",
        "numerator",
        "denominator",
        "value",
        "lower",
        "upper",
        pl.lit(indicator.limits).alias("limits_method"),
        pl.lit(indicator.is_proportion).alias("is_proportion"),
        "not_computable",
        pl.lit(indicator.version, pl.Int32).alias("definition_version"),
        pl.lit(method_id).alias("method_id"),
    ).sort(COUNT_KEY)


def result_state(period_end: dt.date, maturity_months: int, known_until: dt.date) -> str:
    """Give `final` once the sources had their time to settle after the period, else `provisional`."""
    months = (known_until.year - period_end.year) * 12 + known_until.month - period_end.month
    return "final" if months > maturity_months else "provisional"
