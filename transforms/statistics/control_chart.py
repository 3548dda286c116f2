"""XmR control charts: individual values and moving ranges over periods, with named rules for special causes.

Wheeler DJ. Understanding variation: the key to managing chaos. 2nd edition, SPC Press 2000: limits are the mean ± 2.66
times the mean moving range, the upper limit of the moving ranges is 3.267 times it. Rules, each with its source:
- `outside`: the value lies beyond a limit (Shewhart; Wheeler's rule one).
- `run`: seven or more values in a row on one side of the mean. Seven is what NHS England's Making data count uses
  (unverified: read in its public software, not in its guide); Wheeler's rule two is eight: a parameter.
- `trend`: six or more values in a row, each above (or each below) the one before (Nelson LS. The Shewhart control
  chart: tests for special causes. Journal of Quality Technology 1984; 16:237-239, test 3).
- `two_of_three`: two of three successive values beyond two thirds of the way to the same limit (Nelson's test 5).
A rule marks every value of its pattern, the last as well as the first, so marks may appear on past periods later.
Readings settled here (local): a value on the mean ends a run; equal values end a trend; a period without a value ends
every pattern and has no moving range, and neither has the period after it; limits need twelve values.
"""

from collections.abc import Sequence

import polars as pl

LIMIT_FACTOR = 2.66
RANGE_FACTOR = 3.267
MINIMUM_POINTS = 12
CRUMB = 1e-12
TOO_FEW = "too_few_points"
COMPUTED = "computed"
_OUTPUT = ["moving_range", "mean", "lower", "upper", "moving_range_mean", "moving_range_upper", "rules_broken"]


def xmr_chart(
    periods: pl.DataFrame,
    keys: Sequence[str] = (),
    run_length: int = 7,
    trend_length: int = 6,
    minimum_points: int = MINIMUM_POINTS,
) -> pl.DataFrame:
    """One row per row of `periods`, sorted by `keys` and period: one chart per combination of `keys`.

    `periods` has one row per `keys` and `period` (anything that sorts in time, without gaps), with `value`, null where
    there is none. Added: moving_range, mean, lower, upper, moving_range_mean, moving_range_upper (in the unit of the
    value), rules_broken (names in alphabetical order, empty for none) and chart_status. With fewer than
    `minimum_points` values, or no two neighbouring ones, the status is `too_few_points` and all but the moving range is
    null. The lower limit is not cut at zero. A period given twice or null raises ValueError.
    """
    if periods["period"].null_count() or periods.height != periods.unique([*keys, "period"]).height:
        raise ValueError("a period is null or given twice: give one row per chart and period")
    chart = [*keys, "_chart"]
    value = pl.col("value").cast(pl.Float64).fill_nan(None)
    rows = periods.sort(*keys, "period").with_columns(pl.lit(0).alias("_chart"), value.alias("_x"))
    step = (pl.col("_x") - pl.col("_x").shift(1)).over(chart)
    rows = rows.with_columns(step.alias("_step"), step.abs().alias("moving_range"))
    is_enough = (pl.col("_x").count() >= minimum_points) & (pl.col("moving_range").count() > 0)
    rows = rows.with_columns(is_enough.over(chart).alias("_enough"))
    rows = rows.with_columns(_centre("_x", chart, "mean"), _centre("moving_range", chart, "moving_range_mean"))
    rows = rows.with_columns(*_limits(), _distance())
    rows = _with_stretch(_with_stretch(rows, chart, "_distance"), chart, "_step")
    rows = rows.with_columns(_rules(chart, run_length, trend_length))
    status = pl.when(pl.col("_enough")).then(pl.lit(COMPUTED)).otherwise(pl.lit(TOO_FEW)).alias("chart_status")
    return rows.select(*periods.columns, *_OUTPUT, status)


def _centre(column: str, chart: list[str], name: str) -> pl.Expr:
    """Give the mean of a column in its chart, null where there are too few points."""
    return pl.when(pl.col("_enough")).then(pl.col(column).mean().over(chart)).alias(name)


def _limits() -> list[pl.Expr]:
    reach = LIMIT_FACTOR * pl.col("moving_range_mean")
    return [
        (pl.col("mean") - reach).alias("lower"),
        (pl.col("mean") + reach).alias("upper"),
        (RANGE_FACTOR * pl.col("moving_range_mean")).alias("moving_range_upper"),
    ]


def _distance() -> pl.Expr:
    """Give the distance from the mean, exactly zero within rounding: the mean of equal decimals may miss them."""
    distance = pl.col("_x") - pl.col("mean")
    return (
        pl.when(distance.abs() > CRUMB * pl.col("mean").abs()).then(distance).otherwise(distance * 0).alias("_distance")
    )


def _with_stretch(rows: pl.DataFrame, chart: list[str], column: str) -> pl.DataFrame:
    """The same rows with how many rows in a row, they among them, have the same sign of `column`."""
    sign = f"{column}_sign"
    stretch = f"{column}_stretch"
    rows = rows.with_columns(pl.col(column).sign().alias(sign))
    rows = rows.with_columns(pl.col(sign).rle_id().over(chart).alias(stretch))
    return rows.with_columns(pl.len().over([*chart, stretch]).alias(stretch))


def _rules(chart: list[str], run_length: int, trend_length: int) -> pl.Expr:
    """Give the names of the rules each value breaks, in alphabetical order."""
    is_rising = (pl.col("_step_sign") != 0) & (pl.col("_step_stretch") >= trend_length - 1)
    broken = {
        "outside": pl.col("_distance").abs() > LIMIT_FACTOR * pl.col("moving_range_mean"),
        "run": (pl.col("_distance_sign") != 0) & (pl.col("_distance_stretch") >= run_length),
        # The value before the first step starts the trend.
        "trend": is_rising.fill_null(False) | is_rising.shift(-1).over(chart).fill_null(False),
        "two_of_three": _is_in_two_of_three(chart, 1) | _is_in_two_of_three(chart, -1),
    }
    names = [pl.when(is_broken.fill_null(False)).then(pl.lit(name)) for name, is_broken in broken.items()]
    return pl.when(pl.col("_enough")).then(pl.concat_list(names).list.drop_nulls()).alias("rules_broken")


def _is_in_two_of_three(chart: list[str], side: int) -> pl.Expr:
    """Say whether a value is beyond two sigma on a side, and so is another of three successive values with it."""
    two_sigma = 2 / 3 * LIMIT_FACTOR * pl.col("moving_range_mean")
    beyond = (pl.col("_distance") * side > two_sigma).cast(pl.Int8)
    # Null where a value of the three is missing, so that these three do not count.
    three = (beyond + beyond.shift(1).over(chart) + beyond.shift(2).over(chart)) >= 2
    threes = [three, three.shift(-1).over(chart), three.shift(-2).over(chart)]
    return (beyond == 1) & pl.any_horizontal([one.fill_null(False) for one in threes])
