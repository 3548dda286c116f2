"""People of a practice who come to emergency departments often."""

import datetime as dt

import polars as pl

from transforms.cohorts.frequent_ed import COHORT
from transforms.needs.definition import Need


def is_frequent(_period_end: dt.date) -> pl.Expr:
    """True for members of the cohort of frequent emergency users."""
    return COHORT.member


NEED = Need(
    id="frequent_emergency_visits",
    features=COHORT.features,
    member=is_frequent,
    evidence_count="ed_visits_12m",
    evidence_date="last_ed_date",
    version=1,
    status="verified",
    source=COHORT.source,
)
