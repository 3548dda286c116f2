"""Who of a practice needs what, and the evidence for it."""

import datetime as dt
from collections.abc import Sequence

import polars as pl

from transforms.needs.definition import Need


def list_needs(base: pl.DataFrame, needs: Sequence[Need], period_end: dt.date) -> pl.DataFrame:
    """One row per person of a practice and need, sorted by physician_id, person_id, need_id (the Needs model).

    `evidence_count` and `evidence_date` are null when the need itself is the absence of something.
    """
    patients = base.filter(pl.col("physician_id").is_not_null())
    rows = [_list_need(patients, need, period_end) for need in needs]
    return pl.concat(rows).sort("physician_id", "person_id", "need_id")


def _list_need(patients: pl.DataFrame, need: Need, period_end: dt.date) -> pl.DataFrame:
    """One row per person of a practice with this need."""
    count = pl.col(need.evidence_count) if need.evidence_count else pl.lit(None)
    date = pl.col(need.evidence_date) if need.evidence_date else pl.lit(None)
    return patients.filter(need.member(period_end)).select(
        "physician_id",
        "person_id",
        pl.lit(need.id).alias("need_id"),
        "age_years",
        "sex",
        "tier",
        count.cast(pl.Int32).alias("evidence_count"),
        date.cast(pl.Date).alias("evidence_date"),
    )
