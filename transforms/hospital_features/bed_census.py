"""Days in acute beds of a hospital site, and those of patients who wait there for another level of care.

Rules: docs/explanation/families/bed_census.md 43.
"""

import datetime as dt

import polars as pl

from transforms.attribution.windows import in_window
from transforms.dates import months_before
from transforms.features.family import Frames, HospitalFamily, Requirement

MONTHS = 3


def build_bed_census(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per site with a census day in the three months ending at the period end, sorted by hospital_id.

    `inpatient_days_3m`: patients in its beds, added up over the days; `alc_days_3m`: of them those waiting for another
    level of care. Days without a row add nothing.
    """
    rows = frames["bed_census"].filter(in_window("census_date", months_before(period_end, MONTHS), period_end))
    sums = {"inpatient_days_3m": "inpatients", "alc_days_3m": "alc_patients"}
    return (
        rows.group_by("hospital_id")
        .agg(pl.col(source).sum().cast(pl.Int32).alias(name) for name, source in sums.items())
        .sort("hospital_id")
    )


FAMILY = HospitalFamily(
    name="bed_census",
    reads=("bed_census",),
    requires=(Requirement("bed_census", months=MONTHS),),
    zeros=("inpatient_days_3m", "alc_days_3m"),
    build=build_bed_census,
)
