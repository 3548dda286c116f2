"""Enrolment (rostering) of persons with family physicians."""

import datetime as dt

import pandera.polars as pa
import polars as pl

from schemas.fields import EARLIEST_EVENT, ENROLMENT_MODELS, Contract, InputModel, described, person_id_field


class Enrolments(InputModel):
    """One row per enrolment spell of a person with a physician.

    Known limits: spells overlap and leave gaps; ends are entered late and backdated; being enrolled is not the
    same as being seen. The group of the physician is the registry's, not the spell's.
    """

    person_id: int = person_id_field()
    physician_id: str = described("Physician the person is enrolled with", str_length={"min_value": 1})
    group_id: str = described("Enrolment group as delivered; null: not supplied", nullable=True)
    model_code: str = described("Enrolment model", isin=ENROLMENT_MODELS)
    start_date: dt.date = described("First day of the spell", not_future=True, ge=EARLIEST_EVENT)
    end_date: dt.date = described("First day after the spell (half-open); null: open", nullable=True)
    end_reason: str = described("Reason the spell ended, as delivered; null: open or not supplied", nullable=True)

    class Config(InputModel.Config):
        metadata = {"contract": Contract(key=["person_id", "physician_id", "start_date"], dates=["start_date"])}

    @pa.dataframe_check
    def spell_not_inverted(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for good rows; an open spell passes."""
        return data.lazyframe.select(pl.col("end_date") >= pl.col("start_date"))
