"""Discharges as events, and whether a summary went to a family physician within 48 hours.

Rule: docs/explanation/families/hospital_reports.md 41.
"""

import datetime as dt

import polars as pl

from transforms.attribution.windows import in_window
from transforms.dates import months_before
from transforms.features.family import EventFamily, Frames, Requirement
from transforms.stays.acute import DIED, acute_stays

MONTHS, FOLLOW_UP_DAYS, MINUTES = 3, 2, 48 * 60
PRIMARY_CARE = ["00", "05"]
TRANSFERRED = "10"
COLUMNS = {
    "has_two_days_after": pl.Boolean(),
    "has_died": pl.Boolean(),
    "is_transferred": pl.Boolean(),
    "is_reported_in_48h": pl.Boolean(),
}
STAY = ["person_id", "hospital_id", "discharge_date"]


def build_discharge_summaries(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per acute stay discharged in the 3 months ending at the period end, sorted by person and separation.

    `has_two_days_after`: two days after it lie within the window. `is_transferred`: to another hospital, as coded.
    `is_reported_in_48h`: a summary of the person, hospital and day, sent by the period end to a family physician of the
    registry, at most 2,880 minutes after, or two days where a time is unknown.
    """
    in_time = in_window("discharge_date", months_before(period_end, MONTHS), period_end)
    stays = acute_stays(frames["discharges"]).filter(in_time)
    reported = stays.join(_reports(frames, period_end), on=STAY, how="inner").filter(_is_within_48_hours())
    marks = reported.select("person_id", "discharge_id", is_reported_in_48h=pl.lit(True)).unique()
    disposition, coded = pl.col("disposition_code"), pl.col("is_transfer_out").fill_null(False)
    return (
        stays.join(marks, on=["person_id", "discharge_id"], how="left")
        .select(
            "person_id",
            pl.col("discharge_id").alias("event_id"),
            pl.col("discharge_date").alias("event_date"),
            (pl.col("discharge_date") <= period_end - dt.timedelta(days=FOLLOW_UP_DAYS)).alias("has_two_days_after"),
            disposition.is_in(DIED).fill_null(False).alias("has_died"),
            ((disposition == TRANSFERRED).fill_null(False) | coded).alias("is_transferred"),
            pl.col("is_reported_in_48h").fill_null(False),
        )
        .sort("person_id", "event_id")
    )


def _reports(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per summary sent to a family physician by the period end: STAY, sent_date, sent_time."""
    known = frames["physicians"].filter(pl.col("specialty_code").is_in(PRIMARY_CARE))
    recipients = known.select(recipient_physician_id="physician_id")
    sent = frames["hospital_reports"].filter(pl.col("sent_date") <= period_end)
    return sent.join(recipients, on="recipient_physician_id", how="semi").select(*STAY, "sent_date", "sent_time")


def _is_within_48_hours() -> pl.Expr:
    """Say it in minutes where both times are known, seconds cut off, and in days where one is not."""
    days = (pl.col("sent_date") - pl.col("discharge_date")).dt.total_days()
    sent, left = (_minute(name) for name in ("sent_time", "discharge_time"))
    return pl.coalesce(days * 24 * 60 + sent - left <= MINUTES, days <= FOLLOW_UP_DAYS)


def _minute(column: str) -> pl.Expr:
    return pl.col(column).dt.hour().cast(pl.Int64) * 60 + pl.col(column).dt.minute()


FAMILY = EventFamily(
    name="discharge_summaries",
    reads=("discharges", "hospital_reports", "physicians"),
    requires=(
        Requirement("discharges", months=MONTHS, columns=("disposition_code",)),
        Requirement("hospital_reports", months=MONTHS, columns=("recipient_physician_id",)),
    ),
    columns=COLUMNS,
    build=build_discharge_summaries,
)
