"""The skeleton of the synthetic province at any size: its networks with people and physicians, without any claim."""

import polars as pl

from schemas.networks import Networks
from synthetic.geography import Geography, build_geography, ohts_table
from synthetic.scale import Scale
from synthetic.workforce import Workforce, build_workforce

FULL_SIZE_PEOPLE = 15_623_207
PRIMARY_CARE = ["00", "05"]


def full_size_structure(people: int = FULL_SIZE_PEOPLE, seed: int = 1) -> dict[str, pl.DataFrame]:
    """Give the tables `networks` (the Networks model), `hospitals` and `ohts` of a province of so many people.

    Physicians belong to the network of the area they practise in, and people to that of the family physician on whose
    panel they are: of all people each panel has its share by weight.
    """
    scale = Scale(people=people, seed=seed)
    geography = build_geography(scale.people)
    workforce = build_workforce(scale.people, scale.seed, geography)
    hospitals = geography.hospitals.select(
        pl.col("hospital_no").alias("hospital_id"),
        pl.col("corporation_no").alias("corporation_id"),
        pl.col("network_no").alias("network_id"),
    )
    return {
        "networks": _networks(geography, workforce, hospitals, people),
        "hospitals": hospitals,
        "ohts": ohts_table(geography),
    }


def _networks(geography: Geography, workforce: Workforce, hospitals: pl.DataFrame, people: int) -> pl.DataFrame:
    """One row per network of the areas (the Networks model)."""
    placed = (
        _placed(geography, workforce)
        .group_by("network_id")
        .agg(
            (pl.col("people_share") * people).sum().round().cast(pl.Int64).alias("people"),
            pl.col("specialty").is_in(PRIMARY_CARE).sum().cast(pl.Int64).alias("family_physicians"),
            (~pl.col("specialty").is_in(PRIMARY_CARE)).sum().cast(pl.Int64).alias("specialists"),
        )
    )
    corporations = hospitals.group_by("network_id").agg(
        pl.col("corporation_id").n_unique().cast(pl.Int64).alias("corporations")
    )
    table = placed.join(corporations, on="network_id", how="left").select(
        "network_id",
        pl.lit("supplied").alias("network_rule"),
        pl.col("corporations").fill_null(0),
        "people",
        "family_physicians",
        "specialists",
    )
    return Networks.validate(table.sort("network_id"))


def _placed(geography: Geography, workforce: Workforce) -> pl.DataFrame:
    """One row per physician: network_id of the practice's area, specialty, and the panel's share of the people."""
    networks = pl.DataFrame(
        [
            {"area_id": area_id, "network_id": network_id}
            for place in geography.places
            for area_id, network_id in zip(place.town.area_ids, place.area_networks, strict=True)
        ]
    )
    panel = pl.when(pl.col("practice") == "comprehensive").then("weight").otherwise(0.0)
    return workforce.physicians.join(networks, on="area_id", how="inner").select(
        "network_id", "specialty", (panel / panel.sum()).alias("people_share")
    )
