"""Round two: each physician's hospital corporation.

Method: docs/explanation/method.md 5.2 to 5.5.
"""

import math

import polars as pl

from transforms.attribution.choice import Step, choose

EARTH_RADIUS_METRES = 6_371_000.0
CHAIN = [
    Step("admissions", "admissions"),
    Step("patients", "patients"),
    Step("latest_date", "latest"),
    Step("distance_metres", "distance", is_more_better=False),
    Step("corporation_id", "id", is_more_better=False),
]


def assign_corporations(
    admissions: pl.DataFrame, physicians: pl.DataFrame, hospitals: pl.DataFrame, areas: pl.DataFrame, minimum: int
) -> pl.DataFrame:
    """One row per physician: the physician's columns, corporation_id, network_id, network_basis, hospital_tie_step.

    `network_basis`: own_admissions, group_admissions, nearest or none. `corporation_id` is null for none;
    `network_id` is null when the corporation has none. `hospital_tie_step`: what told the corporation from the
    runner-up (admissions, patients, latest, distance, id; none: it was alone).
    """
    distances = measure_distances(physicians, hospitals, areas)
    own = _enough(admissions, minimum).pipe(_best, distances, "own_admissions")
    group = _best(_pool_groups(admissions, physicians), distances, "group_admissions")
    nearest = _nearest(distances)
    ranked = pl.concat([own, group, nearest]).unique("physician_number", keep="first", maintain_order=True)
    networks = hospitals.group_by("corporation_id").agg(pl.col("network_id").drop_nulls().min())
    return (
        physicians.join(ranked, on="physician_number", how="left")
        .join(networks, on="corporation_id", how="left")
        .with_columns(pl.col("network_basis").fill_null("none"))
        .sort("physician_number")
    )


def measure_distances(physicians: pl.DataFrame, hospitals: pl.DataFrame, areas: pl.DataFrame) -> pl.DataFrame:
    """One row per physician and corporation: distance_metres from the practice's area to the nearest site.

    Physicians without a known practice area are absent. Equirectangular projection, whole metres.
    """
    places = physicians.join(areas, on="area_id", how="inner").select("area_id", "latitude", "longitude").unique()
    sites = hospitals.select("corporation_id", "network_id", "latitude", "longitude")
    radian = math.pi / 180
    north = (pl.col("latitude_right") - pl.col("latitude")) * radian
    middle = (pl.col("latitude_right") + pl.col("latitude")) / 2 * radian
    east = (pl.col("longitude_right") - pl.col("longitude")) * radian * middle.cos()
    metres = ((north * north + east * east).sqrt() * EARTH_RADIUS_METRES).round().cast(pl.Int64)
    by_area = (
        places.join(sites, how="cross")
        .with_columns(metres.alias("distance_metres"))
        .group_by("area_id", "corporation_id")
        .agg(pl.col("distance_metres").min(), pl.col("network_id").is_not_null().any().alias("has_network"))
    )
    return physicians.select("physician_number", "area_id").join(by_area, on="area_id", how="inner").drop("area_id")


def _enough(admissions: pl.DataFrame, minimum: int) -> pl.DataFrame:
    """The same rows, of the physicians whose admissions reach the minimum."""
    return admissions.filter(pl.col("admissions").sum().over("physician_number") >= minimum)


def _pool_groups(admissions: pl.DataFrame, physicians: pl.DataFrame) -> pl.DataFrame:
    """One row per physician of a group and corporation: the admissions of the whole group."""
    groups = physicians.filter(pl.col("group_id").is_not_null()).select("physician_number", "group_id")
    pooled = (
        admissions.join(groups, on="physician_number", how="inner")
        .group_by("group_id", "corporation_id")
        .agg(pl.col("admissions").sum(), pl.col("patients").sum(), pl.col("latest_date").max())
    )
    return groups.join(pooled, on="group_id", how="inner").drop("group_id")


def _best(candidates: pl.DataFrame, distances: pl.DataFrame, basis: str) -> pl.DataFrame:
    """One row per physician: physician_number, corporation_id, network_basis, hospital_tie_step; far ones last."""
    measured = candidates.join(distances, on=["physician_number", "corporation_id"], how="left")
    return _named(choose(measured, "physician_number", CHAIN, "hospital_tie_step"), basis)


def _nearest(distances: pl.DataFrame) -> pl.DataFrame:
    """One row per physician with a practice area: the nearest corporation that has a network, as in `_best`."""
    return _named(
        choose(distances.filter("has_network"), "physician_number", CHAIN[-2:], "hospital_tie_step"), "nearest"
    )


def _named(chosen: pl.DataFrame, basis: str) -> pl.DataFrame:
    """The same rows with the basis of the choice."""
    return chosen.select(
        "physician_number", "corporation_id", pl.lit(basis).alias("network_basis"), "hospital_tie_step"
    )
