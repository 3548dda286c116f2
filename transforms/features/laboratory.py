"""Laboratory tests of a person in a year: on how many days blood was taken for them.

Rule: docs/explanation/families/laboratory.md (32).
"""

import datetime as dt

import polars as pl

from transforms.attribution.windows import in_window
from transforms.dates import months_before
from transforms.features.family import Family, Frames, Requirement

TESTS = ("hba1c", "ldl")


def build_laboratory(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person with such a test in the 12 months ending at the period end; sorted by person_id.

    A result that is not final is none; where the source does not say (null), it is final.
    """
    in_year = in_window("collected_date", months_before(period_end, 12), period_end)
    results = frames["laboratory_results"].filter(in_year & pl.col("is_final").fill_null(True))
    days = [
        pl.col("collected_date").filter(pl.col("test_code") == test).n_unique().cast(pl.Int32).alias(f"{test}_days_12m")
        for test in TESTS
    ]
    return results.group_by("person_id").agg(days).sort("person_id")


FAMILY = Family(
    name="laboratory",
    reads=("laboratory_results",),
    requires=(Requirement("laboratory_results", months=12),),
    zeros=tuple(f"{test}_days_12m" for test in TESTS),
    dates=(),
    build=build_laboratory,
)
