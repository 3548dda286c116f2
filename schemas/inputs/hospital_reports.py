"""Discharge summaries that hospitals send (Hospital Report Manager)."""

import datetime as dt

import pandera.polars as pa
import polars as pl

from schemas.fields import EARLIEST_EVENT, Contract, InputModel, described, person_id_field


class HospitalReports(InputModel):
    """One row per discharge summary sent to a recipient.

    Known limits: a summary names the hospital and the day of discharge, not the separation; amended summaries come as
    rows of their own; whether it was read is not known.
    """

    report_id: str = described("Identifier of the summary", str_length={"min_value": 1})
    person_id: int = person_id_field()
    hospital_id: str = described("Hospital site that discharged the person", str_length={"min_value": 1})
    discharge_date: dt.date = described("Day of the discharge it is about, local", not_future=True, ge=EARLIEST_EVENT)
    sent_date: dt.date = described("Day it was sent, local", not_future=True, ge=EARLIEST_EVENT)
    sent_time: dt.time = described("Time it was sent, local; null: unknown or not supplied", nullable=True)
    recipient_physician_id: str = described(
        "Physician it was sent to; null: to nobody on the registry, or not supplied", nullable=True
    )

    class Config(InputModel.Config):
        metadata = {
            "contract": Contract(
                key=["person_id", "report_id"],
                dates=["discharge_date"],
                warnings=["sent_after_discharge"],
                is_needed=False,
                is_windowed=True,
            )
        }

    @pa.dataframe_check
    def sent_after_discharge(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for expected rows; a warning only: a summary may be made ready before the patient leaves."""
        return data.lazyframe.select(pl.col("sent_date") >= pl.col("discharge_date"))
