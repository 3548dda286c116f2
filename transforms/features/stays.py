"""Acute stays: condition, age, how they ended, and whether the person was soon admitted again.

Rules: docs/explanation/indicators.md 19.11 and 20.
"""

import datetime as dt

import polars as pl

from reference.hospital_codes import selected_conditions
from transforms.dates import months_before
from transforms.features.family import ATTRIBUTION, CodeUse, EventFamily, Frames, Requirement
from transforms.stays.readmitted import mark_readmitted
from transforms.stays.stays import describe_stays, find_stays

MONTHS = 12
COLUMNS = {
    "hospital_id": pl.String(),
    "care_type": pl.String(),
    "condition": pl.String(),
    "length_days": pl.Int32(),
    "days_to_period_end": pl.Int32(),
    "age_at_discharge": pl.Int32(),
    "is_copd": pl.Boolean(),
    "is_heart_failure": pl.Boolean(),
    "is_maternal_or_newborn": pl.Boolean(),
    "has_died": pl.Boolean(),
    "discharged_before_eight": pl.Boolean(),
    "is_readmitted_30d": pl.Boolean(),
}
CODE_USES = (CodeUse("selected_conditions", "discharges", "main_diagnosis_code"),)


def build_stays(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per acute stay of a counted person discharged in the 12 months ending at the period end."""
    return as_events(described_stays(frames, period_end), list(COLUMNS))


def described_stays(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per such stay, numbered by `place`, with everything that stays alone tell of it."""
    stays = mark_readmitted(find_stays(frames["discharges"], months_before(period_end, MONTHS), period_end))
    return describe_stays(stays, frames[ATTRIBUTION].select("person_id", "birth_date"), period_end)


def as_events(stays: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """One row per stay as an event: person_id, event_id (the separation), event_date (its discharge), the columns."""
    key = [pl.col("discharge_id").alias("event_id"), pl.col("discharge_date").alias("event_date")]
    return stays.select("person_id", *key, *columns).sort("person_id", "event_id")


FAMILY = EventFamily(
    name="stays",
    reads=("discharges", ATTRIBUTION),
    requires=(
        Requirement("discharges", months=MONTHS, columns=("disposition_code", "main_diagnosis_code", "is_transfer_in")),
    ),
    columns=COLUMNS,
    build=build_stays,
    codes=lambda: selected_conditions().rows(),
    code_uses=CODE_USES,
    nullable=("condition",),
)
