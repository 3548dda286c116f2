"""The daily count of patients in the acute beds of hospitals (bed census), and of those waiting for other care."""

import datetime as dt

import pandera.polars as pa
import polars as pl

from schemas.fields import EARLIEST_EVENT, Contract, InputModel, described

MOST_PATIENTS = 10_000


class BedCensus(InputModel):
    """One row per hospital site and day: patients in acute beds at the daily count, and those of them at ALC.

    ALC: alternate level of care, of patients who no longer need the intensity of an acute bed and wait for another
    place. Known limits: a site may leave out days; the hour of the count differs between hospitals.
    """

    hospital_id: str = described("Hospital site", str_length={"min_value": 1})
    census_date: dt.date = described("Day of the count, local", not_future=True, ge=EARLIEST_EVENT)
    inpatients: int = described("Patients in acute beds at the count, those at ALC too", ge=0, le=MOST_PATIENTS)
    alc_patients: int = described("Of them, patients designated as waiting for another level of care", ge=0)

    class Config(InputModel.Config):
        metadata = {
            "contract": Contract(
                key=["hospital_id", "census_date"],
                dates=["census_date"],
                by_person=False,
                is_needed=False,
                is_windowed=True,
                tells_its_days=True,
            )
        }

    @pa.dataframe_check
    def alc_within_inpatients(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for good rows: nobody waits in a bed who is not in one."""
        return data.lazyframe.select(pl.col("alc_patients") <= pl.col("inpatients"))
