"""Eye examinations of a person in two years.

Rule: docs/explanation/families/conditions.md (33); codes in reference/codes/diabetes_eye.csv.
"""

import datetime as dt

import polars as pl

from reference.condition_codes import ANY, eye_examination_codes
from transforms.attribution.windows import in_window
from transforms.dates import months_before
from transforms.features.family import CodeUse, Family, Frames, Requirement

MONTHS = 24
OPHTHALMOLOGY = "23"


def build_eye_examinations(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person with an eye examination in the 24 months ending at the period end; sorted by person_id.

    Codes of ophthalmologists count when the registry says that the physician is one.
    """
    in_years = in_window("service_date", months_before(period_end, MONTHS), period_end)
    eye_doctors = frames["physicians"].filter(pl.col("specialty_code") == OPHTHALMOLOGY)["physician_id"]
    by_whom = eye_examination_codes().select(fee_code="code", by_whom="category")
    services = frames["listed_services"].filter(in_years).join(by_whom, on="fee_code", how="inner")
    counts = (pl.col("by_whom") == ANY) | pl.col("physician_id").is_in(eye_doctors.implode())
    latest = services.filter(counts).group_by("person_id").agg(pl.col("service_date").max())
    return latest.select(
        "person_id", pl.lit(True).alias("has_eye_examination_24m"), last_eye_examination_date="service_date"
    ).sort("person_id")


FAMILY = Family(
    name="eye_examinations",
    reads=("listed_services", "physicians"),
    requires=(Requirement("claims", months=MONTHS),),
    zeros=(),
    flags=("has_eye_examination_24m",),
    dates=("last_eye_examination_date",),
    build=build_eye_examinations,
    codes=lambda: eye_examination_codes().rows(),
    code_uses=(CodeUse("diabetes_eye", "claims", "fee_code"),),
)
