"""Networks that the ministry combined: every name of one stands for the network at the end of its chain.

Rules: docs/explanation/networks.md 13.1.
"""

from collections.abc import Mapping

import polars as pl

DECIDING = ["physician_id", "group_id", "area_id"]
NETWORK_TEAM = ["network_id", "oht_id", *DECIDING]


def combine_networks(crosswalk: Mapping[str, pl.DataFrame], combined: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Give hospitals, areas and network_ohts of a crosswalk with combined networks under one name.

    `combined`: one row per network that was combined into another (network_id, combined_into), without a circle. Rows
    of network_ohts that become the same are one row, of the columns `NETWORK_TEAM`.
    """
    ends = chain_ends(combined)
    named = {name: rename_networks(crosswalk[name], ends) for name in ("hospitals", "areas", "network_ohts")}
    teams = named["network_ohts"].select(NETWORK_TEAM).unique().sort(NETWORK_TEAM, nulls_last=True)
    return {**named, "network_ohts": teams}


def chain_ends(combined: pl.DataFrame) -> dict[str, str]:
    """Give the last network of the chain of every network that was combined; raises ValueError on a circle."""
    into = dict(combined.select("network_id", "combined_into").iter_rows())
    return {name: _end_of(name, into) for name in into}


def rename_networks(rows: pl.DataFrame, names: Mapping[str, str]) -> pl.DataFrame:
    """The same rows; networks that `names` knows have the name it gives, the others their own."""
    return rows.with_columns(pl.col("network_id").replace(dict(names)))


def _end_of(name: str, into: Mapping[str, str]) -> str:
    at = name
    for _ in into:
        if at not in into:
            break
        at = into[at]
    if at in into:
        raise ValueError(f"The chain of combined networks that begins at {name} is a circle.")
    return at
