"""Whether a person was dispensed a statin in the last 12 months.

Rule: docs/explanation/families/medicines.md 39.7.
"""

import datetime as dt

import polars as pl

from reference.medicines import medicine_classes
from transforms.dates import months_before
from transforms.features.family import CodeUse, Family, Frames, Requirement
from transforms.medicines import STATIN, find_fills

MONTHS = 12


def build_statins(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person with a statin in the 12 months ending at the period end: had_statin_12m, true."""
    fills = find_fills(frames["dispensations"], months_before(period_end, MONTHS), period_end)
    persons = fills.filter(pl.col("medicine_class") == STATIN).select("person_id").unique().sort("person_id")
    return persons.with_columns(pl.lit(True).alias("had_statin_12m"))


FAMILY = Family(
    name="statins",
    reads=("dispensations",),
    requires=(Requirement("dispensations", months=MONTHS, columns=("atc_code",)),),
    zeros=(),
    flags=("had_statin_12m",),
    dates=(),
    build=build_statins,
    codes=lambda: medicine_classes().rows(),
    code_uses=(CodeUse("medicine_classes", "dispensations", "atc_code"),),
)
