"""The skeleton of the synthetic province at any size: its networks with people and physicians, without any claim."""

import polars as pl

from schemas.networks import Networks
from synthetic.geography import Geography, build_geography, ohts_table
from synthetic.scale import Scale
from synthetic.workforce import Workforce, build_workforce, place_weights

FULL_SIZE_PEOPLE = 15_623_207
PRIMARY_CARE = ["00", "05"]


def full_size_structure(people: int = FULL_SIZE_PEOPLE, seed: int = 1) -> dict[str, pl.DataFrame]:
    """Give the tables `networks` (the Networks model), `hospitals` and `ohts` of a province of so many people.

    The people of a place belong to its networks as its family physicians with a panel do: by the area they practise
    in. Physicians of every kind belong to the network of that area.
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
    """One row per physician: network_id of the practice's area, specialty, and people_share of the province."""
    networks = pl.DataFrame(
        [
            {"area_id": area_id, "network_id": network_id}
            for place in geography.places
            for area_id, network_id in zip(place.town.area_ids, place.area_networks, strict=True)
        ]
    )
    weights = pl.DataFrame({"place_share": place_weights(geography)}).with_row_index("place")
    has_panel = pl.col("practice") == "comprehensive"
    of_place = pl.col("weight").filter(has_panel).sum().over("place")
    return (
        workforce.physicians.with_columns(pl.col("place").cast(pl.UInt32))
        .join(networks, on="area_id", how="inner")
        .join(weights, on="place", how="inner")
        .with_columns(
            pl.when(has_panel).then(pl.col("weight") / of_place * pl.col("place_share")).alias("people_share")
        )
        .select("network_id", "specialty", pl.col("people_share").fill_null(0.0))
    )
