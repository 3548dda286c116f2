"""The gap between the highest and the lowest rank of a population, such as the fifth and the first quintile of income.

Absolute: highest minus lowest; relative: highest over lowest. The limits are those of `two_groups`: for proportions
Newcombe's method 10 and Katz's log method, for rates joined Byar limits and the log method. The ranks between are not
used; for an index of all of them see `inequality`.
"""

from collections.abc import Sequence

import polars as pl

from transforms.statistics.inequality import COMPLETE, MISSING_GROUP, Kind, refuse_wrong_ranks
from transforms.statistics.two_groups import (
    difference_of_proportions_limits,
    difference_of_rates_limits,
    ratio_of_proportions_limits,
    ratio_of_rates_limits,
)

METHODS = {
    "proportion": (difference_of_proportions_limits, ratio_of_proportions_limits),
    "rate": (difference_of_rates_limits, ratio_of_rates_limits),
}
NO_RATIO = "no_event_in_a_group"
GAPS = ["absolute_gap", "absolute_lower", "absolute_upper", "relative_gap", "relative_lower", "relative_upper"]


def rank_gap(
    groups: pl.DataFrame, kind: Kind, keys: Sequence[str] = (), ranks: int = 5, confidence: float = 0.95
) -> pl.DataFrame:
    """One row per combination of `keys` (one row in all without keys): both gaps with limits, and gap_status.

    `groups` as in `inequality_indices`. Status `missing_group`: the lowest or the highest rank is absent, null, without
    a denominator, or (proportion) impossible, and all is null; `no_event_in_a_group`: the relative gap has no limits,
    and is itself null when the lowest rank has no event. A rank given twice, or outside the ranks, raises ValueError.
    """
    refuse_wrong_ranks(groups, list(keys), ranks)
    ends = groups.group_by(list(keys) or [pl.lit(0).alias("_all")]).agg(
        pl.col(column).filter(pl.col("rank") == rank).first().alias(f"{end}_{column}")
        for end, rank in (("low", 1), ("high", ranks))
        for column in ("numerator", "denominator")
    )
    high, low = ((pl.col(f"{end}_numerator"), pl.col(f"{end}_denominator")) for end in ("high", "low"))
    difference_limits, ratio_limits = (method(high, low, confidence) for method in METHODS[kind])
    share, other = (count.cast(pl.Float64) / size for count, size in (high, low))
    is_complete = difference_limits[0].is_not_null()
    has_ratio = is_complete & (low[0] > 0)
    gaps = [
        pl.when(is_complete).then(share - other),
        *difference_limits,
        pl.when(has_ratio).then(share / other),
        *ratio_limits,
    ]
    named = [gap.alias(name) for gap, name in zip(gaps, GAPS, strict=True)]
    status = (
        pl.when(pl.col("absolute_gap").is_null())
        .then(pl.lit(MISSING_GROUP))
        .when(pl.col("relative_lower").is_null())
        .then(pl.lit(NO_RATIO))
        .otherwise(pl.lit(COMPLETE))
        .alias("gap_status")
    )
    found = ends.with_columns(named).with_columns(status).select(*keys, *GAPS, "gap_status")
    return found.sort(keys) if keys else found
