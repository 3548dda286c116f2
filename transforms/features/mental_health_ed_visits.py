"""Emergency visits for mental health as events: was it the first, was there care before, and did the person return.

Rules: docs/explanation/indicators.md 21; stays in designated beds: docs/explanation/families/mental_health_stays.md.
"""

import datetime as dt

import polars as pl

from reference.diagnosis_lists import mental_health_diagnoses
from transforms.attribution.windows import in_window
from transforms.dates import months_before
from transforms.features.ambulatory_care_sensitive import NOT_ADMITTED_FOR_CARE
from transforms.features.family import CodeUse, EventFamily, Frames, Requirement, diagnosis_uses
from transforms.features.mental_health_emergency import NEEDED, mental_health_visits
from transforms.mental_health import mark_mental_health
from transforms.stays.designated import known_on

LOOK_BACK = "24mo"
# Nothing on or before the day so many months before the period end is read.
READ_MONTHS = 36
DESIGNATED = "mental_health_stays"
RETURN_DAYS = 30
COLUMNS = {
    "is_substance": pl.Boolean(),
    "is_first": pl.Boolean(),
    "had_care_before": pl.Boolean(),
    "has_follow_up": pl.Boolean(),
    "returned_in_30_days": pl.Boolean(),
}


def build_mental_health_ed_visits(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per unscheduled visit for mental health or substance use in the 12 months ending at the period end.

    `is_first`: the person's first of these, by day, then visit id. `had_care_before`: care of mental health, or a bed
    designated for it, on a day of the 24 months before the visit's day. `has_follow_up`: 30 days after it lie within
    the window. `returned_in_30_days`: another such visit 1 to 30 days later.
    """
    visits = mental_health_visits(frames["ed_visits"]).filter(pl.col("visit_date") <= period_end)
    events = visits.filter(in_window("visit_date", months_before(period_end, 12), period_end)).select(
        "person_id", "is_substance", event_id="visit_id", event_date="visit_date"
    )
    marked = events.sort("event_date", "person_id", "event_id").with_columns(
        (pl.int_range(pl.len()).over("person_id") == 0).alias("is_first"),
        (pl.col("event_date") <= period_end - dt.timedelta(days=RETURN_DAYS)).alias("has_follow_up"),
    )
    with_care = _with_bed_before(
        _with_care_before(marked, _care_days(visits, frames)),
        known_on(frames[DESIGNATED], period_end),
        months_before(period_end, READ_MONTHS),
    )
    return _with_return(with_care).select("person_id", "event_id", "event_date", *COLUMNS).sort("person_id", "event_id")


def _care_days(visits: pl.DataFrame, frames: Frames) -> pl.DataFrame:
    """One row per person and day with care of mental health: a contact, an emergency visit, the end of a stay."""
    contacts = frames["contacts"].filter("is_mental_health").select("person_id", day="service_date")
    days = [contacts, visits.select("person_id", day="visit_date"), _stay_days(frames["discharges"])]
    return pl.concat(days).unique().sort("day", "person_id")


def _stay_days(discharges: pl.DataFrame) -> pl.DataFrame:
    """One row per mental-health stay, by its kind of care or its diagnoses: person_id, day of discharge."""
    newborn = pl.col("admission_category").is_in(NOT_ADMITTED_FOR_CARE) | (pl.col("care_type") == "newborn")
    stays = mark_mental_health(discharges.filter(~newborn))
    of_mental_health = (pl.col("care_type") == "mental_health") | pl.col("is_mental_health")
    return stays.filter(of_mental_health).select("person_id", day="discharge_date")


def _with_care_before(events: pl.DataFrame, days: pl.DataFrame) -> pl.DataFrame:
    """The same rows with had_care_before: the latest day of care before the visit's is not too long ago."""
    latest = events.join_asof(
        days.with_columns(care_day="day"),
        left_on="event_date",
        right_on="day",
        by="person_id",
        strategy="backward",
        allow_exact_matches=False,
        check_sortedness=False,
    )
    since = pl.col("event_date").dt.offset_by(f"-{LOOK_BACK}")
    return latest.with_columns((pl.col("care_day") >= since).fill_null(False).alias("had_care_before"))


def _with_bed_before(events: pl.DataFrame, stays: pl.DataFrame, unread_until: dt.date) -> pl.DataFrame:
    """The same rows: had_care_before too when a day of a stay in a designated bed lies in the 24 months before."""
    since = pl.max_horizontal(
        pl.col("event_date").dt.offset_by(f"-{LOOK_BACK}"), pl.lit(unread_until + dt.timedelta(days=1))
    )
    has_ended_before = (pl.col("discharge_date") < since).fill_null(False)
    beds = stays.select("person_id", "admission_date", "discharge_date")
    in_bed = (
        events.select("person_id", "event_id", "event_date")
        .join(beds, on="person_id", how="inner")
        .filter((pl.col("admission_date") < pl.col("event_date")) & ~has_ended_before)
        .select("person_id", "event_id", pl.lit(True).alias("had_bed_before"))
        .unique()
    )
    marked = events.join(in_bed, on=["person_id", "event_id"], how="left")
    return marked.with_columns(pl.col("had_care_before") | pl.col("had_bed_before").fill_null(False))


def _with_return(events: pl.DataFrame) -> pl.DataFrame:
    """The same rows with returned_in_30_days; a second visit of the same day is no return."""
    days = events.select("person_id", day="event_date").unique().sort("day", "person_id")
    following = events.sort("event_date", "person_id", "event_id").join_asof(
        days.with_columns(next_day="day"),
        left_on="event_date",
        right_on="day",
        by="person_id",
        strategy="forward",
        allow_exact_matches=False,
        check_sortedness=False,
    )
    after = (pl.col("next_day") - pl.col("event_date")).dt.total_days()
    return following.with_columns((after <= RETURN_DAYS).fill_null(False).alias("returned_in_30_days"))


FAMILY = EventFamily(
    name="mental_health_ed_visits",
    reads=("ed_visits", "discharges", DESIGNATED, "contacts"),
    requires=(
        Requirement("ed_visits", months=READ_MONTHS, columns=NEEDED),
        Requirement("discharges", months=READ_MONTHS, columns=("main_diagnosis_code", "other_diagnosis_codes")),
        Requirement("claims", months=READ_MONTHS, columns=("diagnosis_code",)),
        Requirement(DESIGNATED, months=READ_MONTHS, is_helping=True),
    ),
    columns=COLUMNS,
    build=build_mental_health_ed_visits,
    codes=lambda: mental_health_diagnoses().rows(),
    code_uses=(
        *diagnosis_uses("mental_health_diagnoses", "ed_visits"),
        *diagnosis_uses("mental_health_diagnoses", "discharges"),
        # By way of the contacts.
        CodeUse("ohip_mental_health", "claims", "diagnosis_code"),
    ),
)
