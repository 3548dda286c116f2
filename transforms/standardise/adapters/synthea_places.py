"""Places of the Synthea sample: United States postal codes set down in Ontario, and an invented crosswalk."""

import polars as pl

from reference import synthea as reference_tables

# No Canadian postal code begins with Z: the standardiser reads it as a valid code outside Ontario.
OUTSIDE_ONTARIO = "Z9Z"


def postal_code(column: str) -> pl.Expr:
    """Give the Ontario area a United States postal code is set down in.

    Reads 01234, 01234-5678 and, since spreadsheets eat leading zeros, 1234. A region off the table becomes
    `OUTSIDE_ONTARIO`; text of any other form and null stay as they are.
    """
    areas = reference_tables.zip_areas()
    text = pl.col(column).str.strip_chars()
    region = text.str.extract(r"^(\d{4,5})(?:-\d{4})?$", 1).str.zfill(5).str.head(3)
    area = region.replace_strict(areas["zip3"], areas["area_id"], default=OUTSIDE_ONTARIO)
    return pl.when(region.is_null()).then(text).otherwise(area).alias(column)


def hospitals(organizations: pl.DataFrame, encounters: pl.DataFrame) -> pl.DataFrame:
    """One row per organization with an in-patient or emergency encounter: a site that is its own corporation.

    Coordinates (degrees) and network are those of its area; null when the area is not on our table.
    """
    places = reference_tables.areas().select("area_id", "network_id", "latitude", "longitude")
    return (
        organizations.filter(has_hospital_encounter(encounters))
        .with_columns(postal_code("postal_code"))
        .join(places, left_on="postal_code", right_on="area_id", how="left")
        .select(
            pl.col("organization_id").alias("hospital_id"),
            pl.col("organization_id").alias("corporation_id"),
            "network_id",
            "latitude",
            "longitude",
        )
        .sort("hospital_id")
    )


def has_hospital_encounter(encounters: pl.DataFrame) -> pl.Expr:
    """Say of an organization whether it has an in-patient or emergency encounter."""
    ids = encounters.filter(pl.col("class_code").is_in(["IMP", "EMER"]))["organization_id"].drop_nulls().unique()
    return pl.col("organization_id").is_in(ids.implode())


def areas() -> pl.DataFrame:
    """One row per forward sortation area people are set down in: area_id, network_id, coordinates, is_rural."""
    return reference_tables.areas().sort("area_id")


def network_ohts() -> pl.DataFrame:
    """One row per invented network: network_id, oht_id; one team each, so that no deciding key is needed."""
    return reference_tables.ohts().select("network_id", "oht_id").sort("network_id")


def ohts() -> pl.DataFrame:
    """One row per invented team: oht_id, name."""
    return reference_tables.ohts().select("oht_id", "name").sort("oht_id")
