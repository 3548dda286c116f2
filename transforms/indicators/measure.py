"""Sums into results: values with limits, once at the end.

Rules: docs/explanation/indicators.md 18.6 to 18.9.
"""

import datetime as dt

import polars as pl

from transforms.indicators.adjusted import DIRECT_LEVELS
from transforms.indicators.counting import CLUSTER_SUMS, SQUARES, SURVEY_SUMS, fewest_persons, parts_of
from transforms.indicators.definition import PERCENT, Indicator
from transforms.indicators.units import COUNT_KEY
from transforms.statistics.poisson import poisson_limits
from transforms.statistics.ratio import clustered_share_limits, ratio_limits
from transforms.statistics.repeat_events import repeat_event_limits
from transforms.statistics.weighted_share import MOST_WEIGHT_TOTAL, weighted_share_limits
from transforms.statistics.wilson import wilson_limits

ADJUSTED = ["adjusted", "adjusted_lower", "adjusted_upper"]
VALUES = ["value", "lower", "upper", *ADJUSTED]
Limits = tuple[pl.Expr, pl.Expr]


def measure(
    indicator: Indicator,
    counts: pl.DataFrame,
    units: pl.DataFrame,
    period: str,
    method_id: str,
    adjusted: pl.DataFrame | None = None,
    medians: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """One row per level and unit of `units` at which it may be shown: value and 95 % limits (the Results model).

    `counts`: level, unit_id and the sums of `parts_of`. `units`: one row per level and unit. Units without a count have
    zero of both; a denominator of zero gives null value and limits. `adjusted`: level, unit_id and the columns of
    ADJUSTED, in the indicator's unit; null: it is not adjusted. `medians`: level, unit_id, value and limits, which
    stand in place of the ratio; null: it is none.
    """
    shown = units.filter(pl.col("level").is_in(indicator.levels))
    filled = shown.join(counts, on=COUNT_KEY, how="left").with_columns(pl.col(parts_of(indicator)).fill_null(0))
    _refuse_overflow(indicator, filled)
    most = 100.0 if indicator.unit.startswith(PERCENT) else None
    valued = _ratios(filled, indicator, most) if medians is None else filled.join(medians, on=COUNT_KEY, how="left")
    with_values = valued.with_columns(pl.lit(None, pl.String).alias("not_computable"), fewest_persons(indicator))
    known = with_values.join(adjusted, on=COUNT_KEY, how="left") if adjusted is not None else _unadjusted(with_values)
    return _as_results(_as_wide_as_crude(known, indicator, most), indicator, period, method_id)


def _ratios(rows: pl.DataFrame, indicator: Indicator, most: float | None) -> pl.DataFrame:
    """The same rows with value and limits of numerator ÷ denominator."""
    lower, upper = (limit * indicator.multiplier for limit in limits_of(indicator))
    return rows.with_columns(
        (ratio_of(indicator) * indicator.multiplier).alias("value"),
        lower.clip(lower_bound=0.0).alias("lower"),
        upper.clip(upper_bound=most).alias("upper"),
    )


def _as_wide_as_crude(rows: pl.DataFrame, indicator: Indicator, most: float | None) -> pl.DataFrame:
    """The same rows: limits of observed over expected are in proportion those of the crude value, shares within 100 %.

    What is expected is taken as known, so that the adjusted value is as uncertain as the crude one. Without any event
    there is no proportion, and the limits stay those of a count.
    """
    is_ratio = (indicator.adjustment == "risk") | ~pl.col("level").is_in(DIRECT_LEVELS)
    scale = pl.when(is_ratio & (pl.col("value") > 0)).then(pl.col("adjusted") / pl.col("value"))
    limits = {f"adjusted_{side}": pl.coalesce(pl.col(side) * scale, f"adjusted_{side}") for side in ("lower", "upper")}
    return rows.with_columns(**limits).with_columns(pl.col(ADJUSTED).clip(upper_bound=most))


def ratio_of(indicator: Indicator) -> pl.Expr:
    """Give numerator ÷ denominator, of weighted answers the share of the weights; null: nobody is below the line."""
    above, below = ("numerator", "denominator") if indicator.weight is None else ("weight_yes", "weight")
    return pl.when(pl.col(below) > 0).then(pl.col(above) / pl.col(below))


def _refuse_overflow(indicator: Indicator, sums: pl.DataFrame) -> None:
    """Raise ValueError when weights add up to so much that their squares may not fit into a whole number."""
    if indicator.weight is not None and sums.filter(pl.col("weight") > MOST_WEIGHT_TOTAL).height:
        most = MOST_WEIGHT_TOTAL // 1000
        raise ValueError(f"{indicator.id}: the weights add up to more than {most:,}. Deliver them on a smaller scale.")


def limits_of(indicator: Indicator) -> Limits:
    """Give the limits of the ratio by the method that the record names, from its sums."""
    counts = pl.col("numerator"), pl.col("denominator")
    if indicator.limits == "wilson":
        return wilson_limits(*counts)
    if indicator.limits == "poisson":
        return poisson_limits(*counts)
    if indicator.limits == "repeat":
        # No event tells how events would cluster: then those of a count that does not.
        plain, stretched = poisson_limits(*counts), repeat_event_limits(counts[0], pl.col(SQUARES), counts[1])
        none = pl.col("numerator") == 0
        return tuple(pl.when(none).then(one).otherwise(other) for one, other in zip(plain, stretched, strict=True))  # type: ignore[return-value]
    if indicator.limits == "clustered":
        squares, products, denominator_squares, members = (pl.col(name) for name in CLUSTER_SUMS)
        limits = clustered_share_limits if indicator.is_proportion else ratio_limits
        return limits(*counts, squares, products, denominator_squares, members)
    if indicator.limits == "survey":
        weight, yes, weight_squares, yes_squares = (pl.col(name) for name in SURVEY_SUMS)
        return weighted_share_limits(yes, weight, yes_squares, weight_squares, counts[1])
    return pl.lit(None, pl.Float64), pl.lit(None, pl.Float64)


def not_computable(indicator: Indicator, units: pl.DataFrame, reason: str, period: str, method_id: str) -> pl.DataFrame:
    """One row per level and unit: no counts and no value, with the sentence that says what is needed."""
    empty = [pl.lit(None, pl.Int64).alias(name) for name in ("numerator", "denominator", "fewest_persons")]
    values = [pl.lit(None, pl.Float64).alias(name) for name in VALUES]
    shown = units.filter(pl.col("level").is_in(indicator.levels))
    rows = shown.with_columns(*empty, *values, pl.lit(reason).alias("not_computable"))
    return _as_results(rows, indicator, period, method_id)


def withhold_below_province(results: pl.DataFrame, reason: str) -> pl.DataFrame:
    """The same rows (the Results model); those of practices, groups and teams say `reason` instead of counts and value.

    For a period whose attribution could not see its whole look-back: whose person somebody is cannot be known then.
    """
    below = pl.col("level") != "province"
    emptied = ["numerator", "denominator", "fewest_persons", *VALUES, "is_below_minimum"]
    return results.with_columns(
        *[pl.when(~below).then(name).alias(name) for name in emptied],
        pl.when(below).then(pl.lit(reason)).otherwise("not_computable").alias("not_computable"),
    )


def _unadjusted(rows: pl.DataFrame) -> pl.DataFrame:
    """The same rows, with nothing in the columns of adjusted values."""
    return rows.with_columns(pl.lit(None, pl.Float64).alias(name) for name in ADJUSTED)


def _as_results(rows: pl.DataFrame, indicator: Indicator, period: str, method_id: str) -> pl.DataFrame:
    """The same rows in the columns and the order of the Results model."""
    return rows.select(
        pl.lit(indicator.id).alias("indicator_id"),
        pl.lit(period).alias("period"),
        "level",
        "unit_id",
        "numerator",
        "denominator",
        "fewest_persons",
        *VALUES,
        pl.lit(indicator.limits).alias("limits_method"),
        pl.lit(indicator.adjustment).alias("adjustment"),
        pl.lit(indicator.is_proportion).alias("is_proportion"),
        (pl.col("denominator") < indicator.minimum_denominator).alias("is_below_minimum"),
        "not_computable",
        pl.lit(indicator.version, pl.Int32).alias("definition_version"),
        pl.lit(method_id).alias("method_id"),
    ).sort(COUNT_KEY)


def result_state(period_end: dt.date, maturity_months: int, known_until: dt.date) -> str:
    """Give `final` once the sources had their time to settle after the period, else `provisional`."""
    months = (known_until.year - period_end.year) * 12 + known_until.month - period_end.month
    return "final" if months > maturity_months else "provisional"
