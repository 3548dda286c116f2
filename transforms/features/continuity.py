"""How the visits of a person fall on physicians: the indices of Bice and Boxerman, and of sequence.

Bice TW, Boxerman SB. A quantitative measure of continuity of care. Medical Care 1977; 15:347-349. Steinwachs DM.
Measuring provider continuity in ambulatory care: an assessment of alternative approaches. Medical Care 1979;
17:551-565. Rule: docs/explanation/indicators.md 22.
"""

import datetime as dt

import polars as pl

from transforms.base_tables.visits import VISIT, primary_care_visits
from transforms.features.family import Family, Frames, Requirement
from transforms.statistics.parts import share_in_parts


def build_continuity(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person with a primary-care visit in 24 months: both indices in ten-thousandths.

    A person with a single visit has 0 in both: neither index exists, and the records ask for three visits.
    """
    visits = primary_care_visits(frames["core_lines"], 24, period_end)
    counted = _concentration(visits).join(_sequence(visits), on="person_id", how="inner")
    n = pl.col("visits")
    return counted.select(
        "person_id",
        share_in_parts(pl.col("squares") - n, n * (n - 1)).alias("coc_parts_24m"),
        share_in_parts(pl.col("returns"), n - 1).alias("secon_parts_24m"),
    ).sort("person_id")


def _concentration(visits: pl.DataFrame) -> pl.DataFrame:
    """One row per person: visits, and squares, the sum over physicians of their visits squared."""
    by_physician = visits.group_by("person_id", "physician_id").agg(pl.len().cast(pl.Int64).alias("visits"))
    return by_physician.group_by("person_id").agg(
        pl.col("visits").sum(), (pl.col("visits") * pl.col("visits")).sum().alias("squares")
    )


def _sequence(visits: pl.DataFrame) -> pl.DataFrame:
    """One row per person: returns, the visits to the physician of the visit before (by day, then physician id)."""
    same = [pl.col(name) == pl.col(name).shift(1) for name in ("person_id", "physician_id")]
    returned = pl.all_horizontal(*same).fill_null(False).alias("is_return")
    ordered = visits.sort(VISIT).with_columns(returned)
    return ordered.group_by("person_id").agg(pl.col("is_return").sum().cast(pl.Int64).alias("returns"))


FAMILY = Family(
    name="continuity",
    reads=("core_lines",),
    requires=(Requirement("claims", months=24),),
    zeros=("coc_parts_24m", "secon_parts_24m"),
    dates=(),
    build=build_continuity,
)
