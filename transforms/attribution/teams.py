"""Network → Ontario Health Team, for providers.

Method: docs/explanation/method.md 5.6.
"""

import polars as pl

KEYS = ["physician_id", "group_id", "area_id"]


def sole_teams(network_ohts: pl.DataFrame) -> pl.DataFrame:
    """One row per network with a single OHT and no deciding key: network_id, oht_id."""
    return _single(network_ohts, ["network_id"], pl.all_horizontal(pl.col(key).is_null() for key in KEYS).all())


def decided_by(network_ohts: pl.DataFrame, key: str) -> pl.DataFrame:
    """One row per network and value of the key that decides for one OHT: network_id, the key, oht_id."""
    return _single(network_ohts.filter(pl.col(key).is_not_null()), ["network_id", key], pl.lit(True))


def decide_provider_teams(providers: pl.DataFrame, network_ohts: pl.DataFrame) -> pl.DataFrame:
    """One row per provider, with provider_oht_id: the OHT that needs no person's area to decide; null: none.

    `providers` come from `assign_corporations`, with physician_id and group_id; both null for centres, which no row of
    the crosswalk names.
    """
    sole = sole_teams(network_ohts).rename({"oht_id": "sole_oht"})
    own = decided_by(network_ohts, "physician_id").rename({"oht_id": "own_oht"})
    group = decided_by(network_ohts, "group_id").rename({"oht_id": "group_oht"})
    return (
        providers.join(sole, on="network_id", how="left")
        .join(own, on=["network_id", "physician_id"], how="left")
        .join(group, on=["network_id", "group_id"], how="left")
        .with_columns(pl.coalesce("sole_oht", "own_oht", "group_oht").alias("provider_oht_id"))
        .drop("sole_oht", "own_oht", "group_oht")
        .sort("provider_id")
    )


def _single(rows: pl.DataFrame, by: list[str], also: pl.Expr) -> pl.DataFrame:
    """One row per group of `by` that names exactly one OHT: the group and oht_id."""
    grouped = rows.group_by(by).agg(
        pl.col("oht_id").n_unique().alias("teams"), pl.col("oht_id").min(), also.alias("is_decided")
    )
    return grouped.filter((pl.col("teams") == 1) & pl.col("is_decided")).select(*by, "oht_id")
