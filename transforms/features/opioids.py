"""Whether a person was dispensed an opioid in the last six months, and whether that was a new start.

Rule: docs/explanation/families/medicines.md 39.3.
"""

import datetime as dt

import polars as pl

from reference.medicines import medicine_classes
from transforms.attribution.windows import in_window
from transforms.dates import months_before
from transforms.features.family import CodeUse, Family, Frames, Requirement
from transforms.medicines import AGONIST_THERAPY, OPIOID, find_fills

WINDOW_MONTHS, LOOK_BACK_MONTHS = 6, 6
MONTHS = WINDOW_MONTHS + LOOK_BACK_MONTHS


def build_opioids(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person with an opioid for pain or agonist therapy in the 6 months ending at the period end.

    had_opioid_6m: an opioid for pain; had_opioid_or_agonist_6m: either, so always true; had_new_opioid_6m: neither was
    dispensed in the six months before the first opioid for pain of the window.
    """
    fills = find_fills(frames["dispensations"], months_before(period_end, MONTHS), period_end)
    either = fills.filter(pl.col("medicine_class").is_in([OPIOID, AGONIST_THERAPY]))
    recent = either.filter(in_window("dispensed_date", months_before(period_end, WINDOW_MONTHS), period_end))
    is_opioid = pl.col("medicine_class") == OPIOID
    return (
        recent.group_by("person_id")
        .agg(
            is_opioid.any().alias("had_opioid_6m"),
            pl.lit(True).alias("had_opioid_or_agonist_6m"),
            pl.col("dispensed_date").filter(is_opioid).min().alias("first_date"),
        )
        .join(_latest_before_first(either, recent.filter(is_opioid)), on="person_id", how="left")
        .select("person_id", "had_opioid_6m", _is_new().alias("had_new_opioid_6m"), "had_opioid_or_agonist_6m")
        .sort("person_id")
    )


def _latest_before_first(either: pl.DataFrame, opioids: pl.DataFrame) -> pl.DataFrame:
    """One row per person with a fill before the first opioid of the window: the latest such day, latest_date."""
    first = opioids.group_by("person_id").agg(pl.col("dispensed_date").min().alias("begun_date"))
    earlier = either.join(first, on="person_id").filter(pl.col("dispensed_date") < pl.col("begun_date"))
    return earlier.group_by("person_id").agg(pl.col("dispensed_date").max().alias("latest_date"))


def _is_new() -> pl.Expr:
    since = pl.col("first_date").dt.offset_by(f"-{LOOK_BACK_MONTHS}mo")
    recently = (pl.col("latest_date") > since).fill_null(False)
    return pl.col("had_opioid_6m") & ~recently


FAMILY = Family(
    name="opioids",
    reads=("dispensations",),
    requires=(Requirement("dispensations", months=MONTHS, columns=("atc_code",)),),
    zeros=(),
    flags=("had_opioid_6m", "had_new_opioid_6m", "had_opioid_or_agonist_6m"),
    dates=(),
    build=build_opioids,
    codes=lambda: medicine_classes().rows(),
    code_uses=(CodeUse("medicine_classes", "dispensations", "atc_code"),),
)
