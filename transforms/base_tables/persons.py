"""The base table of persons: attribution beside the features that a definition names."""

import datetime as dt
from collections.abc import Mapping, Sequence

import polars as pl

from transforms.attribution.counted import age_years
from transforms.features.family import Family


def build_persons(
    attribution: pl.DataFrame, features: Mapping[str, pl.DataFrame], families: Sequence[Family], period_end: dt.date
) -> pl.DataFrame:
    """One row per counted person, sorted by person_id: attribution, age_years and the features of the families.

    Counts of persons with nothing to count are zero, their flags false, their dates null.
    """
    table = attribution.with_columns(age_years(period_end).cast(pl.Int32).alias("age_years"))
    return join_features(table, features, families)


def join_features(
    table: pl.DataFrame, features: Mapping[str, pl.DataFrame], families: Sequence[Family]
) -> pl.DataFrame:
    """The same rows, sorted by person_id, with the features of the families; zero, false and null for nothing told."""
    for family in families:
        table = table.join(features[family.name], on="person_id", how="left").with_columns(
            *(pl.col(name).fill_null(0) for name in family.zeros),
            *(pl.col(name).fill_null(False) for name in family.flags),
        )
    return table.sort("person_id")
