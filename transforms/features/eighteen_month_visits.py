"""Children who turned two, and whether they had the enhanced visit at 18 months.

Rule: docs/explanation/families/immunisations.md 40.4.
"""

import datetime as dt

import polars as pl

from transforms.attribution.windows import in_window
from transforms.dates import months_before
from transforms.features.family import ATTRIBUTION, CodeUse, Family, Frames, Requirement
from transforms.stays.ages import day_of_months

VISIT = "visit_18_months"
FROM_MONTHS, UNTIL_MONTHS = 17, 24
# A child of the first day of the window could be seen from seven months before on.
WINDOW_MONTHS, MONTHS = 12, 19


def build_eighteen_month_visits(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per child who turned 24 months in the 12 months ending at the period end, sorted.

    `has_reached_24_months` is true in all of them; `has_18_month_visit`: on a day from 17 months old on, up to the day
    of 24 months.
    """
    born = frames[ATTRIBUTION].select("person_id", "birth_date")
    children = born.with_columns(
        day_of_months(FROM_MONTHS).alias("first_day"), day_of_months(UNTIL_MONTHS).alias("last_day")
    ).filter(in_window("last_day", months_before(period_end, WINDOW_MONTHS), period_end))
    visits = frames["preventive_lines"].filter(pl.col("service") == VISIT).select("person_id", "service_date")
    seen = children.join(visits, on="person_id", how="inner").filter(
        pl.col("service_date").is_between("first_day", "last_day")
    )
    return children.select(
        "person_id",
        has_reached_24_months=pl.lit(True),
        has_18_month_visit=pl.col("person_id").is_in(seen["person_id"].unique().implode()),
    ).sort("person_id")


FAMILY = Family(
    name="eighteen_month_visits",
    reads=("preventive_lines", ATTRIBUTION),
    requires=(Requirement("claims", months=MONTHS),),
    zeros=(),
    flags=("has_reached_24_months", "has_18_month_visit"),
    dates=(),
    build=build_eighteen_month_visits,
    code_uses=(CodeUse("preventive_fees", "claims", "fee_code"),),
)
