"""Series over all periods: values, changes, and which rules of a control chart a value breaks.

Rule: docs/explanation/comparisons.md 28. Made of results as they may be shown: a hidden value is a gap in its chart.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import gcd

import polars as pl

from transforms.comparisons.trend import SERIES, build_trend
from transforms.indicators.definition import Indicator
from transforms.statistics.control_chart import xmr_chart

CHART = ["mean", "lower_natural", "upper_natural", "rules_broken", "chart_status"]


def build_series(results: pl.DataFrame, definitions: Mapping[str, Indicator]) -> pl.DataFrame:
    """One row per indicator, level, unit and period, sorted by unit and period: the trend with its chart.

    `results`: as they may be shown, of several periods (`release_results`). Added to the columns of `build_trend`:
    series, the number of the series of its unit from 1 in the order of their first periods; state, suppression,
    not_computable; mean, lower_natural and upper_natural, the limits of the chart; rules_broken (null: fewer than
    twelve values) and chart_status. Periods that were not computed are gaps, and end the patterns of the rules.
    """
    labels = results.select(*SERIES, "period", "state", "suppression", "not_computable")
    rows = build_trend(results, definitions).join(labels, on=[*SERIES, "period"], how="left")
    unit = ["indicator_id", "level", "unit_id"]
    first = pl.col("period").min().over(SERIES)
    numbered = rows.with_columns(first.alias("_first")).with_columns(
        pl.struct("_first", "definition_version", "method_id").rank("dense").over(unit).cast(pl.Int64).alias("series")
    )
    return (
        numbered.drop("_first").join(_charts(rows), on=[*SERIES, "period"], how="left").sort(*unit, "period", "series")
    )


def overlapping(periods: Sequence[str], window_months: int) -> bool:
    """Tell whether windows of so many months share days between any two neighbouring periods."""
    months = sorted({_month(period) for period in periods})
    return any(later - earlier < window_months for earlier, later in pairwise(months))


def _charts(rows: pl.DataFrame) -> pl.DataFrame:
    """One row per series and period: the chart."""
    parts = rows.select(*SERIES, "period", "value").partition_by(SERIES, maintain_order=True)
    grids = [_with_gaps(part) for part in parts]
    charted = xmr_chart(pl.concat([rows.select(*SERIES, "period", "value").clear(), *grids]), SERIES)
    limits = {"lower": "lower_natural", "upper": "upper_natural"}
    return charted.rename(limits).select(*SERIES, "period", *CHART)


def _with_gaps(part: pl.DataFrame) -> pl.DataFrame:
    """One row per period of one series, at the widest step that meets all of them, null where none was computed."""
    months = sorted(_month(period) for period in part["period"])
    step = gcd(*[month - months[0] for month in months]) or 1
    names = [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(months[0], months[-1] + 1, step)]
    key = part.select(SERIES).head(1)
    return key.join(pl.DataFrame({"period": names}), how="cross").join(part, on=[*SERIES, "period"], how="left")


def _month(period: str) -> int:
    """Give the number of the month, counted from the year 0."""
    return int(period[:4]) * 12 + int(period[5:]) - 1
