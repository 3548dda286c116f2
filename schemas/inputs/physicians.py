"""Physicians with their groups."""

import datetime as dt

import pandera.polars as pa
import polars as pl

from schemas.fields import ENROLMENT_MODELS, POSTAL_AREA, SPECIALTIES, Contract, InputModel, described


class Physicians(InputModel):
    """One row per physician, with the group he or she belongs to now.

    Known limits: one group a physician; an earlier period sees today's group. A practice is a physician's panel
    in that group, so `physician_id` also names the practice.
    """

    physician_id: str = described("Registry number of the physician", str_length={"min_value": 1})
    specialty_code: str = described("OHIP specialty on the registry", isin=SPECIALTIES)
    group_id: str = described("Enrolment group or team; null: solo", nullable=True)
    model_code: str = described(
        "Enrolment model of the group; null: fee for service", nullable=True, isin=ENROLMENT_MODELS
    )
    area_id: str = described(
        "Forward sortation area of the practice; null: unknown", nullable=True, str_matches=POSTAL_AREA
    )
    start_date: dt.date = described("First day in practice; null: before records began", nullable=True)
    end_date: dt.date = described("First day no longer in practice; null: active", nullable=True)

    class Config(InputModel.Config):
        metadata = {"contract": Contract(key=["physician_id"], by_person=False)}

    @pa.dataframe_check
    def practice_not_inverted(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for good rows; an open or unknown side passes."""
        return data.lazyframe.select(pl.col("end_date") >= pl.col("start_date"))
