"""The networks of a period and how many hospitals, physicians and people each has."""

import polars as pl

from reference.load import Method

COUNTS = ["corporations", "people", "family_physicians", "specialists"]


def describe_networks(
    corporations: pl.DataFrame, physicians: pl.DataFrame, people: pl.DataFrame, method: Method
) -> pl.DataFrame:
    """One row per network that a corporation, a physician or a person has, sorted (model Networks).

    `corporations`: one row per corporation with network_id. `physicians`: one row per physician (PhysicianTeams).
    `people`: one row per network: persons.
    """
    is_family = pl.col("specialty_code").is_in(list(method.primary_care_specialties))
    parts = [
        corporations.select("network_id", pl.lit("corporations").alias("what"), pl.lit(1, pl.Int64).alias("number")),
        people.select("network_id", pl.lit("people").alias("what"), pl.col("persons").alias("number")),
        physicians.select(
            "network_id",
            pl.when(is_family).then(pl.lit("family_physicians")).otherwise(pl.lit("specialists")).alias("what"),
            pl.lit(1, pl.Int64).alias("number"),
        ),
    ]
    counts = [pl.col("number").filter(pl.col("what") == what).sum().alias(what) for what in COUNTS]
    return (
        pl.concat(parts)
        .filter(pl.col("network_id").is_not_null())
        .group_by("network_id")
        .agg(counts)
        .select("network_id", pl.lit(method.network_rule).alias("network_rule"), *COUNTS)
        .sort("network_id")
    )


def count_people(recomputed: pl.DataFrame) -> pl.DataFrame:
    """One row per network that led to the team of a person of the bucket: persons."""
    led = recomputed.filter(pl.col("network_id").is_not_null())
    return led.group_by("network_id").agg(pl.len().cast(pl.Int64).alias("persons")).sort("network_id")
