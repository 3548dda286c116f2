"""Where a team stands in the funnel of teams: within chance and what teams differ by anyway, or beyond it.

Rule: docs/explanation/comparisons.md 30. Crude values, about the province's; nobody is ranked.
"""

from collections.abc import Mapping

import polars as pl

from transforms.indicators.definition import Indicator
from transforms.indicators.design_effect import as_weighed, design_effects, effective_counts
from transforms.statistics.funnel import funnel

FEWEST_TEAMS = 10
# Why a team has no standing, in the order in which they are asked.
REASONS = ["context", "not_counts", "no_value", "below_minimum", "no_province", "few_teams"]


def find_standings(results: pl.DataFrame, definitions: Mapping[str, Indicator]) -> pl.DataFrame:
    """One row per indicator and team of `results`, sorted: indicator_id, unit_id, teams, standing, standing_reason.

    `results`: rows of teams and of the province of one period, as they may be shown: a team whose counts are hidden
    (null) has no standing and counts in no funnel. teams: those in the funnel, null where it has none; standing: one of
    `STANDINGS` of the funnel; standing_reason: one of `REASONS`, null when there is a standing.
    """
    weighed = as_weighed(results, definitions)
    teams = weighed.filter(pl.col("level") == "oht").select("indicator_id", "unit_id", "numerator", "denominator")
    rows = (
        teams.join(_rules(definitions), on="indicator_id", how="inner")
        .join(design_effects(results, definitions), on="indicator_id", how="left")
        .join(_provinces(weighed), on="indicator_id", how="left")
        .with_columns(_reason().alias("standing_reason"))
    )
    fit = rows.filter(pl.col("standing_reason").is_null()).sort("indicator_id", "unit_id")
    funnels = [_funnel_of(fit.filter(indicator_id=name)) for name in fit["indicator_id"].unique().sort()]
    standings = pl.concat([_funnel_of(fit.clear()), *funnels])
    few = (pl.col("teams") < FEWEST_TEAMS).fill_null(False)
    return (
        rows.join(standings, on=["indicator_id", "unit_id"], how="left")
        .with_columns(pl.when(few).then(pl.lit("few_teams")).otherwise("standing_reason").alias("standing_reason"))
        .select("indicator_id", "unit_id", "teams", "standing", "standing_reason")
        .sort("indicator_id", "unit_id")
    )


def _rules(definitions: Mapping[str, Indicator]) -> pl.DataFrame:
    """One row per indicator: indicator_id, direction, minimum_denominator."""
    rows = [(record.id, record.direction, record.minimum_denominator) for record in definitions.values()]
    types = {"indicator_id": pl.String, "direction": pl.String, "minimum_denominator": pl.Int64}
    return pl.DataFrame(rows, schema=types, orient="row")


def _provinces(results: pl.DataFrame) -> pl.DataFrame:
    """One row per indicator: indicator_id and the province's ratio (null: hidden, or nobody below the line)."""
    ratio = pl.when(pl.col("denominator") > 0).then(pl.col("numerator") / pl.col("denominator"))
    return results.filter(pl.col("level") == "province").select("indicator_id", ratio.alias("province_ratio"))


def _reason() -> pl.Expr:
    """Give the first reason against a place in the funnel; null: none."""
    holds = [
        pl.col("direction") == "context",
        pl.col("kind").is_null(),
        (pl.col("denominator") > 0).not_().fill_null(True) | pl.col("numerator").is_null(),
        pl.col("denominator") < pl.col("minimum_denominator"),
        pl.col("province_ratio").is_null() | pl.col("design_effect").is_null(),
    ]
    return pl.coalesce(pl.when(hold).then(pl.lit(name)) for name, hold in zip(REASONS, holds, strict=False))


def _funnel_of(teams: pl.DataFrame) -> pl.DataFrame:
    """One row per team of one indicator: indicator_id, unit_id, teams, standing (null: too few teams)."""
    enough = teams.height >= FEWEST_TEAMS
    known = teams.select("indicator_id", "unit_id", *effective_counts())
    kind = "proportion" if teams["kind"].first() == "proportion" else "rate"
    ratios: list[float] = teams["province_ratio"].to_list()
    found = funnel(known, kind, target=ratios[0] if ratios else None, over_dispersion="additive")
    standing = pl.col("standing") if enough else pl.lit(None, pl.String)
    number = pl.lit(teams.height, pl.Int64).alias("teams")
    return found.select("indicator_id", "unit_id", number, standing.alias("standing"))
