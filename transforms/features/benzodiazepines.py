"""On how many days of the last 12 months a person was dispensed a benzodiazepine.

Rule: docs/explanation/families/medicines.md 39.6.
"""

import datetime as dt

import polars as pl

from reference.medicines import medicine_classes
from transforms.dates import months_before
from transforms.features.family import CodeUse, Family, Frames, Requirement
from transforms.medicines import BENZODIAZEPINE, find_fills

MONTHS = 12


def build_benzodiazepines(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person with a benzodiazepine in the 12 months ending at the period end: benzodiazepine_days_12m."""
    fills = find_fills(frames["dispensations"], months_before(period_end, MONTHS), period_end)
    return (
        fills.filter(pl.col("medicine_class") == BENZODIAZEPINE)
        .group_by("person_id")
        .agg(pl.col("dispensed_date").n_unique().cast(pl.Int32).alias("benzodiazepine_days_12m"))
        .sort("person_id")
    )


FAMILY = Family(
    name="benzodiazepines",
    reads=("dispensations",),
    requires=(Requirement("dispensations", months=MONTHS, columns=("atc_code",)),),
    zeros=("benzodiazepine_days_12m",),
    dates=(),
    build=build_benzodiazepines,
    codes=lambda: medicine_classes().rows(),
    code_uses=(CodeUse("medicine_classes", "dispensations", "atc_code"),),
)
