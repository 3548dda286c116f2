"""People of a practice whom no primary-care physician has seen for two years."""

import datetime as dt

import polars as pl

from transforms.dates import months_before
from transforms.needs.definition import Need


def has_no_visit(period_end: dt.date) -> pl.Expr:
    """True for persons born before the window began and without a visit in it; infants are not expected in it."""
    lived_through = pl.col("birth_date") <= months_before(period_end, 24)
    return lived_through & (pl.col("primary_care_visits_24m") == 0)


NEED = Need(
    id="no_primary_care_visit",
    features=("primary_care",),
    member=has_no_visit,
    evidence_count=None,
    evidence_date=None,
    version=1,
    status="unverified",
    source="Settled here after the catalogue entry on people without a primary-care visit in 24 months",
)
