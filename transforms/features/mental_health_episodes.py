"""Episodes of mental health care, in acute and in designated mental-health beds, and when the person came back.

Rules: docs/explanation/families/mental_health_stays.md.
"""

import datetime as dt

import polars as pl

from transforms.attribution.windows import in_window
from transforms.dates import months_before
from transforms.episodes.designated import with_designated
from transforms.episodes.encounters import build_encounters
from transforms.episodes.episodes import find_episodes
from transforms.episodes.last_days import count_last_days, is_beyond_buffer, unite_last_days
from transforms.features.episodes import FOLLOW_UP_DAYS, HOSPITAL_LAST_DAYS, INDEX_MONTHS, READ_MONTHS
from transforms.features.family import ATTRIBUTION, EventFamily, Frames, Requirement

STAYS = "mental_health_stays"
DESIGNATED_LAST_DAYS = "designated_last_days"
# Stays of two sources may have one number.
DESIGNATED_PREFIX = "designated:"
COLUMNS = {
    "first_admission_date": pl.Date(),
    "hospital_id": pl.String(),
    "is_designated": pl.Boolean(),
    "encounters": pl.Int32(),
    "days_to_period_end": pl.Int32(),
    "has_died": pl.Boolean(),
    "is_self_sign_out": pl.Boolean(),
    "has_unknown_end": pl.Boolean(),
    "is_censored": pl.Boolean(),
    "days_to_next": pl.Int32(),
    "next_is_mental_health": pl.Boolean(),
}


def build_mental_health_episodes(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per episode of mental health care of a counted person, ended in the 12 months ending at the period end.

    event_id is the last stay (`designated:` before the number of one in a designated bed), event_date its discharge
    day. days_to_next is null when no episode came after it.
    """
    read = (months_before(period_end, READ_MONTHS), period_end)
    acute = build_encounters(frames["discharges"], frames["day_surgeries"], *read)
    found, _ = find_episodes(with_designated(acute, frames[STAYS], *read))
    in_year = in_window("discharge_date", months_before(period_end, INDEX_MONTHS), period_end)
    return (
        found.filter("is_mental_health", in_year)
        .join(frames[ATTRIBUTION].select("person_id"), on="person_id", how="semi")
        .join(_last_days(frames, period_end), on=["is_designated", "hospital_id"], how="left")
        .with_columns(
            (period_end - pl.col("discharge_date")).dt.total_days().cast(pl.Int32).alias("days_to_period_end"),
            is_beyond_buffer(FOLLOW_UP_DAYS).alias("is_censored"),
        )
        .select("person_id", _event_id(), pl.col("discharge_date").alias("event_date"), *COLUMNS)
        .sort("person_id", "event_id")
    )


def _event_id() -> pl.Expr:
    prefix = pl.when("is_designated").then(pl.lit(DESIGNATED_PREFIX)).otherwise(pl.lit(""))
    return (prefix + pl.col("encounter_id")).alias("event_id")


def _last_days(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per kind of bed and hospital: its last discharge day from them in the province, or in the bucket."""
    shared = {False: (HOSPITAL_LAST_DAYS, "discharges"), True: (DESIGNATED_LAST_DAYS, STAYS)}
    return pl.concat(
        unite_last_days([frames[days], count_last_days(frames[rows], period_end)]).with_columns(is_designated=kind)
        for kind, (days, rows) in shared.items()
    )


FAMILY = EventFamily(
    name="mental_health_episodes",
    reads=("discharges", "day_surgeries", STAYS, HOSPITAL_LAST_DAYS, DESIGNATED_LAST_DAYS, ATTRIBUTION),
    requires=(
        Requirement("discharges", months=READ_MONTHS, columns=("disposition_code",)),
        Requirement(
            "discharges",
            months=READ_MONTHS,
            columns=("admission_time", "discharge_time", "is_transfer_in", "is_transfer_out"),
            is_helping=True,
        ),
        Requirement("day_surgeries", months=READ_MONTHS, is_helping=True),
        Requirement(STAYS, months=READ_MONTHS, columns=("disposition",), is_helping=True),
    ),
    columns=COLUMNS,
    build=build_mental_health_episodes,
    nullable=("days_to_next",),
    dates=("first_admission_date", "event_date"),
)
