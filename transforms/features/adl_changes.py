"""The last assessment in home care of a year: do activities of daily living go worse than in the six months before.

Rule: docs/explanation/families/home_care.md 35.3.
"""

import datetime as dt

import polars as pl

from transforms.features.family import EventFamily, Frames, Requirement
from transforms.home_care import ASSESSMENT, last_assessments, with_long_stay

READ_MONTHS, BEFORE = 18, "6mo"
MOST_DEPENDENT = 6
COLUMNS = {
    "is_long_stay": pl.Boolean(),
    "has_adl_before": pl.Boolean(),
    "was_most_dependent": pl.Boolean(),
    "has_adl_decline": pl.Boolean(),
}


def build_adl_changes(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person assessed with a known ADL hierarchy in the 12 months ending at the period end: the last time.

    Compared with the earliest such assessment of the six months before: its day excluded, the same day six months
    before included. `was_most_dependent`: that one was 6, so that nothing could get worse.
    """
    known = frames["home_care_assessments"].drop_nulls("adl_hierarchy")
    last = with_long_stay(last_assessments(known, period_end), frames["home_care_referrals"])
    compared = last.join(_before(last, known), on="person_id", how="left")
    before = pl.col("adl_before")
    return compared.select(
        "person_id",
        pl.col("assessment_id").alias("event_id"),
        pl.col("assessment_date").alias("event_date"),
        "is_long_stay",
        before.is_not_null().alias("has_adl_before"),
        (before == MOST_DEPENDENT).fill_null(False).alias("was_most_dependent"),
        (pl.col("adl_hierarchy") > before).fill_null(False).alias("has_adl_decline"),
    ).sort("person_id", "event_id")


def _before(last: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """One row per person with an assessment in the six months before the last one: adl_before, that of the earliest.

    Of several on that day the one with the greatest id.
    """
    pairs = known.select(*ASSESSMENT, "adl_hierarchy").join(
        last.select("person_id", last_date="assessment_date"), on="person_id", how="inner"
    )
    since = pl.col("last_date").dt.offset_by(f"-{BEFORE}")
    earlier = pairs.filter(pl.col("assessment_date").is_between(since, "last_date", closed="left"))
    ordered = earlier.sort(ASSESSMENT, descending=[False, False, True])
    first = ordered.unique("person_id", keep="first", maintain_order=True)
    return first.select("person_id", adl_before="adl_hierarchy")


FAMILY = EventFamily(
    name="adl_changes",
    reads=("home_care_assessments", "home_care_referrals"),
    requires=(
        Requirement("home_care_assessments", months=READ_MONTHS, columns=("adl_hierarchy",)),
        Requirement("home_care_referrals", months=READ_MONTHS, columns=("admission_date", "discharge_date")),
    ),
    columns=COLUMNS,
    build=build_adl_changes,
)
