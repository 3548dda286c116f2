"""Exact results into the tables that teams may see."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import polars as pl

from transforms.dates import period_end
from transforms.disclosure.audience import Audience
from transforms.disclosure.related import suppress_results
from transforms.disclosure.tiers import hide_tiers
from transforms.indicators.definition import Indicator
from transforms.indicators.measure import result_state

RELEASED = ["oht", "province"]


def release_results(
    results: pl.DataFrame,
    definitions: Mapping[str, Indicator],
    known_until: dt.date,
    settled: Mapping[str, dt.date] | None = None,
    attribution_note: str | None = None,
    audience: Audience = Audience.OHT,
) -> pl.DataFrame:
    """One row per indicator, OHT or province, and period (the PublishedResults model): small cells hidden.

    `results` are exact, of one or more periods; rows of practices are left out. `known_until` is the data cut-off;
    `settled` gives by indicator the latest delivery of the one of its inputs that was delivered longest ago (default:
    the data cut-off), by which a result is provisional or final. `attribution_note`: what the attribution lacked.
    """
    labelled = (
        results.filter(pl.col("level").is_in(RELEASED))
        .pipe(suppress_results, definitions, audience)
        .join(_labels(definitions), on="indicator_id", how="inner")
        .with_columns(pl.lit(known_until).alias("data_cut_off"))
    )
    states = [
        None if row["not_computable"] else _state(row, (settled or {}).get(row["indicator_id"], known_until))
        for row in labelled.iter_rows(named=True)
    ]
    return (
        labelled.with_columns(
            pl.Series("state", states, dtype=pl.String), pl.lit(attribution_note, pl.String).alias("attribution_note")
        )
        .drop("is_proportion", "maturity_months")
        .select(_published_columns())
        .sort("period", "indicator_id", "level", "unit_id")
    )


def release_tiers(
    tiers: pl.DataFrame, period: str, method: tuple[str, str], attribution_note: str | None = None
) -> pl.DataFrame:
    """One row per OHT or province and tier (the PublishedTiers model): 1 to 5 hidden, and what would give one away.

    The persons of the province are those of all OHTs and those without a team, summed over the tiers. `method`: id and
    status of the attribution method.
    """
    teamless = pl.col("persons").filter(pl.col("reason").is_not_null()).sum().alias("without_team")
    summed = (
        tiers.filter(pl.col("level").is_in(RELEASED))
        .group_by("level", "unit_id", "tier")
        .agg(pl.col("persons").sum(), teamless)
    )
    return hide_tiers(summed, Audience.OHT).select(
        "level",
        "unit_id",
        "tier",
        "persons",
        "without_team",
        "suppression",
        "without_team_suppression",
        pl.lit(period).alias("period"),
        pl.lit(method[0]).alias("method_id"),
        pl.lit(method[1]).alias("method_status"),
        pl.lit(attribution_note, pl.String).alias("attribution_note"),
    )


def _state(row: Mapping[str, Any], settled: dt.date) -> str:
    return result_state(period_end(row["period"]), row["maturity_months"], settled)


def _labels(definitions: Mapping[str, Indicator]) -> pl.DataFrame:
    """One row per indicator: unit, status, maturity_months."""
    rows = [(record.id, record.unit, record.status, record.maturity_months) for record in definitions.values()]
    return pl.DataFrame(rows, schema=["indicator_id", "unit", "status", "maturity_months"], orient="row")


def _published_columns() -> list[str]:
    counts = ["numerator", "denominator", "value", "lower", "upper", "adjusted", "adjusted_lower", "adjusted_upper"]
    counts += ["limits_method", "adjustment", "is_below_minimum", "suppression", "not_computable"]
    labels = ["unit", "status", "definition_version", "method_id", "data_cut_off", "state", "attribution_note"]
    return ["indicator_id", "period", "level", "unit_id", *counts, *labels]
