"""Acute in-patient separations (DAD)."""

import datetime as dt

import pandera.polars as pa
import polars as pl

from schemas.fields import (
    CARE_TYPES,
    DISPOSITIONS,
    EARLIEST_EVENT,
    ICD10_CODE,
    Contract,
    InputModel,
    described,
    person_id_field,
)

ADMISSION_CATEGORIES = ["L", "U", "N", "S", "R", "RI"]


class Discharges(InputModel):
    """One row per acute in-patient separation.

    Known limits: a record exists only after discharge; ALC days are rounded up and may exceed the stay (a warning,
    never a rejection); `care_type` comes from the source's grouper and is the only thing that tells medical from
    maternal. A null list of codes means that the source does not supply them; an empty list means none.
    """

    discharge_id: str = described("Identifier of the separation", str_length={"min_value": 1})
    person_id: int = person_id_field()
    hospital_id: str = described("Hospital site of the stay", str_length={"min_value": 1})
    admission_date: dt.date = described("Day of admission, local", not_future=True, ge=EARLIEST_EVENT)
    discharge_date: dt.date = described("Day of discharge, local", not_future=True, ge=EARLIEST_EVENT)
    admission_category: str = described(
        "L elective, U urgent, N newborn, S stillborn, R or RI cadaveric donor", isin=ADMISSION_CATEGORIES
    )
    disposition_code: str = described(
        "Discharge disposition, two digits; null: not supplied", nullable=True, isin=DISPOSITIONS
    )
    care_type: str = described("Kind of care by the source's grouper", isin=CARE_TYPES)
    main_diagnosis_code: str = described(
        "Most responsible diagnosis, ICD-10-CA without dot; null: not supplied", nullable=True, str_matches=ICD10_CODE
    )
    other_diagnosis_codes: pl.List(pl.String) = described(  # type: ignore[valid-type]
        "Other diagnoses, ICD-10-CA without dot, sorted; null: not supplied", nullable=True
    )
    intervention_codes: pl.List(pl.String) = described(  # type: ignore[valid-type]
        "Interventions, CCI without dots, sorted; null: not supplied", nullable=True
    )
    alc_days: int = described("Days at alternate level of care; null: not supplied", nullable=True, ge=0)
    admission_time: dt.time = described("Time of admission, local; null: unknown or not supplied", nullable=True)
    discharge_time: dt.time = described("Time of discharge, local; null: unknown or not supplied", nullable=True)
    is_transfer_in: bool = described("Coded as coming from another hospital; null: not supplied", nullable=True)
    is_transfer_out: bool = described("Coded as going to another hospital; null: not supplied", nullable=True)

    class Config(InputModel.Config):
        metadata = {
            "contract": Contract(
                key=["person_id", "discharge_id"],
                dates=["discharge_date"],
                warnings=["alc_within_stay", "stay_under_one_year"],
                is_windowed=True,
                tells_its_days=True,
            )
        }

    @pa.dataframe_check
    def discharge_not_before_admission(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for good rows."""
        return data.lazyframe.select(pl.col("discharge_date") >= pl.col("admission_date"))

    @pa.dataframe_check
    def alc_within_stay(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for expected rows; a warning only, since ALC days are rounded up. Null ALC passes."""
        stay = (pl.col("discharge_date") - pl.col("admission_date")).dt.total_days()
        return data.lazyframe.select(pl.col("alc_days") <= stay.clip(lower_bound=1))

    @pa.dataframe_check
    def stay_under_one_year(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for expected rows; a warning only: very long stays are odd but possible."""
        stay = (pl.col("discharge_date") - pl.col("admission_date")).dt.total_days()
        return data.lazyframe.select(stay <= 365)
