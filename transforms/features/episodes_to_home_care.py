"""Episodes of care after which the person was referred to home care.

Rules: docs/explanation/families/home_care.md 35.4; episodes, indicators.md 19.
"""

import datetime as dt

import polars as pl

from transforms.episodes.last_days import count_last_days, unite_last_days
from transforms.features import episodes
from transforms.features.episodes import HOSPITAL_LAST_DAYS, READ_MONTHS, build_episodes
from transforms.features.family import EventFamily, Frames, Requirement

LATEST_REFERRAL_DAYS = 7
FROM_HOSPITAL = "hospital"
REFERRAL = ["person_id", "referral_date", "referral_id"]
COLUMNS = {**episodes.COLUMNS, "is_new_client": pl.Boolean()}


def build_episodes_to_home_care(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per episode of the 12 months ending at the period end that a referral to home care belongs to.

    The columns of `episodes`; `is_new_client`: at one of these referrals the person was not in home care yet.
    """
    referrals = frames["home_care_referrals"].filter(pl.col("referral_date") <= period_end)
    found = build_episodes(_of_referred(frames, referrals, period_end), period_end)
    linked = _linked(found, _with_newness(referrals))
    joined = found.join(linked, on=["person_id", "event_id"], how="inner")
    return joined.select("person_id", "event_id", "event_date", *COLUMNS).sort("person_id", "event_id")


def _of_referred(frames: Frames, referrals: pl.DataFrame, period_end: dt.date) -> Frames:
    """Give the frames of episodes for the persons who were referred; last days are those of everybody."""
    own_days = count_last_days(frames["discharges"], period_end)
    narrowed = {
        name: frames[name].join(referrals, on="person_id", how="semi") for name in ("discharges", "day_surgeries")
    }
    return {**frames, **narrowed, HOSPITAL_LAST_DAYS: unite_last_days([frames[HOSPITAL_LAST_DAYS], own_days])}


def _with_newness(referrals: pl.DataFrame) -> pl.DataFrame:
    """The same rows with is_new: no other referral's admission began before the day and had not ended by it."""
    day, end = pl.col("referral_date"), pl.col("discharge_date_other")
    others = referrals.select("person_id", "referral_id", "admission_date", "discharge_date")
    pairs = (
        referrals.select(REFERRAL)
        .join(others, on="person_id", how="inner", suffix="_other")
        .rename({"discharge_date": "discharge_date_other"})
    )
    another = pl.col("referral_id") != pl.col("referral_id_other")
    is_in_care = another & (pl.col("admission_date") < day) & (end.is_null() | (end >= day))
    known = pairs.filter(is_in_care).select(REFERRAL).unique().with_columns(is_known=pl.lit(True))
    joined = referrals.join(known, on=REFERRAL, how="left", maintain_order="left")
    return joined.with_columns(is_new=pl.col("is_known").is_null()).drop("is_known")


def _linked(found: pl.DataFrame, referrals: pl.DataFrame) -> pl.DataFrame:
    """One row per episode with a referral: is_new_client.

    A referral belongs to the episode that began last by its day, when it came from the hospital or not before the
    discharge, and 7 days after the discharge at the latest.
    """
    day, end = pl.col("referral_date"), pl.col("event_date")
    ends = found.select("person_id", "event_id", "event_date", "first_admission_date").sort(
        "first_admission_date", "event_date", "person_id", "event_id"
    )
    pairs = referrals.sort("referral_date", "person_id", "referral_id").join_asof(
        ends,
        left_on="referral_date",
        right_on="first_admission_date",
        by="person_id",
        strategy="backward",
        check_sortedness=False,
    )
    in_time = (day - end).dt.total_days() <= LATEST_REFERRAL_DAYS
    from_hospital = (pl.col("referral_source") == FROM_HOSPITAL).fill_null(False)
    belongs = pairs.filter(pl.col("event_id").is_not_null() & in_time & (from_hospital | (day >= end)))
    return belongs.group_by("person_id", "event_id").agg(pl.col("is_new").any().alias("is_new_client"))


FAMILY = EventFamily(
    name="episodes_to_home_care",
    reads=(*episodes.FAMILY.reads, "home_care_referrals"),
    requires=(
        *episodes.FAMILY.requires,
        Requirement(
            "home_care_referrals",
            months=READ_MONTHS,
            columns=("referral_source", "admission_date", "discharge_date"),
        ),
    ),
    columns=COLUMNS,
    build=build_episodes_to_home_care,
    codes=episodes.FAMILY.codes,
    code_uses=episodes.FAMILY.code_uses,
    nullable=episodes.FAMILY.nullable,
    dates=episodes.FAMILY.dates,
)
