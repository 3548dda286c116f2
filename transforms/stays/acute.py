"""Which separations are acute stays of a patient, and what their codes mean."""

import polars as pl

DIED = ["07", "72", "73", "74"]
# Newborn, stillborn, cadaveric donor.
NOT_ADMITTED_FOR_CARE = ["N", "S", "R", "RI"]
NEWBORN = "newborn"


def acute_stays(discharges: pl.DataFrame) -> pl.DataFrame:
    """The same rows, without newborns, stillbirths and donors."""
    is_other = pl.col("admission_category").is_in(NOT_ADMITTED_FOR_CARE) | (pl.col("care_type") == NEWBORN)
    return discharges.filter(~is_other)
