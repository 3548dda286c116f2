"""Residents of long-term care in each of four quarters: were antipsychotics given, and is there a reason for them.

Rule: docs/explanation/families/long_term_care.md 36.1.
"""

import datetime as dt

import polars as pl

from transforms.features.family import EventFamily, Frames, Requirement

MONTHS, QUARTERS, QUARTER_MONTHS = 12, 4, 3
# The assessment on moving in, and whatever follows within three months, speaks of the care before.
SETTLED_AFTER_DAYS = 92
REASONS = ("has_schizophrenia", "has_huntington", "has_hallucinations", "has_delusions", "is_end_of_life")
COLUMNS = {
    "quarter": pl.Int32(),
    "has_known_medicines": pl.Boolean(),
    "has_antipsychotic": pl.Boolean(),
    **dict.fromkeys(REASONS, pl.Boolean()),
}


def build_long_term_care_quarters(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per resident and quarter with an assessment more than 92 days after moving in: the last of the quarter.

    `quarter`: 0 for the three months that end with the period, up to 3 for those nine months before.
    `has_antipsychotic`: on a day of the last seven. Unknown items are false.
    """
    day = pl.col("assessment_date")
    settled = (day - pl.col("admission_date")).dt.total_days() > SETTLED_AFTER_DAYS
    placed = frames["long_term_care_assessments"].with_columns(_quarter(period_end).alias("quarter"))
    valid = placed.filter(settled & pl.col("quarter").is_between(0, QUARTERS - 1) & (day <= period_end))
    ordered = valid.sort("person_id", "quarter", "assessment_date", "assessment_id")
    last = ordered.unique(["person_id", "quarter"], keep="last", maintain_order=True)
    given = pl.col("antipsychotic_days")
    return last.select(
        "person_id",
        pl.col("assessment_id").alias("event_id"),
        day.alias("event_date"),
        "quarter",
        given.is_not_null().alias("has_known_medicines"),
        (given > 0).fill_null(False).alias("has_antipsychotic"),
        pl.col(REASONS).fill_null(False),
    ).sort("person_id", "event_id")


def _quarter(period_end: dt.date) -> pl.Expr:
    """Give how many quarters of whole months before the last one a day lies; negative: after the period."""
    day = pl.col("assessment_date")
    months = 12 * (period_end.year - day.dt.year().cast(pl.Int32)) + period_end.month - day.dt.month().cast(pl.Int32)
    return months.floordiv(QUARTER_MONTHS).cast(pl.Int32)


FAMILY = EventFamily(
    name="long_term_care_quarters",
    reads=("long_term_care_assessments",),
    requires=(
        Requirement(
            "long_term_care_assessments",
            months=MONTHS,
            columns=("admission_date", "antipsychotic_days", *REASONS),
        ),
    ),
    columns=COLUMNS,
    build=build_long_term_care_quarters,
)
