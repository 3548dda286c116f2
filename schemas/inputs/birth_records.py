"""Births with weight and length of gestation."""

import datetime as dt

import pandera.polars as pa
import polars as pl

from schemas.fields import EARLIEST_EVENT, Contract, InputModel, described, person_id_field

LIGHTEST_GRAMS, HEAVIEST_GRAMS = 200, 7_000
SHORTEST_WEEKS, LONGEST_WEEKS = 17, 45


class BirthRecords(InputModel):
    """One row per birth of a registered newborn.

    Known limits: a stillborn child has no health number and so mostly no row; births at home and outside the province
    may be missing. The mother is told by the input `births`.
    """

    birth_id: str = described("Identifier of the birth", str_length={"min_value": 1})
    person_id: int = person_id_field()
    birth_date: dt.date = described("Day of birth", not_future=True, ge=EARLIEST_EVENT)
    weight_grams: int = described("Weight at birth in grams; null: not recorded", nullable=True, ge=1)
    gestation_weeks: int = described("Completed weeks of gestation; null: not recorded", nullable=True, ge=1)
    is_live: bool = described("Born alive")
    is_singleton: bool = described("The only child of the birth; null: not supplied", nullable=True)

    class Config(InputModel.Config):
        metadata = {
            "contract": Contract(
                key=["person_id", "birth_id"],
                dates=["birth_date"],
                warnings=["weight_plausible", "gestation_plausible"],
                is_needed=False,
                is_windowed=True,
            )
        }

    @pa.dataframe_check
    def weight_plausible(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for expected rows; a warning only: odd weights are possible. A null weight passes."""
        return data.lazyframe.select(pl.col("weight_grams").is_between(LIGHTEST_GRAMS, HEAVIEST_GRAMS))

    @pa.dataframe_check
    def gestation_plausible(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for expected rows; a warning only, as with the weight. A null length passes."""
        return data.lazyframe.select(pl.col("gestation_weeks").is_between(SHORTEST_WEEKS, LONGEST_WEEKS))
