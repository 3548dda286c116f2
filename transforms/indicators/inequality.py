"""How unequal results are between neighbourhoods: slope and relative index, and the gap between both ends.

Rules: docs/explanation/comparisons.md 24.
"""

import polars as pl

from transforms.indicators.counting import STRATUM, counts_of
from transforms.indicators.definition import Indicator
from transforms.indicators.membership import PARTS
from transforms.indicators.units import COUNT_KEY
from transforms.statistics.inequality import Kind, inequality_indices
from transforms.statistics.rank_gap import rank_gap

RANKED = ["deprivation", "income"]
UNEQUAL_LEVELS = ["oht", "province"]
RANKS = 5
PERCENT = 100
SCALED = ["slope_index", "slope_lower", "slope_upper", "absolute_gap", "absolute_lower", "absolute_upper"]


def kind_of(indicator: Indicator) -> Kind | None:
    """Give whether rows are counted or events happen; null: amounts or means, of which strata tell no variance."""
    if indicator.limits in ("poisson", "repeat"):
        return "rate"
    is_share_of_rows = indicator.multiplier == PERCENT and indicator.amount is None
    return "proportion" if indicator.limits in ("wilson", "clustered") and is_share_of_rows else None


def measure_inequality(indicator: Indicator, wide: pl.DataFrame, dimension: str, period: str) -> pl.DataFrame | None:
    """One row per OHT and the province: indices and gaps of an indicator over ranked neighbourhoods.

    Columns of the InequalityResults model. `wide`: sums of all indicators by stratum of the dimension. Null: the
    indicator has no such indices. Where a fifth is missing, all is null and the status says so.
    """
    kind = kind_of(indicator)
    if kind is None:
        return None
    groups = (
        counts_of(wide, indicator, PARTS, [*COUNT_KEY, STRATUM])
        .filter(pl.col("level").is_in(UNEQUAL_LEVELS) & pl.col(STRATUM).is_not_null())
        .with_columns(pl.col(STRATUM).cast(pl.Int64).alias("rank"))
    )
    indices = inequality_indices(groups, kind, COUNT_KEY, RANKS)
    gaps = rank_gap(groups, kind, COUNT_KEY, RANKS).rename(
        {"relative_lower": "relative_gap_lower", "relative_upper": "relative_gap_upper"}
    )
    return (
        indices.join(gaps, on=COUNT_KEY, how="inner")
        .with_columns(pl.col(SCALED) * indicator.multiplier)
        .select(
            pl.lit(indicator.id).alias("indicator_id"),
            pl.lit(period).alias("period"),
            *COUNT_KEY,
            pl.lit(dimension).alias("dimension"),
            *[name for name in indices.columns if name not in COUNT_KEY],
            *[name for name in gaps.columns if name not in COUNT_KEY],
        )
        .sort(COUNT_KEY)
    )
