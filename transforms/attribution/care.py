"""Care of the look-back, summed year by year, so that methods of other look-backs, weights and rules share the sums.

Method: docs/explanation/method.md 2 and 4. Year 1 is the year that ends at the period end, year 2 the one before.
"""

import datetime as dt
from collections.abc import Sequence

import polars as pl

from reference.load import Method
from transforms.attribution.windows import in_window
from transforms.dates import years_before

CARE_KEY = ["person_id", "physician_id"]
AMOUNTS = ["value_cents", "paid_cents", "visits", "visit_dates"]
WEIGHTS = {"schedule_value": "value_cents", "fee_paid": "paid_cents", "visits": "visits"}
DATES_AS_VISITS = "date"


def year_of(column: str, period_end: dt.date, years: int, window: str) -> pl.Expr:
    """Give the year of the look-back a date lies in, from 1; null outside all `years` of them."""
    ends = [years_before(period_end, year) for year in range(years + 1)]
    return pl.coalesce(
        pl.when(in_window(column, ends[year], ends[year - 1], window)).then(pl.lit(year, pl.Int8))
        for year in range(1, years + 1)
    )


def summarise_care(
    lines: pl.DataFrame, period_end: dt.date, years: int, window: str, also_by: Sequence[str] = ()
) -> pl.DataFrame:
    """One row per person, physician, further key and year of the look-back with lines, sorted by these.

    Amounts: value_cents, paid_cents, visits (lines), visit_dates; last_date. All but the last add up over years.
    `lines` have person_id, physician_id, service_date, value_cents, paid_cents and the columns of `also_by`.
    """
    key = [*CARE_KEY, *also_by, "year"]
    return (
        _in_order(lines, [*CARE_KEY, *also_by, "service_date"])
        .with_columns(year_of("service_date", period_end, years, window).alias("year"))
        .filter(pl.col("year").is_not_null())
        .group_by(key)
        .agg(
            pl.col("value_cents").sum(),
            pl.col("paid_cents").sum(),
            pl.len().cast(pl.Int64).alias("visits"),
            pl.col("is_new_day").sum().cast(pl.Int64).alias("visit_dates"),
            pl.col("service_date").max().alias("last_date"),
        )
        .sort(key)
    )


def _in_order(lines: pl.DataFrame, order: list[str]) -> pl.DataFrame:
    """The same rows, in this order and marked with is_new_day where a column of it differs from the row before.

    Stored lines are in order already; to see that costs much less than to group them by day.
    """
    differs = pl.any_horizontal(pl.col(name).ne_missing(pl.col(name).shift(1)) for name in order)
    ordered = lines if _is_in_order(lines, order) else lines.sort(order)
    return ordered.with_columns(differs.alias("is_new_day"))


def _is_in_order(lines: pl.DataFrame, order: list[str]) -> bool:
    """Say whether the rows ascend by the columns of `order`, compared from the first to the last."""
    ascends = pl.lit(True)
    for name in reversed(order):
        now, before = pl.col(name), pl.col(name).shift(1)
        ascends = (now > before) | ((now == before) & ascends)
    return bool(lines.select(ascends.fill_null(True).all()).item())


def weigh_care(care: pl.DataFrame, method: Method) -> pl.DataFrame:
    """One row per key of `care` but the year, over the method's look-back: value, visits, visit_dates, last_date.

    `care` comes from `summarise_care`, its physicians possibly numbered. `value` is what the method weighs by.
    """
    key = [name for name in care.columns if name not in {"year", "last_date", *AMOUNTS}]
    summed = (
        care.filter(pl.col("year") <= method.look_back_years)
        .group_by(key)
        .agg(pl.col(AMOUNTS).sum(), pl.col("last_date").max())
    )
    visits = "visit_dates" if method.visit == DATES_AS_VISITS else "visits"
    counted = summed.with_columns(pl.col(visits).alias("visits"))
    return counted.select(*key, pl.col(WEIGHTS[method.weight]).alias("value"), "visits", "visit_dates", "last_date")
