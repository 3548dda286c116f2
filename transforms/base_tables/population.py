"""The base table of the population: counted persons beside those who died in the 36 months before.

Rule: docs/explanation/families/deaths.md.
"""

import datetime as dt
from collections.abc import Mapping, Sequence

import polars as pl

from schemas.base_tables import PopulationBase
from transforms.attribution.counted import age_years
from transforms.base_tables.persons import join_features
from transforms.dates import months_before
from transforms.features.family import Family

RECENT_MONTHS = 12
UNITS = list(PopulationBase.to_schema().columns)


def unite_population(attribution: pl.DataFrame, decedents: pl.DataFrame, period_end: dt.date) -> pl.DataFrame:
    """One row per counted person and per decedent, sorted by person_id: the columns of the PopulationBase model.

    `attribution` and `decedents` share no person, since nobody dead by the period end is counted.
    """
    alive = attribution.with_columns(
        age_years(period_end).cast(pl.Int32).alias("age_years"),
        pl.lit(None, pl.Date).alias("death_date"),
        pl.lit(False).alias("is_decedent"),
        pl.lit(False).alias("is_recent_decedent"),
    )
    is_recent = pl.col("death_date") > months_before(period_end, RECENT_MONTHS)
    dead = decedents.with_columns(pl.lit(True).alias("is_decedent"), is_recent.alias("is_recent_decedent"))
    return pl.concat([alive.select(UNITS), dead.select(UNITS)]).sort("person_id")


def build_population(
    attribution: pl.DataFrame,
    decedents: pl.DataFrame,
    features: Mapping[str, pl.DataFrame],
    families: Sequence[Family],
    period_end: dt.date,
) -> pl.DataFrame:
    """One row per counted person and per decedent, sorted by person_id, with the features of the families."""
    return join_features(unite_population(attribution, decedents, period_end), features, families)
