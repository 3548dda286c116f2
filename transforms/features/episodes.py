"""Episodes of care: each with how it ended, what it was, and when the person came back.

Rules: docs/explanation/indicators.md 19.
"""

import datetime as dt

import polars as pl

from reference.diagnosis_lists import charlson_codes, charlson_weights
from reference.hospital_codes import deliveries
from transforms.attribution.windows import in_window
from transforms.comorbidity.charlson import charlson_sums
from transforms.dates import months_before
from transforms.episodes.encounters import build_encounters
from transforms.episodes.episodes import find_episodes
from transforms.episodes.last_days import count_last_days, is_beyond_buffer, unite_last_days
from transforms.episodes.marks import diagnoses_of
from transforms.features.family import ATTRIBUTION, EventFamily, Frames, Requirement, diagnosis_uses
from transforms.stays.ages import age_group, age_on

INDEX_MONTHS, READ_MONTHS, FOLLOW_UP_DAYS = 12, 15, 30
HOSPITAL_LAST_DAYS = "hospital_last_days"
COLUMNS = {
    "first_admission_date": pl.Date(),
    "hospital_id": pl.String(),
    "care_type": pl.String(),
    "encounters": pl.Int32(),
    "days_to_period_end": pl.Int32(),
    "age_at_discharge": pl.Int32(),
    "discharge_age_group": pl.String(),
    "charlson_group": pl.String(),
    "has_died": pl.Boolean(),
    "is_palliative": pl.Boolean(),
    "is_mental_health": pl.Boolean(),
    "is_chemotherapy": pl.Boolean(),
    "is_delivery": pl.Boolean(),
    "is_maid": pl.Boolean(),
    "is_self_sign_out": pl.Boolean(),
    "is_elective": pl.Boolean(),
    "has_unknown_end": pl.Boolean(),
    "is_censored": pl.Boolean(),
    "days_to_next": pl.Int32(),
    "next_counts": pl.Boolean(),
}


def build_episodes(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per episode of a counted person with its discharge day in the 12 months ending at the period end.

    event_id is the separation of the last stay, event_date its discharge day. days_to_next is null when none came.
    """
    read = (months_before(period_end, READ_MONTHS), period_end)
    found, linked = find_episodes(build_encounters(frames["discharges"], frames["day_surgeries"], *read))
    in_year = in_window("discharge_date", months_before(period_end, INDEX_MONTHS), period_end)
    age = pl.col("age_at_discharge")
    return (
        found.filter(in_year)
        .join(frames[ATTRIBUTION].select("person_id", "birth_date"), on="person_id", how="inner")
        .join(_last_days(frames, period_end), on="hospital_id", how="left")
        .join(_charlson(linked), on="chain", how="left")
        .with_columns(
            age_on("discharge_date").alias("age_at_discharge"),
            (period_end - pl.col("discharge_date")).dt.total_days().cast(pl.Int32).alias("days_to_period_end"),
            is_beyond_buffer(FOLLOW_UP_DAYS).alias("is_censored"),
            pl.col("charlson_group").fill_null("0"),
        )
        .with_columns(age_group(age).alias("discharge_age_group"))
        .select(
            "person_id",
            pl.col("encounter_id").alias("event_id"),
            pl.col("discharge_date").alias("event_date"),
            *COLUMNS,
        )
        .sort("person_id", "event_id")
    )


def _last_days(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per hospital: its last discharge day in the province, of the bucket's own when that is all there is."""
    return unite_last_days([frames[HOSPITAL_LAST_DAYS], count_last_days(frames["discharges"], period_end)])


def _charlson(linked: pl.DataFrame) -> pl.DataFrame:
    """One row per chain with diagnoses of its stays: chain, charlson_group."""
    sums = charlson_sums(diagnoses_of(linked.filter("is_stay"), "chain"))
    return sums.select(pl.col("key").alias("chain"), "charlson_group")


FAMILY = EventFamily(
    name="episodes",
    reads=("discharges", "day_surgeries", HOSPITAL_LAST_DAYS, ATTRIBUTION),
    requires=(
        Requirement(
            "discharges",
            months=READ_MONTHS,
            columns=("disposition_code", "main_diagnosis_code", "other_diagnosis_codes"),
        ),
        Requirement(
            "discharges",
            months=READ_MONTHS,
            columns=("admission_time", "discharge_time", "is_transfer_in", "is_transfer_out", "intervention_codes"),
            is_helping=True,
        ),
        Requirement("day_surgeries", months=READ_MONTHS, is_helping=True),
    ),
    columns=COLUMNS,
    build=build_episodes,
    codes=lambda: (deliveries().rows(), charlson_codes().rows(), charlson_weights().rows()),
    code_uses=(
        *diagnosis_uses("deliveries", "discharges"),
        *diagnosis_uses("deliveries", "day_surgeries"),
        *diagnosis_uses("charlson", "discharges"),
    ),
    nullable=("days_to_next",),
    dates=("first_admission_date", "event_date"),
)
