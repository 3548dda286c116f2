"""Round two: each postal area's network and team, by what most of its residents have.

Method: docs/explanation/method.md 5.8.
"""

from collections.abc import Sequence

import polars as pl

from reference.load import Method
from transforms.attribution.choice import Step, choose
from transforms.attribution.hospitals import find_nearest, measure_distances, networks_of_corporations
from transforms.attribution.teams import decided_by, sole_teams
from transforms.attribution.tiers import PROVIDERS

PLURALITY = [
    Step("persons", "persons"),
    Step("distance_metres", "distance", is_more_better=False),
    Step("network_id", "id", is_more_better=False),
]
PLACED = ["area_id", "network_id", "area_basis"]


def place_areas(
    residents: Sequence[pl.DataFrame],
    networks: pl.DataFrame,
    areas: pl.DataFrame,
    hospitals: pl.DataFrame,
    network_ohts: pl.DataFrame,
    method: Method,
) -> pl.DataFrame:
    """One row per area that is in the table or has residents with a network, sorted: network, area_basis and OHT.

    `residents`: one frame a bucket, one row per area and provider with persons. `networks`: one row per provider
    (physician_id or centre_id) and its network_id (null: none). area_basis: plurality, nearest, supplied; null and no
    network where none can be told. oht_id is null where the network leads to no single team.
    """
    distances = measure_distances(areas.with_columns(pl.col("area_id").alias("provider_id")), hospitals, areas)
    rules = [_by_plurality(residents, networks, distances, hospitals), _by_nearest(distances, hospitals)]
    if method.area_rule == "supplied":
        rules.insert(0, _supplied(areas))
    placed = pl.concat(rules).unique("area_id", keep="first", maintain_order=True)
    everywhere = pl.concat([areas.select("area_id"), placed.select("area_id")]).unique()
    return everywhere.join(placed, on="area_id", how="left").pipe(_with_team, network_ohts).sort("area_id")


def count_votes(residents: Sequence[pl.DataFrame], networks: pl.DataFrame) -> pl.DataFrame:
    """One row per area and network: residents whose provider has that network, most first."""
    nobody = pl.DataFrame(schema={"area_id": pl.String, **dict.fromkeys(PROVIDERS, pl.String), "persons": pl.Int64})
    by_provider = pl.concat([nobody, *residents]).group_by("area_id", *PROVIDERS).agg(pl.col("persons").sum())
    return (
        by_provider.join(networks, on=PROVIDERS, how="inner", nulls_equal=True)
        .filter(pl.col("network_id").is_not_null())
        .group_by("area_id", "network_id")
        .agg(pl.col("persons").sum())
        .sort(["area_id", "persons", "network_id"], descending=[False, True, False])
    )


def _by_plurality(
    residents: Sequence[pl.DataFrame], networks: pl.DataFrame, distances: pl.DataFrame, hospitals: pl.DataFrame
) -> pl.DataFrame:
    """One row per area with residents whose provider has a network: the network of most of them."""
    counts = count_votes(residents, networks)
    far = distances.join(networks_of_corporations(hospitals), on="corporation_id", how="inner").group_by(
        pl.col("provider_id").alias("area_id"), "network_id"
    )
    measured = counts.join(far.agg(pl.col("distance_metres").min()), on=["area_id", "network_id"], how="left")
    return choose(measured, "area_id", PLURALITY).with_columns(pl.lit("plurality").alias("area_basis")).select(PLACED)


def _by_nearest(distances: pl.DataFrame, hospitals: pl.DataFrame) -> pl.DataFrame:
    """One row per area of the table: the network of the nearest corporation that has one."""
    return (
        find_nearest(distances)
        .join(networks_of_corporations(hospitals), on="corporation_id", how="inner")
        .select(pl.col("provider_id").alias("area_id"), "network_id", pl.lit("nearest").alias("area_basis"))
    )


def _supplied(areas: pl.DataFrame) -> pl.DataFrame:
    """One row per area that the table gives a network."""
    return areas.filter(pl.col("network_id").is_not_null()).select(
        "area_id", "network_id", pl.lit("supplied").alias("area_basis")
    )


def _with_team(areas: pl.DataFrame, network_ohts: pl.DataFrame) -> pl.DataFrame:
    """The same rows with oht_id: the network's only team, else the one that the area decides for."""
    sole = sole_teams(network_ohts).rename({"oht_id": "sole_oht"})
    own = decided_by(network_ohts, "area_id").rename({"oht_id": "own_oht"})
    return (
        areas.join(sole, on="network_id", how="left")
        .join(own, on=["network_id", "area_id"], how="left")
        .select(*PLACED, pl.coalesce("sole_oht", "own_oht").alias("oht_id"))
    )
