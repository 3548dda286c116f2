"""Round three: every counted person with tier, provider, hospital, network, team and confidence.

Method: docs/explanation/method.md 4, 5.7 and 5.8.
"""

from dataclasses import dataclass

import polars as pl

from reference.load import Method
from schemas.core import TIER_BY_RULE
from transforms.attribution.confidence import VALUES, confidence
from transforms.attribution.round_two import Placed
from transforms.attribution.teams import decided_by
from transforms.attribution.tiers import PROVIDERS

COLUMNS = [
    "person_id",
    "birth_date",
    "sex",
    "area_id",
    "tier",
    "tier_rule",
    *PROVIDERS,
    "group_id",
    "corporation_id",
    "network_id",
    "oht_id",
    "oht_basis",
    "tie_step",
    *VALUES,
    "confidence",
    "unattributable_reason",
]
OF_PROVIDER = [*PROVIDERS, "group_id", "corporation_id", "tie_step", *VALUES]


@dataclass(frozen=True)
class Between:
    """What was learnt between the rounds: providers and areas placed, newborns answered, and the crosswalk."""

    placed: Placed
    newborns: pl.DataFrame
    network_ohts: pl.DataFrame


def attribute_to_teams(attributed: pl.DataFrame, between: Between, method: Method) -> pl.DataFrame:
    """One row per counted person, sorted by person_id: the columns of the Attribution model.

    `attributed` are the persons of round one. A person whose provider has no decidable team gets the team of the own
    area; a person with neither is unattributable.
    """
    return (
        _with_newborns(attributed, between.newborns)
        .pipe(_with_teams, between)
        .pipe(_place, method)
        .select(COLUMNS)
        .sort("person_id")
    )


def _with_newborns(attributed: pl.DataFrame, newborns: pl.DataFrame) -> pl.DataFrame:
    """The same rows; newborns get the provider their mother has, by the rule `mother`."""
    answers = newborns.rename({name: f"mothers_{name}" for name in PROVIDERS}).with_columns(
        pl.lit("mother").alias("mothers_rule")
    )
    joined = attributed.join(answers, on="person_id", how="left")
    filled = [pl.coalesce(name, f"mothers_{name}").alias(name) for name in PROVIDERS]
    return joined.with_columns(*filled, pl.coalesce("tier_rule", "mothers_rule").alias("tier_rule"))


def _with_teams(persons: pl.DataFrame, between: Between) -> pl.DataFrame:
    """The same rows with the provider's network and team, and the area's: provider_oht_id, area_oht_id and networks."""
    placed = between.placed
    provider = ["corporation_id", "network_id", "provider_oht_id"]
    centres = placed.centres.select("centre_id", *[pl.col(name).alias(f"centre_{name}") for name in provider])
    by_area = decided_by(between.network_ohts, "area_id").rename({"oht_id": "shared_oht_id"})
    areas = placed.areas.select(
        "area_id", pl.col("network_id").alias("area_network_id"), pl.col("oht_id").alias("area_oht_id")
    )
    return (
        persons.join(placed.physicians.select("physician_id", "group_id", *provider), on="physician_id", how="left")
        .join(centres, on="centre_id", how="left")
        .with_columns(pl.coalesce(name, f"centre_{name}").alias(name) for name in provider)
        .join(by_area, on=["network_id", "area_id"], how="left")
        .join(areas, on="area_id", how="left")
        .with_columns(pl.coalesce("provider_oht_id", "shared_oht_id").alias("provider_oht_id"))
    )


def _place(joined: pl.DataFrame, method: Method) -> pl.DataFrame:
    """The same rows with team, tier, confidence and reason settled."""
    has_provider = pl.col("tier_rule").is_not_null()
    may_use_area = (~has_provider & pl.lit("area" in method.tier_order)) | (
        has_provider & pl.lit(method.unresolved_network == "area")
    )
    by_provider = ~pl.col("is_barred") & pl.col("provider_oht_id").is_not_null()
    by_area = ~pl.col("is_barred") & ~by_provider & may_use_area & pl.col("area_oht_id").is_not_null()
    placed = by_provider | by_area
    rule = pl.when(placed).then(pl.coalesce("tier_rule", pl.lit("area")))
    return joined.with_columns(
        pl.when(by_provider).then("provider_oht_id").when(by_area).then("area_oht_id").alias("oht_id"),
        pl.when(by_provider).then(pl.lit("provider")).when(by_area).then(pl.lit("area")).alias("oht_basis"),
        pl.when(by_provider).then("network_id").when(by_area).then("area_network_id").alias("network_id"),
        pl.when(~placed & has_provider)
        .then(pl.lit("no_oht"))
        .when(~placed)
        .then(pl.coalesce("unplaced_reason", pl.lit("no_oht")))
        .alias("unattributable_reason"),
        rule.alias("tier_rule"),
        rule.replace_strict(TIER_BY_RULE, default=None, return_dtype=pl.String)
        .fill_null("unattributable")
        .alias("tier"),
        *[pl.when(placed).then(name).alias(name) for name in OF_PROVIDER],
    ).with_columns(confidence(method).alias("confidence"))
