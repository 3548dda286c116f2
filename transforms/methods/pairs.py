"""How far each two of several attributions agree. Method: docs/explanation/reliability.md 16.1."""

from collections.abc import Mapping
from itertools import combinations

import polars as pl

READ = ["person_id", "oht_id", "physician_id", "centre_id", "tier"]
PAIR = ["method_id", "other_id"]
CELL_KEY = [*PAIR, "standing", "team", "other_team"]
# As a team of its own: persons to whom a method gives none.
NO_TEAM = "none"
STANDINGS = ["in_both", "first_only", "second_only"]
SAME = {"team_share": "same_team", "provider_share": "same_provider", "tier_share": "same_tier"}


def count_pairs(attributions: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One row per pair of methods, standing and pair of teams of a bucket (the PairCells model); adds up over buckets.

    `attributions`: the columns of READ by method id.
    """
    # All are brought into one order once, so that a pair is compared column by column and needs no join of its own.
    side_by_side = _side_by_side(attributions)
    cells = [_count_pair(side_by_side, *pair) for pair in combinations(sorted(attributions), 2)]
    return pl.concat(cells).sort(CELL_KEY, nulls_last=True)


def _side_by_side(attributions: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One row per person whom any method counts: the places by each, null where it does not count the person."""
    everybody = pl.concat([frame.select("person_id") for frame in attributions.values()]).unique().sort("person_id")
    for name, frame in attributions.items():
        # Compared and grouped as numbers: teams and providers are few, persons many.
        places = [pl.col(column).cast(pl.Categorical).alias(f"{name} {column}") for column in READ[1:]]
        everybody = everybody.join(frame.select("person_id", *places), on="person_id", how="left")
    return everybody


def _count_pair(side_by_side: pl.DataFrame, first: str, second: str) -> pl.DataFrame:
    """One row per standing and pair of teams of one pair: persons, same_provider, same_tier."""
    in_first, in_second = (pl.col(f"{name} tier").is_not_null() for name in (first, second))
    both = in_first & in_second
    standing = (
        pl.when(both)
        .then(pl.lit("in_both"))
        .when(in_first)
        .then(pl.lit("first_only"))
        .when(in_second)
        .then(pl.lit("second_only"))
    )
    same = {name: pl.col(f"{first} {name}").eq_missing(pl.col(f"{second} {name}")) for name in READ[2:]}
    rows = side_by_side.select(
        standing.alias("standing"),
        pl.col(f"{first} oht_id").alias("team"),
        pl.col(f"{second} oht_id").alias("other_team"),
        (both & same["physician_id"] & same["centre_id"]).alias("same_provider"),
        (both & same["tier"]).alias("same_tier"),
    ).filter(pl.col("standing").is_not_null())
    return (
        rows.group_by("standing", "team", "other_team")
        .agg(pl.len().cast(pl.Int64).alias("persons"), pl.col("same_provider", "same_tier").sum().cast(pl.Int64))
        .select(
            pl.lit(first).alias("method_id"),
            pl.lit(second).alias("other_id"),
            "standing",
            pl.col("team", "other_team").cast(pl.String),
            "persons",
            "same_provider",
            "same_tier",
        )
    )


def measure_pairs(cells: pl.DataFrame, period: str) -> pl.DataFrame:
    """One row per pair of methods (the MethodAgreement model): counts, shares and Cohen's kappa over the teams.

    `cells` from `count_pairs`, added up over all buckets.
    """
    is_both = pl.col("standing") == "in_both"
    same_team = is_both & pl.col("team").eq_missing(pl.col("other_team"))
    sums = cells.group_by(PAIR).agg(
        *[pl.col("persons").filter(pl.col("standing") == name).sum().alias(name) for name in STANDINGS],
        pl.col("persons").filter(same_team).sum().alias("same_team"),
        pl.col("same_provider", "same_tier").sum(),
    )
    people, agree = pl.col("in_both"), pl.col("same_team")
    kappa = pl.when(people**2 > pl.col("chance")).then(
        (people * agree - pl.col("chance")) / (people**2 - pl.col("chance"))
    )
    shares = [pl.when(people > 0).then(pl.col(count) / people).alias(share) for share, count in SAME.items()]
    chance = _chance(cells.filter(is_both))
    counts = [*STANDINGS, *SAME.values()]
    return (
        sums.join(chance, on=PAIR, how="left")
        .with_columns(pl.col("chance").fill_null(0))
        .select(pl.lit(period).alias("period"), *PAIR, *counts, *shares, kappa.alias("kappa"))
        .sort(PAIR)
    )


def _chance(both: pl.DataFrame) -> pl.DataFrame:
    """One row per pair: `chance`, the persons who would agree by chance, times all persons in both; a whole number."""
    first, second = _margin(both, "team", "by_first"), _margin(both, "other_team", "by_second")
    products = (pl.col("by_first") * pl.col("by_second")).sum().alias("chance")
    return first.join(second, on=[*PAIR, "of_team"], how="inner").group_by(PAIR).agg(products)


def _margin(both: pl.DataFrame, column: str, name: str) -> pl.DataFrame:
    """One row per pair and team: persons whom one of the two gives it."""
    return both.group_by(*PAIR, pl.col(column).fill_null(NO_TEAM).alias("of_team")).agg(
        pl.col("persons").sum().alias(name)
    )
