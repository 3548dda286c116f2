"""The highest dose of opioids that a person held on a day of the last six months, in milligrams of morphine.

Rule: docs/explanation/families/medicines.md 39.4.
"""

import datetime as dt

import polars as pl

from reference.medicines import medicine_classes, opioid_equivalents
from transforms.dates import months_before
from transforms.features.family import CodeUse, Family, Frames, Requirement
from transforms.features.opioids import WINDOW_MONTHS
from transforms.medicines import OPIOID, find_fills, held_amounts, supply_spans

NEEDED = ("atc_code", "route", "quantity", "days_supply", "strength")
DOSE = "micrograms"
# Thousandths of units times those of strength and of the factor: a millionth of a microgram.
SCALE = 1_000_000
MICROGRAMS = 1_000
MOST_MILLIGRAMS = 1_000_000


def build_opioid_doses(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person with an opioid for pain in the 6 months ending at the period end: highest_morphine_mg_6m.

    Milligrams of morphine a day by mouth on the day of the highest dose, cut to a whole number; 0: no dose is known.
    """
    fills = find_fills(frames["dispensations"], months_before(period_end, WINDOW_MONTHS), period_end)
    spans = supply_spans(fills.filter(pl.col("medicine_class") == OPIOID))
    held = held_amounts(_with_dose(spans), [DOSE], period_end)
    highest = (pl.col(DOSE).max() // MICROGRAMS).clip(upper_bound=MOST_MILLIGRAMS).cast(pl.Int32)
    return held.group_by("person_id").agg(highest.alias("highest_morphine_mg_6m")).sort("person_id")


def _with_dose(spans: pl.DataFrame) -> pl.DataFrame:
    """The same rows with micrograms of morphine a day, rounded half up; 0 where something to tell it by is missing."""
    known = spans.join(opioid_equivalents(), on=["atc_code", "route"], how="left")
    amount = pl.col("quantity") * pl.col("strength") * pl.col("factor_thousandths") * pl.col("unit_days")
    shared = SCALE * pl.col("days_supply")
    return known.with_columns(((2 * amount + shared) // (2 * shared)).fill_null(0).alias(DOSE))


FAMILY = Family(
    name="opioid_doses",
    reads=("dispensations",),
    requires=(Requirement("dispensations", months=WINDOW_MONTHS, columns=NEEDED),),
    zeros=("highest_morphine_mg_6m",),
    dates=(),
    build=build_opioid_doses,
    codes=lambda: (medicine_classes().rows(), opioid_equivalents().rows()),
    code_uses=(
        CodeUse("medicine_classes", "dispensations", "atc_code"),
        CodeUse("opioid_equivalents", "dispensations", "atc_code"),
    ),
)
