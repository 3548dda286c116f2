"""What a bucket knows of the persons who may be placed, weighed as one method wants it.

Method: docs/explanation/method.md 4.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from reference.load import Method
from transforms.attribution.care import weigh_care
from transforms.attribution.counted import age_years
from transforms.attribution.registries import rank_providers
from transforms.attribution.windows import in_look_back, is_open

CARE_ZERO = {"value": 0, "visits": 0, "visit_dates": 0}


@dataclass(frozen=True)
class Facts:
    """Tables of the persons who may be placed, and the method.

    `persons`: one row per person: person_id, age_years. The others are candidates: one row per person and provider,
    with the columns that the tie chains compare. `enrolled`, `core`, `paediatric` and `other` name the provider
    physician_id (as a place in the registry), `registered` centre_id. `core` also tells is_comprehensive.
    """

    method: Method
    persons: pl.DataFrame
    enrolled: pl.DataFrame
    registered: pl.DataFrame
    core: pl.DataFrame
    paediatric: pl.DataFrame
    other: pl.DataFrame


def gather_facts(
    frames: Mapping[str, pl.DataFrame],
    persons: pl.DataFrame,
    physicians: pl.DataFrame,
    period_end: dt.date,
    method: Method,
) -> Facts:
    """Weigh what is known of `persons` (those who may be placed) by the method.

    `frames`: care and other_care (from `summarise_care`), enrolments, centre_rosters, centre_visits of the bucket, and
    the whole of centres. `physicians` come from `describe_physicians`.
    """
    placeable = persons.select("person_id", age_years(period_end).alias("age_years"))
    known = pl.Enum(physicians["physician_id"])
    ranked = physicians.select(pl.col("physician_id").cast(known), "tie_rank", "is_comprehensive")
    care, other_care, enrolments = (
        _of(frames[name], placeable).pipe(_of_registry, known) for name in ("care", "other_care", "enrolments")
    )
    core = weigh_care(care, method).join(ranked, on="physician_id", how="inner")
    other = weigh_care(other_care, method)
    other = other.join(ranked.drop("is_comprehensive"), on="physician_id", how="inner")
    is_paediatric = pl.col("line_kind") == "paediatric_core"
    return Facts(
        method,
        placeable,
        find_enrolled(enrolments, core, ranked, period_end),
        find_registered(frames, placeable, period_end, method),
        core,
        other.filter(is_paediatric).drop("line_kind"),
        other.filter(~is_paediatric).drop("line_kind"),
    )


def open_spells(spells: pl.DataFrame, provider: str, period_end: dt.date) -> pl.DataFrame:
    """One row per person and provider with an open spell, with its start_date (the latest)."""
    return spells.filter(is_open(period_end)).group_by("person_id", provider).agg(pl.col("start_date").max())


def find_enrolled(
    enrolments: pl.DataFrame, core: pl.DataFrame, physicians: pl.DataFrame, period_end: dt.date
) -> pl.DataFrame:
    """One row per person and known physician with an open spell: start_date, core care (zeros without) and tie_rank."""
    spells = open_spells(enrolments, "physician_id", period_end)
    known = spells.join(physicians.select("physician_id", "tie_rank"), on="physician_id", how="inner")
    care = core.drop("tie_rank", "is_comprehensive")
    return known.join(care, on=["person_id", "physician_id"], how="left").with_columns(
        pl.col(name).fill_null(zero) for name, zero in CARE_ZERO.items()
    )


def find_registered(
    frames: Mapping[str, pl.DataFrame], persons: pl.DataFrame, period_end: dt.date, method: Method
) -> pl.DataFrame:
    """One row per person and known centre with an open registration and enough visits in the look-back."""
    visits = (
        _of(frames["centre_visits"], persons)
        .filter(in_look_back("visit_date", period_end, method))
        .group_by("person_id", "centre_id")
        .agg(
            pl.len().cast(pl.Int64).alias("visits"),
            pl.col("visit_date").n_unique().cast(pl.Int64).alias("visit_dates"),
            pl.col("visit_date").max().alias("last_date"),
        )
    )
    counted = visits.with_columns(pl.col("visit_dates" if method.visit == "date" else "visits").alias("visits"))
    ranked = rank_providers(frames["centres"], "centre_id").select("centre_id", "tie_rank")
    return (
        open_spells(_of(frames["centre_rosters"], persons), "centre_id", period_end)
        .join(counted.filter(pl.col("visits") >= method.centre_minimum_visits), on=["person_id", "centre_id"])
        .join(ranked, on="centre_id", how="inner")
    )


def _of(rows: pl.DataFrame, persons: pl.DataFrame) -> pl.DataFrame:
    """The same rows, of these persons."""
    return rows.join(persons.select("person_id"), on="person_id", how="semi")


def _of_registry(rows: pl.DataFrame, known: pl.Enum) -> pl.DataFrame:
    """The same rows, of physicians in the registry, whose ids become places in it: joins on numbers are cheaper."""
    named = rows.with_columns(pl.col("physician_id").cast(known, strict=False))
    return named.filter(pl.col("physician_id").is_not_null())
