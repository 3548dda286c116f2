"""Stays for mental health, in acute and in designated mental-health beds, with the contacts that followed them.

Rules: docs/explanation/families/mental_health_stays.md.
"""

import datetime as dt

import polars as pl

from reference.diagnosis_lists import mental_health_diagnoses, organic_mental_disorders
from transforms.attribution.windows import in_window
from transforms.dates import months_before
from transforms.episodes.encounters import minute_of_day
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
KEY = ["person_id", "event_id"]
TIMES = ["admission_minute", "discharge_minute"]
TOLD = [*KEY, "admission_date", "discharge_date", *TIMES, "is_designated", "is_mental_health", "has_died"]
# The order of encounters, as far as stays alone need it; `last_day` of an open stay is the day after the period.
ORDER = [
    *("person_id", "admission_date", "admission_minute", "last_day", "discharge_minute", "is_designated"),
    "event_id",
]


def build_mental_health_stays(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per stay for mental health of a counted person that ended in the 12 months ending at the period end.

    event_id is the number of the separation, or `designated:` and that of the stay in a designated bed; event_date
    its discharge day. has_stay_after_30d: a later stay, of either kind, admitted 0 to 30 days after; of stays
    admitted on one day the order of encounters decides which is later.
    """
    after = months_before(period_end, MONTHS)
    stays = pl.concat([_acute(frames["discharges"], after, period_end), _designated(frames[STAYS], after, period_end)])
    ended = (
        _with_stay_after(_in_order(stays, period_end))
        .filter("is_mental_health", pl.col("discharge_date").is_not_null())
        .join(frames[ATTRIBUTION].select("person_id"), on="person_id", how="semi")
        .sort("person_id", "event_id")
        .drop("place")
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
            *_minutes(),
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
            *_minutes(),
            pl.lit(True).alias("is_designated"),
            (~pl.col("is_organic")).alias("is_mental_health"),
            (pl.col("disposition") == DIED).fill_null(False).alias("has_died"),
        )
        .select(TOLD)
    )


def _minutes() -> list[pl.Expr]:
    return [minute_of_day(f"{end}_time").alias(f"{end}_minute") for end in ("admission", "discharge")]


def _in_order(stays: pl.DataFrame, until: dt.date) -> pl.DataFrame:
    """The same rows, numbered by `place` in the order of encounters (34, 2)."""
    last_day = pl.col("discharge_date").fill_null(until + dt.timedelta(days=1))
    return stays.with_columns(last_day.alias("last_day")).sort(ORDER).drop("last_day").with_row_index("place")


def _with_stay_after(stays: pl.DataFrame) -> pl.DataFrame:
    """The same rows with has_stay_after_30d: a later stay of the person began 0 to 30 days after the discharge."""
    later = stays.select("person_id", later_place="place", later_day="admission_date")
    days = (pl.col("later_day") - pl.col("discharge_date")).dt.total_days()
    again = (
        stays.select(*KEY, "place", "discharge_date")
        .join(later, on="person_id", how="inner")
        .filter(days.is_between(0, AGAIN_DAYS) & (pl.col("later_place") > pl.col("place")))
        .select(*KEY, pl.lit(True).alias("has_stay_after_30d"))
        .unique()
    )
    return stays.join(again, on=KEY, how="left").with_columns(pl.col("has_stay_after_30d").fill_null(False))


FAMILY = EventFamily(
    name="mental_health_stays",
    reads=("discharges", STAYS, "contacts", "physicians", ATTRIBUTION),
    requires=(
        Requirement(
            "discharges", months=MONTHS, columns=("disposition_code", "main_diagnosis_code", "other_diagnosis_codes")
        ),
        # Which of two stays of one day is the later.
        Requirement("discharges", months=MONTHS, columns=("admission_time", "discharge_time"), is_helping=True),
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
