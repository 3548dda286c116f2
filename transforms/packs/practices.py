"""What a page says of the practice itself, and how many persons stand on which tier."""

import polars as pl


def describe_practices(teams: pl.DataFrame, ohts: pl.DataFrame, cohort: pl.DataFrame | None) -> pl.DataFrame:
    """One row per physician: practice_id, group_id (null: solo), oht_name (null: none decided), frequent_ed_persons.

    `teams` follow PhysicianTeams, `ohts` the input, `cohort` the CohortCounts of frequent_ed (null: not computable, and
    so is frequent_ed_persons). A team without a name goes by its id.
    """
    named = teams.join(ohts, left_on="provider_oht_id", right_on="oht_id", how="left")
    described = named.select(
        pl.col("physician_id").alias("practice_id"),
        "group_id",
        pl.coalesce("name", "provider_oht_id").alias("oht_name"),
    )
    if cohort is None:
        return described.with_columns(pl.lit(None, pl.Int64).alias("frequent_ed_persons")).sort("practice_id")
    counts = cohort.filter(pl.col("level") == "practice").select(
        pl.col("unit_id").alias("practice_id"), pl.col("persons").alias("frequent_ed_persons")
    )
    return (
        described.join(counts, on="practice_id", how="left")
        .with_columns(pl.col("frequent_ed_persons").fill_null(0))
        .sort("practice_id")
    )


def count_practice_tiers(tiers: pl.DataFrame) -> pl.DataFrame:
    """One row per practice (unit_id) and tier: persons. Takes the TierCounts model."""
    return (
        tiers.filter(pl.col("level") == "practice")
        .group_by("unit_id", "tier")
        .agg(pl.col("persons").sum())
        .sort("unit_id", "tier")
    )
