"""Primary-care visits at a distance in the last three months, by video and by telephone.

Rule: docs/explanation/indicators.md 22. The contact of the same person, physician and day says how the visit was made.
"""

import datetime as dt

import polars as pl

from transforms.base_tables.visits import VISIT, primary_care_visits
from transforms.features.family import Family, Frames, Requirement

COUNTS = ("primary_care_visits_3m", "visits_at_distance_3m", "visits_with_modality_3m", "video_visits_3m")


def build_virtual_visits(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person with a primary-care visit in the 3 months ending at the period end.

    A visit without a contact was in person. A visit with both modality lines is by video.
    """
    signs = ["is_at_distance", "is_video", "is_telephone"]
    visits = (
        primary_care_visits(frames["core_lines"], 3, period_end)
        .join(frames["contacts"].select(*VISIT, *signs), on=VISIT, how="left")
        .with_columns(pl.col(signs).fill_null(False))
    )
    at_distance, by_video = pl.col("is_at_distance"), pl.col("is_video")
    values = [pl.lit(True), at_distance, at_distance & (by_video | pl.col("is_telephone")), at_distance & by_video]
    sums = [value.alias(name) for name, value in zip(COUNTS, values, strict=True)]
    return (
        visits.select("person_id", *sums)
        .group_by("person_id")
        .agg(pl.col(COUNTS).sum().cast(pl.Int32))
        .sort("person_id")
    )


FAMILY = Family(
    name="virtual_visits",
    reads=("core_lines", "contacts"),
    requires=(Requirement("claims", months=3),),
    zeros=COUNTS,
    dates=(),
    build=build_virtual_visits,
)
