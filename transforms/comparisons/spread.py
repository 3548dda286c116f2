"""How the values of practices are spread within each peer group, and what its best quarter reach; exact.

Rules: docs/explanation/comparisons.md 25 and 27. What of it may be shown is decided in `transforms.disclosure.peers`.
"""

from collections.abc import Mapping

import polars as pl

from transforms.comparisons.benchmark import best_quarter
from transforms.indicators.definition import Indicator

QUANTILES = {"peers_p10": 0.10, "peers_p25": 0.25, "peers_p50": 0.50, "peers_p75": 0.75, "peers_p90": 0.90}
GROUP_KEY = ["indicator_id", "peer_group"]


def find_peers(results: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """One row per indicator, peer group and practice in it that has a value.

    `results` follow the Results model; `members` come from `list_peers`.
    """
    practices = results.filter((pl.col("level") == "practice") & pl.col("value").is_not_null())
    return practices.join(members.rename({"physician_id": "unit_id"}), on="unit_id", how="inner").sort(
        *GROUP_KEY, "unit_id"
    )


def describe_spread(peers: pl.DataFrame) -> pl.DataFrame:
    """One row per indicator and peer group with a practice: peers_count and the percentiles of the values."""
    values = pl.col("value")
    quantiles = [values.quantile(share, "linear").alias(name) for name, share in QUANTILES.items()]
    return peers.group_by(GROUP_KEY).agg(pl.len().cast(pl.Int64).alias("peers_count"), *quantiles).sort(GROUP_KEY)


def describe_best(peers: pl.DataFrame, definitions: Mapping[str, Indicator]) -> pl.DataFrame:
    """One row per indicator with a direction and peer group: benchmark_practices (those large enough), benchmark_value.

    The columns of GROUP_KEY stand first. A group without a practice large enough has no row.
    """
    parts = [
        best_quarter(part, definitions).select(
            "indicator_id",
            pl.lit(str(name)).alias("peer_group"),
            pl.col("units").alias("benchmark_practices"),
            "benchmark_value",
        )
        for (name,), part in peers.partition_by("peer_group", as_dict=True).items()
    ]
    types = {"benchmark_practices": pl.Int64, "benchmark_value": pl.Float64}
    nothing = pl.DataFrame(schema=dict.fromkeys(GROUP_KEY, pl.String) | types)
    return pl.concat([nothing, *parts]).sort(GROUP_KEY)
