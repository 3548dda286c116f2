"""Long-term care homes: stays of residents, and their assessments (CCRS with RAI-MDS 2.0, interRAI LTCF)."""

import datetime as dt

import pandera.polars as pa
import polars as pl

from schemas.fields import EARLIEST_EVENT, Contract, InputModel, described, person_id_field


class LongTermCareStays(InputModel):
    """One row per stay of a resident in a long-term care home.

    Known limits: days in hospital do not end a stay while the bed is held.
    """

    person_id: int = person_id_field()
    facility_id: str = described("Long-term care home", str_length={"min_value": 1})
    admission_date: dt.date = described("Day of moving in, local", not_future=True, ge=EARLIEST_EVENT)
    discharge_date: dt.date = described(
        "Last day in the home; null: still there or not supplied", nullable=True, not_future=True, ge=EARLIEST_EVENT
    )

    class Config(InputModel.Config):
        metadata = {
            "contract": Contract(
                key=["person_id", "facility_id", "admission_date"], dates=["admission_date"], is_needed=False
            )
        }

    @pa.dataframe_check
    def discharge_not_before_admission(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for good rows; an unknown day passes."""
        return data.lazyframe.select(pl.col("discharge_date") >= pl.col("admission_date"))


class LongTermCareAssessments(InputModel):
    """One row per assessment of a resident of a long-term care home.

    Known limits: residents are assessed every quarter; an assessment on moving in speaks of the care before it.
    """

    assessment_id: str = described("Identifier of the assessment", str_length={"min_value": 1})
    person_id: int = person_id_field()
    facility_id: str = described("Long-term care home", str_length={"min_value": 1})
    assessment_date: dt.date = described("Day of the assessment, local", not_future=True, ge=EARLIEST_EVENT)
    admission_date: dt.date = described(
        "Day of moving in; null: unknown or not supplied", nullable=True, not_future=True, ge=EARLIEST_EVENT
    )
    antipsychotic_days: int = described(
        "Days of the last 7 on which an antipsychotic was given (O4a); null: unknown or not supplied",
        nullable=True,
        isin=list(range(8)),
    )
    has_schizophrenia: bool = described("Schizophrenia (I1ii); null: unknown or not supplied", nullable=True)
    has_huntington: bool = described("Huntington's chorea (I1x); null: unknown or not supplied", nullable=True)
    has_hallucinations: bool = described("Had hallucinations (J1i); null: unknown or not supplied", nullable=True)
    has_delusions: bool = described("Delusions (J1e); null: unknown or not supplied", nullable=True)
    is_end_of_life: bool = described(
        "End-stage disease (J5c) or hospice care (P1ao); null: unknown or not supplied", nullable=True
    )

    class Config(InputModel.Config):
        metadata = {
            "contract": Contract(
                key=["person_id", "assessment_id"],
                dates=["assessment_date"],
                warnings=["assessment_not_before_admission"],
                is_needed=False,
                is_windowed=True,
                tells_its_days=True,
            )
        }

    @pa.dataframe_check
    def assessment_not_before_admission(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for expected rows; a warning only. An unknown day passes."""
        return data.lazyframe.select(pl.col("assessment_date") >= pl.col("admission_date"))
