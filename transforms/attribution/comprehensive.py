"""Which family physicians keep a comprehensive practice: days worked and the share of core care, over all buckets.

Method: docs/explanation/method.md 2.3. A bucket gives counts that add up and days as bits of six whole numbers, so that
distinct days can be united over buckets without a row a day.
"""

import datetime as dt

import polars as pl

from reference.load import Method
from transforms.attribution.care import year_of
from transforms.dates import years_before

BITS = 64
WORDS = [f"days_{word}" for word in range(6)]
ACTIVITY_KEY = ["physician_id", "year"]


def count_activity(
    core_lines: pl.DataFrame, other_lines: pl.DataFrame, period_end: dt.date, years: int, window: str
) -> pl.DataFrame:
    """One row per physician and year of the look-back, sorted: core_lines, lines, and the days as bits in six words.

    The lines are those of registered persons of a bucket; paediatricians' lines do not count.
    """
    active = other_lines.filter(pl.col("line_kind") != "paediatric_core").select("physician_id", "service_date")
    lines = pl.concat(
        [
            core_lines.select("physician_id", "service_date", pl.lit(1, pl.Int64).alias("is_core")),
            active.with_columns(pl.lit(0, pl.Int64).alias("is_core")),
        ]
    )
    by_day = (
        lines.with_columns(year_of("service_date", period_end, years, window).alias("year"))
        .filter(pl.col("year").is_not_null())
        .group_by(*ACTIVITY_KEY, "service_date")
        .agg(pl.col("is_core").sum().alias("core_lines"), pl.len().cast(pl.Int64).alias("lines"))
        .with_columns(_day_of_year(period_end, years).alias("day"))
    )
    sums = [pl.col("core_lines").sum(), pl.col("lines").sum()]
    return by_day.group_by(ACTIVITY_KEY).agg(*sums, *_words()).sort(ACTIVITY_KEY)


def add_up_activity(partials: list[pl.DataFrame]) -> pl.DataFrame:
    """One row per physician and year over all buckets, sorted: core_lines, lines, days (distinct)."""
    united = (
        pl.concat(partials).group_by(ACTIVITY_KEY).agg(pl.col("core_lines", "lines").sum(), pl.col(WORDS).bitwise_or())
    )
    days = pl.sum_horizontal(pl.col(word).bitwise_count_ones() for word in WORDS).cast(pl.Int64)
    return united.select(*ACTIVITY_KEY, "core_lines", "lines", days.alias("days")).sort(ACTIVITY_KEY)


def judge_physicians(activity: pl.DataFrame, method: Method) -> pl.DataFrame:
    """One row per family physician with lines in the look-back, sorted by id.

    most_days (in the busiest year), core_lines and lines (of the whole look-back), is_comprehensive. `activity` comes
    from `add_up_activity`.
    """
    enough_days = pl.col("most_days") >= method.comprehensive_minimum_days
    enough_core = pl.col("core_lines") * 100 > pl.col("lines") * method.comprehensive_core_percent
    return (
        activity.filter(pl.col("year") <= method.look_back_years)
        .group_by("physician_id")
        .agg(pl.col("days").max().alias("most_days"), pl.col("core_lines").sum(), pl.col("lines").sum())
        .with_columns((enough_days & enough_core).alias("is_comprehensive"))
        .sort("physician_id")
    )


def _day_of_year(period_end: dt.date, years: int) -> pl.Expr:
    """Give the number of days from the date to the end of its year of the look-back, 0 to 366."""
    ends = {year: years_before(period_end, year - 1) for year in range(1, years + 1)}
    end = pl.col("year").replace_strict(ends, return_dtype=pl.Date)
    return (end - pl.col("service_date")).dt.total_days()


def _words() -> list[pl.Expr]:
    """Give the six numbers whose bits are the days; each day is there once, so that sums are unions."""
    bit = pl.lit(2, pl.UInt64).pow((pl.col("day") % BITS).cast(pl.UInt32))
    of_word = pl.col("day") // BITS
    return [
        pl.when(of_word == word).then(bit).otherwise(pl.lit(0, pl.UInt64)).sum().alias(name)
        for word, name in enumerate(WORDS)
    ]
