"""First talks on stopping to smoke as events, and whether the same physician followed them up.

Rule: docs/explanation/families/immunisations.md 40.5.
"""

import datetime as dt

import polars as pl

from transforms.attribution.windows import in_window
from transforms.dates import months_before
from transforms.features.family import CodeUse, EventFamily, Frames, Requirement

ADVICE, FOLLOW_UP = "smoking_advice", "smoking_follow_up"
MONTHS, FOLLOW_UP_DAYS = 24, 365
COLUMNS = {"has_year_after": pl.Boolean(), "is_followed_up": pl.Boolean()}
WHO = ["person_id", "physician_id"]


def build_smoking_advice(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person, physician and day with a first talk in the 24 months ending at the period end.

    `has_year_after`: 365 days after it lie within the window. `is_followed_up`: a follow-up by the same physician 1 to
    365 days later. `event_id`: the day and the physician.
    """
    lines = frames["preventive_lines"].select(*WHO, "service", day="service_date")
    talks = lines.filter(pl.col("service") == ADVICE).filter(
        in_window("day", months_before(period_end, MONTHS), period_end)
    )
    later = lines.filter(pl.col("service") == FOLLOW_UP).select(*WHO, next_day="day")
    after = (pl.col("next_day") - pl.col("day")).dt.total_days()
    followed = talks.join(later, on=WHO, how="inner").filter(after.is_between(1, FOLLOW_UP_DAYS))
    marked = talks.join(
        followed.select(*WHO, "day", is_followed_up=pl.lit(True)).unique(), on=[*WHO, "day"], how="left"
    )
    return marked.select(
        "person_id",
        pl.concat_str(pl.col("day").cast(pl.String), "physician_id", separator=" ").alias("event_id"),
        pl.col("day").alias("event_date"),
        (pl.col("day") <= period_end - dt.timedelta(days=FOLLOW_UP_DAYS)).alias("has_year_after"),
        pl.col("is_followed_up").fill_null(False),
    ).sort("person_id", "event_id")


FAMILY = EventFamily(
    name="smoking_advice",
    reads=("preventive_lines",),
    requires=(Requirement("claims", months=MONTHS),),
    columns=COLUMNS,
    build=build_smoking_advice,
    code_uses=(CodeUse("preventive_fees", "claims", "fee_code"),),
)
