"""Shares that the crosswalk means teams to have, beside those that attribution gives.

Method: docs/explanation/reliability.md 15.9, docs/explanation/networks.md 13.4.
"""

import polars as pl

NETWORK_KEY = ["network_id", "oht_id"]
SHARE = "population_share"


def count_network_teams(attribution: pl.DataFrame) -> pl.DataFrame:
    """One row per network that led to a team, and that team, of a bucket: persons; adds up over buckets."""
    led = attribution.filter(pl.col("network_id").is_not_null() & pl.col("oht_id").is_not_null())
    return led.group_by(NETWORK_KEY).agg(pl.len().cast(pl.Int64).alias("persons")).sort(NETWORK_KEY)


def compare_shares(counts: pl.DataFrame, network_ohts: pl.DataFrame, combined: pl.DataFrame) -> pl.DataFrame:
    """One row per network and team of the networks with a share: given_share (null: not named), persons; sorted.

    `counts` from `count_network_teams` over all buckets, of the attribution as recomputed. Networks that took part in a
    combination (`combined`: network_id, combined_into) are left out, since shares are of each as it was.
    """
    took_part = pl.concat([combined["network_id"], combined["combined_into"]]).unique()
    of_itself = ~pl.col("network_id").is_in(took_part.implode())
    named = network_ohts.filter(pl.col(SHARE).is_not_null() & of_itself)
    given = named.select(*NETWORK_KEY, pl.col(SHARE).alias("given_share")).unique()
    of_networks = counts.join(given.select("network_id").unique(), on="network_id", how="semi")
    both = given.join(of_networks, on=NETWORK_KEY, how="full", coalesce=True)
    return both.select(*NETWORK_KEY, "given_share", pl.col("persons").fill_null(0)).sort(NETWORK_KEY)
