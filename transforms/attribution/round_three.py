"""Round three: every counted person with tier, physician, hospital, network and team.

Method: docs/explanation/method.md 4, 5.7.
"""

import polars as pl

from transforms.attribution.teams import area_teams, decided_by

COLUMNS = [
    "person_id",
    "birth_date",
    "sex",
    "area_id",
    "tier",
    "physician_id",
    "group_id",
    "corporation_id",
    "network_id",
    "oht_id",
    "oht_basis",
    "tie_step",
    "unattributable_reason",
]


def attribute_to_teams(
    attributed: pl.DataFrame, physicians: pl.DataFrame, areas: pl.DataFrame, network_ohts: pl.DataFrame
) -> pl.DataFrame:
    """One row per counted person, sorted by person_id: the columns of the Attribution model.

    `attributed` come from round one, `physicians` from round two. A person whose provider has no
    decidable team gets the team of the own area; a person with neither is unattributable.
    """
    by_area = decided_by(network_ohts, "area_id").rename({"oht_id": "shared_oht_id"})
    provider = physicians.select("physician_id", "group_id", "corporation_id", "network_id", "provider_oht_id")
    joined = (
        attributed.join(provider, on="physician_id", how="left")
        .join(by_area, on=["network_id", "area_id"], how="left")
        .join(area_teams(areas, network_ohts), on="area_id", how="left")
        .with_columns(pl.coalesce("provider_oht_id", "shared_oht_id").alias("provider_oht_id"))
    )
    return joined.pipe(_place).select(COLUMNS).sort("person_id")


def _place(joined: pl.DataFrame) -> pl.DataFrame:
    """The same rows with oht_id, oht_basis, tier and unattributable_reason settled."""
    placeable = pl.col("unplaced_reason").is_null()
    by_provider = placeable & pl.col("provider_oht_id").is_not_null()
    by_area = placeable & ~by_provider & pl.col("area_oht_id").is_not_null()
    settled = joined.with_columns(
        pl.when(by_provider).then("provider_oht_id").when(by_area).then("area_oht_id").alias("oht_id"),
        pl.when(by_provider).then(pl.lit("provider")).when(by_area).then(pl.lit("area")).alias("oht_basis"),
    )
    placed = pl.col("oht_id").is_not_null()
    has_physician = placed & pl.col("physician_id").is_not_null()
    from_provider = ["physician_id", "group_id", "corporation_id", "tie_step"]
    return settled.with_columns(
        pl.when(placed)
        .then(pl.coalesce("tier", pl.lit("postal_area")))
        .otherwise(pl.lit("unattributable"))
        .alias("tier"),
        pl.when(~placed).then(pl.coalesce("unplaced_reason", pl.lit("no_oht"))).alias("unattributable_reason"),
        *[pl.when(has_physician).then(column).alias(column) for column in from_provider],
        pl.when(pl.col("oht_basis") == "provider")
        .then("network_id")
        .when(pl.col("oht_basis") == "area")
        .then("area_network_id")
        .alias("network_id"),
    )
