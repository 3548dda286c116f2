"""Registered persons: who is insured, alive and where they live."""

import datetime as dt

import pandera.polars as pa
import polars as pl

from schemas.fields import (
    EARLIEST_BIRTH,
    EARLIEST_EVENT,
    POSTAL_AREA,
    SEXES,
    Contract,
    InputModel,
    described,
    person_id_field,
)

POSTAL_STATUSES = ["ontario", "missing", "outside_ontario", "malformed"]


class Persons(InputModel):
    """One row per registered person, as last delivered.

    Known limits: addresses lag until the card is updated; deaths arrive late; people who left the province stay
    (hence the last-contact rule). Only the latest address is held: an earlier period sees today's address.
    """

    person_id: int = person_id_field()
    has_valid_key: bool = described("The delivered key passes the source's key rule (ten digits and check digit)")
    birth_date: dt.date = described("Date of birth", not_future=True, ge=EARLIEST_BIRTH)
    sex: str = described("Sex on the registry: F, M, X, or U when not recorded", isin=SEXES)
    death_date: dt.date = described(
        "Date of death; null: no death is known", not_future=True, nullable=True, ge=EARLIEST_EVENT
    )
    last_contact_date: dt.date = described(
        "Last contact with the health system; null: the source does not say", not_future=True, nullable=True
    )
    coverage_start_date: dt.date = described("First day of insurance; null: before records began", nullable=True)
    coverage_end_date: dt.date = described("First day without insurance; null: still insured", nullable=True)
    area_id: str = described(
        "Forward sortation area of an Ontario address; null: see postal_status",
        nullable=True,
        str_matches=POSTAL_AREA,
    )
    postal_status: str = described("What the delivered postal code was", isin=POSTAL_STATUSES)

    class Config(InputModel.Config):
        metadata = {"contract": Contract(key=["person_id"], dates=["last_contact_date"])}

    @pa.dataframe_check
    def death_not_before_birth(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for good rows; a null death date passes."""
        return data.lazyframe.select(pl.col("death_date") >= pl.col("birth_date"))

    @pa.dataframe_check
    def coverage_not_inverted(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for good rows; an open or unknown side passes."""
        return data.lazyframe.select(pl.col("coverage_end_date") >= pl.col("coverage_start_date"))
