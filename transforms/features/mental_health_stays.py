"""Stays for mental health, in acute and in designated mental-health beds, with the contacts that followed them.

Rules: docs/explanation/families/mental_health_stays.md.
"""

import datetime as dt

import polars as pl

from reference.diagnosis_lists import mental_health_diagnoses, organic_mental_disorders
from transforms.attribution.windows import in_window
from transforms.dates import months_before
from transforms.features.family import ATTRIBUTION, CodeUse, EventFamily, Frames, Requirement, diagnosis_uses
from transforms.features.mental_health_episodes import DESIGNATED_PREFIX, STAYS
from transforms.mental_health import mark_mental_health
from transforms.stays.acute import DIED as DIED_IN_HOSPITAL
from transforms.stays.acute import acute_stays
from transforms.stays.designated import DIED, ended_or_open, known_on, mark_organic
from transforms.stays.followed import mark_followed

MONTHS, AGAIN_DAYS = 12, 30
COLUMNS = {
    "is_designated": pl.Boolean(),
    "days_to_period_end": pl.Int32(),
    "has_died": pl.Boolean(),
    "has_stay_after_30d": pl.Boolean(),
    "has_mental_health_contact_7d": pl.Boolean(),
}
TOLD = ["person_id", "event_id", "admission_date", "discharge_date", "is_designated", "is_mental_health", "has_died"]


def build_mental_health_stays(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per stay for mental health of a counted person that ended in the 12 months ending at the period end.

    event_id is the number of the separation, or `designated:` and that of the stay in a designated bed; event_date
    its discharge day. has_stay_after_30d: any other stay, of either kind, admitted 0 to 30 days after.
    """
    after = months_before(period_end, MONTHS)
    stays = pl.concat([_acute(frames["discharges"], after, period_end), _designated(frames[STAYS], after, period_end)])
    ended = (
        _with_stay_after(stays)
        .filter("is_mental_health", pl.col("discharge_date").is_not_null())
        .join(frames[ATTRIBUTION].select("person_id"), on="person_id", how="semi")
        .sort("person_id", "event_id")
        .with_row_index("place")
        .with_columns(
            (period_end - pl.col("discharge_date")).dt.total_days().cast(pl.Int32).alias("days_to_period_end"),
            pl.lit(False).alias("discharged_before_eight"),
        )
    )
    until = frames["contacts"].filter(pl.col("service_date") <= period_end)
    followed = mark_followed(ended, until, frames["physicians"], frames[ATTRIBUTION])
    return followed.select("person_id", "event_id", pl.col("discharge_date").alias("event_date"), *COLUMNS).sort(
        "person_id", "event_id"
    )


def _acute(discharges: pl.DataFrame, after: dt.date, until: dt.date) -> pl.DataFrame:
    """One row per acute stay that ended in (after, until], whatever for: the columns TOLD."""
    stays = acute_stays(discharges).filter(in_window("discharge_date", after, until))
    return (
        mark_mental_health(stays)
        .with_columns(
            pl.col("discharge_id").alias("event_id"),
            pl.lit(False).alias("is_designated"),
            pl.col("disposition_code").is_in(DIED_IN_HOSPITAL).fill_null(False).alias("has_died"),
        )
        .select(TOLD)
    )


def _designated(stays: pl.DataFrame, after: dt.date, until: dt.date) -> pl.DataFrame:
    """One row per stay in a designated bed that ended in (after, until] or had not ended: the columns TOLD."""
    read = known_on(stays, until).filter(ended_or_open(after, until))
    return (
        mark_organic(read)
        .with_columns(
            (pl.lit(DESIGNATED_PREFIX) + pl.col("stay_id")).alias("event_id"),
            pl.lit(True).alias("is_designated"),
            (~pl.col("is_organic")).alias("is_mental_health"),
            (pl.col("disposition") == DIED).fill_null(False).alias("has_died"),
        )
        .select(TOLD)
    )


def _with_stay_after(stays: pl.DataFrame) -> pl.DataFrame:
    """The same rows with has_stay_after_30d: another stay of the person began 0 to 30 days after the discharge."""
    key = ["person_id", "event_id"]
    other = stays.select("person_id", other_id="event_id", other_day="admission_date")
    days = (pl.col("other_day") - pl.col("discharge_date")).dt.total_days()
    again = (
        stays.select(*key, "discharge_date")
        .join(other, on="person_id", how="inner")
        .filter(days.is_between(0, AGAIN_DAYS) & (pl.col("event_id") != pl.col("other_id")))
        .select(*key, pl.lit(True).alias("has_stay_after_30d"))
        .unique()
    )
    return stays.join(again, on=key, how="left").with_columns(pl.col("has_stay_after_30d").fill_null(False))


FAMILY = EventFamily(
    name="mental_health_stays",
    reads=("discharges", STAYS, "contacts", "physicians", ATTRIBUTION),
    requires=(
        Requirement(
            "discharges", months=MONTHS, columns=("disposition_code", "main_diagnosis_code", "other_diagnosis_codes")
        ),
        Requirement("claims", months=MONTHS),
        Requirement(
            STAYS, months=MONTHS, columns=("disposition", "diagnosis_category", "main_diagnosis_code"), is_helping=True
        ),
    ),
    columns=COLUMNS,
    build=build_mental_health_stays,
    codes=lambda: (mental_health_diagnoses().rows(), organic_mental_disorders().rows()),
    code_uses=(
        *diagnosis_uses("mental_health_diagnoses", "discharges"),
        CodeUse("organic_mental_disorders", STAYS, "main_diagnosis_code"),
    ),
)
