"""Round two: each provider's hospital corporation.

Method: docs/explanation/method.md 5.2 to 5.5, networks.md 13.3.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from transforms.attribution.choice import Step, choose

EARTH_RADIUS_METRES = 6_371_000.0
TIES = (
    Step("patients", "patients"),
    Step("latest_date", "latest"),
    Step("distance_metres", "distance", is_more_better=False),
    Step("corporation_id", "id", is_more_better=False),
)
BY_ADMISSIONS = (Step("admissions", "admissions"), *TIES)
BY_SERVICES = (Step("services", "services"), *TIES)


@dataclass(frozen=True)
class Evidence:
    """What leads providers to hospitals: one row per provider_id and corporation_id, with patients and latest_date.

    `admissions` of the provider's people, column `admissions`; a specialist's inpatient `services`, column `services`.
    """

    admissions: pl.DataFrame
    services: pl.DataFrame


def assign_corporations(
    evidence: Evidence, providers: pl.DataFrame, hospitals: pl.DataFrame, areas: pl.DataFrame, minimum: int
) -> pl.DataFrame:
    """One row per provider: the provider's columns, corporation_id, network_id, network_basis, hospital_tie_step.

    `providers` are physicians or centres as provider_id, with area_id and group_id (null: none). `network_basis`:
    inpatient_services, own_admissions, group_admissions, nearest or none. `corporation_id` is null for none;
    `network_id` is null when the corporation has none. `hospital_tie_step`: what told the corporation from the
    runner-up (services, admissions, patients, latest, distance, id; none: it was alone).
    """
    distances, admissions = measure_distances(providers, hospitals, areas), evidence.admissions
    services = _best(evidence.services, BY_SERVICES, distances, "inpatient_services")
    own = _best(_enough(admissions, minimum), BY_ADMISSIONS, distances, "own_admissions")
    group = _best(_pool_groups(admissions, providers), BY_ADMISSIONS, distances, "group_admissions")
    found = [services, own, group, find_nearest(distances)]
    ranked = pl.concat(found).unique("provider_id", keep="first", maintain_order=True)
    return (
        providers.join(ranked, on="provider_id", how="left")
        .join(networks_of_corporations(hospitals), on="corporation_id", how="left")
        .with_columns(pl.col("network_basis").fill_null("none"))
        .sort("provider_id")
    )


def networks_of_corporations(hospitals: pl.DataFrame) -> pl.DataFrame:
    """One row per corporation that has a network: all its sites name it, though several deliveries speak of them."""
    sites = pl.col("network_id")
    return (
        hospitals.group_by("corporation_id")
        .agg(sites.first(), sites.n_unique().alias("networks"))
        .filter(pl.col("networks") == 1, pl.col("network_id").is_not_null())
        .select("corporation_id", "network_id")
    )


def find_nearest(distances: pl.DataFrame) -> pl.DataFrame:
    """One row per provider with a known area: the nearest corporation that has a network, as in `_best`."""
    return _named(choose(distances.filter("has_network"), "provider_id", TIES[-2:], "hospital_tie_step"), "nearest")


def measure_distances(providers: pl.DataFrame, hospitals: pl.DataFrame, areas: pl.DataFrame) -> pl.DataFrame:
    """One row per provider and corporation: distance_metres from the area to the nearest site, and has_network.

    Providers without a known area are absent, and so are corporations none of whose sites has a known place.
    """
    places = providers.join(areas, on="area_id", how="inner").select("area_id", "latitude", "longitude").unique()
    with_network = networks_of_corporations(hospitals)["corporation_id"].implode()
    by_area = (
        measure_sites(places, hospitals)
        .group_by("area_id", "corporation_id")
        .agg(pl.col("distance_metres").min())
        .with_columns(pl.col("corporation_id").is_in(with_network).alias("has_network"))
    )
    return providers.select("provider_id", "area_id").join(by_area, on="area_id", how="inner").drop("area_id")


def measure_sites(places: pl.DataFrame, hospitals: pl.DataFrame) -> pl.DataFrame:
    """One row per place and hospital site: the columns of the place, corporation_id, distance_metres.

    Equirectangular projection, whole metres. A place or a site without latitude or longitude is absent.
    """
    here, sites = (rows.drop_nulls(["latitude", "longitude"]) for rows in (places, hospitals))
    radian = math.pi / 180
    north = (pl.col("latitude_right") - pl.col("latitude")) * radian
    middle = (pl.col("latitude_right") + pl.col("latitude")) / 2 * radian
    east = (pl.col("longitude_right") - pl.col("longitude")) * radian * middle.cos()
    metres = ((north * north + east * east).sqrt() * EARTH_RADIUS_METRES).round().cast(pl.Int64)
    return (
        here.join(sites.select("corporation_id", "latitude", "longitude"), how="cross")
        .with_columns(metres.alias("distance_metres"))
        .drop("latitude", "longitude", "latitude_right", "longitude_right")
    )


def _enough(admissions: pl.DataFrame, minimum: int) -> pl.DataFrame:
    """The same rows, of the providers whose admissions reach the minimum."""
    return admissions.filter(pl.col("admissions").sum().over("provider_id") >= minimum)


def _pool_groups(admissions: pl.DataFrame, providers: pl.DataFrame) -> pl.DataFrame:
    """One row per provider of a group and corporation: the admissions of the whole group."""
    groups = providers.filter(pl.col("group_id").is_not_null()).select("provider_id", "group_id")
    pooled = (
        admissions.join(groups, on="provider_id", how="inner")
        .group_by("group_id", "corporation_id")
        .agg(pl.col("admissions").sum(), pl.col("patients").sum(), pl.col("latest_date").max())
    )
    return groups.join(pooled, on="group_id", how="inner").drop("group_id")


def _best(candidates: pl.DataFrame, chain: Sequence[Step], distances: pl.DataFrame, basis: str) -> pl.DataFrame:
    """One row per provider: provider_id, corporation_id, network_basis, hospital_tie_step; far ones last."""
    measured = candidates.join(distances, on=["provider_id", "corporation_id"], how="left")
    return _named(choose(measured, "provider_id", chain, "hospital_tie_step"), basis)


def _named(chosen: pl.DataFrame, basis: str) -> pl.DataFrame:
    """The same rows with the basis of the choice."""
    return chosen.select("provider_id", "corporation_id", pl.lit(basis).alias("network_basis"), "hospital_tie_step")
