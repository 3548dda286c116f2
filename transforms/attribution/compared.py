"""Two attributions side by side: who is placed differently, and what the widest difference is.

Method: docs/explanation/method.md 12.
"""

import polars as pl

PLACE = ["oht_id", "physician_id", "centre_id", "tier"]
READ = ["person_id", "birth_date", *PLACE, "tier_rule", "network_id", "oht_basis", "area_id", "unattributable_reason"]
PROVIDER_RULES = ["enrolment", "centre_roster", "core_care", "paediatrician", "non_comprehensive", "other_visits"]
FILE_REASONS = ["not_in_official_file", "official_oht_unknown"]
ADDRESS_REASONS = ["no_postal_code", "out_of_province", "no_oht"]

JOINED = pl.col("change") == "joined"
LEFT = pl.col("change") == "left"
STAYED = ~JOINED & ~LEFT


def compare_placements(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """One row per person placed differently, or counted in one attribution only, sorted by person_id.

    The columns of both with `before_` and `after_`, birth_date, and `change`: the widest that differs.
    """
    pairs = _prefixed(before, "before_").join(_prefixed(after, "after_"), on="person_id", how="full", coalesce=True)
    changed = pairs.with_columns(
        pl.coalesce("after_birth_date", "before_birth_date").alias("birth_date"),
        pl.when(pl.col("before_tier").is_null())
        .then(pl.lit("joined"))
        .when(pl.col("after_tier").is_null())
        .then(pl.lit("left"))
        .when(differs("oht_id"))
        .then(pl.lit("moved_team"))
        .when(differs("physician_id") | differs("centre_id"))
        .then(pl.lit("moved_provider"))
        .when(differs("tier"))
        .then(pl.lit("moved_tier"))
        .alias("change"),
    )
    return changed.filter(pl.col("change").is_not_null()).sort("person_id")


def differs(column: str) -> pl.Expr:
    """Say whether a column differs between before and after; nulls equal each other."""
    return pl.col(f"before_{column}").ne_missing(pl.col(f"after_{column}"))


def either(column: str, values: list[str]) -> pl.Expr:
    """Say whether a column has one of the values before or after; a null has none."""
    sides = [pl.col(f"{side}_{column}").is_in(values).fill_null(False) for side in ("before", "after")]
    return sides[0] | sides[1]


def same_provider() -> pl.Expr:
    """Say whether physician or centre is there and the same on both sides."""
    there = pl.col("after_physician_id").is_not_null() | pl.col("after_centre_id").is_not_null()
    return there & same_place()


def same_place() -> pl.Expr:
    """Say whether physician and centre are the same on both sides; none equals none."""
    return ~differs("physician_id") & ~differs("centre_id")


def had_no_key() -> pl.Expr:
    """Say whether the person had an invalid key before or after: then neither area nor provider is the reason."""
    return either("unattributable_reason", ["invalid_key"])


def official_rules(is_other_file: pl.Expr) -> dict[str, pl.Expr]:
    """Give reason → expression for those who stayed and whose team the official file gave, or gives.

    Nothing but the file says which team: neither provider nor area is the reason.
    """
    was, now = (on_file(side) for side in ("before", "after"))
    to_other_team = STAYED & differs("oht_id")
    return {
        "official_file": to_other_team & was & now & is_other_file,
        "official_choice": to_other_team & (was != now),
    }


def on_file(side: str) -> pl.Expr:
    """Say whether a side stands on the official file for a person."""
    by_file = pl.col(f"{side}_oht_basis") == "official"
    unplaced = pl.col(f"{side}_unattributable_reason").is_in(FILE_REASONS)
    return by_file.fill_null(False) | unplaced.fill_null(False)


def placing_rules() -> dict[str, pl.Expr]:
    """Give reason → expression for those who stayed and whose provider or area was led to another team.

    Where the area decides on both sides the provider did not, although it may be the same.
    """
    by_area = ((pl.col("before_oht_basis") == "area") & (pl.col("after_oht_basis") == "area")).fill_null(False)
    no_provider = ~either("tier_rule", [*PROVIDER_RULES, "mother"])
    to_other_team = STAYED & differs("oht_id") & ~had_no_key() & ~on_file("before") & ~on_file("after")
    return {
        "provider_placed": to_other_team & same_provider() & ~by_area,
        "area_placed": to_other_team & ~differs("area_id") & (by_area | no_provider),
    }


def _prefixed(attribution: pl.DataFrame, prefix: str) -> pl.DataFrame:
    """The same rows with the columns that a comparison reads, all but the person with a prefix."""
    return attribution.select(READ).rename({name: f"{prefix}{name}" for name in READ if name != "person_id"})
