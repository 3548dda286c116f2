"""Stays in adult designated mental-health beds (OMHRS), which the discharge abstract does not hold."""

import datetime as dt

import pandera.polars as pa
import polars as pl

from schemas.fields import EARLIEST_EVENT, ICD10_CODE, Contract, InputModel, described, person_id_field

# fmt: off
DIAGNOSIS_CATEGORIES = [
    "neurocognitive", "substance", "psychotic", "mood", "anxiety", "trauma", "personality", "developmental", "other",
]
# fmt: on
LEGAL_STATUSES = ["voluntary", "involuntary", "forensic", "other"]
BED_DISPOSITIONS = ["home", "transfer", "sign_out", "died", "other"]


class MentalHealthStays(InputModel):
    """One row per stay in an adult designated mental-health bed, ended or not.

    Known limits: people under 18 are mostly in the discharge abstract; stays may last for years, and one whose end was
    never told looks open for ever. Diagnoses are those of the DSM: coded in ICD-9-CM until 2018, the form after that
    could not be read. So the diagnosis is asked for as a category, and as a code only where the source has ICD-10.
    """

    stay_id: str = described("Identifier of the stay", str_length={"min_value": 1})
    person_id: int = person_id_field()
    hospital_id: str = described("Hospital site of the bed", str_length={"min_value": 1})
    admission_date: dt.date = described("Day of admission, local", not_future=True, ge=EARLIEST_EVENT)
    discharge_date: dt.date = described(
        "Day of discharge, local; null: still in the bed", not_future=True, nullable=True, ge=EARLIEST_EVENT
    )
    admission_time: dt.time = described("Time of admission, local; null: unknown or not supplied", nullable=True)
    discharge_time: dt.time = described("Time of discharge, local; null: unknown or not supplied", nullable=True)
    disposition: str = described(
        "How the stay ended: home, transfer (to another hospital), sign_out (left against advice), died, other; null:"
        " still in the bed, or not supplied",
        nullable=True,
        isin=BED_DISPOSITIONS,
    )
    legal_status: str = described(
        "Legal status at admission: voluntary, involuntary, forensic, other; null: not supplied",
        nullable=True,
        isin=LEGAL_STATUSES,
    )
    diagnosis_category: str = described(
        "Group of the main diagnosis of the DSM; null: not supplied", nullable=True, isin=DIAGNOSIS_CATEGORIES
    )
    main_diagnosis_code: str = described(
        "Main diagnosis, ICD-10 without dot; null: not supplied, or coded otherwise",
        nullable=True,
        str_matches=ICD10_CODE,
    )

    class Config(InputModel.Config):
        metadata = {
            "contract": Contract(
                key=["person_id", "stay_id"],
                dates=["admission_date", "discharge_date"],
                warnings=["disposition_with_discharge", "stay_under_five_years"],
                is_needed=False,
            )
        }

    @pa.dataframe_check
    def discharge_not_before_admission(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for good rows; a stay that has not ended passes."""
        return data.lazyframe.select(pl.col("discharge_date") >= pl.col("admission_date"))

    @pa.dataframe_check
    def disposition_with_discharge(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for expected rows; a warning only: an end without a day is read as no end."""
        return data.lazyframe.select(pl.col("disposition").is_null() | pl.col("discharge_date").is_not_null())

    @pa.dataframe_check
    def stay_under_five_years(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for expected rows; a warning only: stays of many years are odd but possible."""
        stay = (pl.col("discharge_date") - pl.col("admission_date")).dt.total_days()
        return data.lazyframe.select(stay < 5 * 366)
