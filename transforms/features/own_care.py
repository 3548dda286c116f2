"""How much of a person's primary care the own physician and the own group give.

Rule: docs/explanation/indicators.md 22. Own is whom the attribution of the period places the person with.
"""

import datetime as dt

import polars as pl

from transforms.attribution.windows import in_window
from transforms.base_tables.visits import primary_care_visits
from transforms.dates import months_before
from transforms.features.family import ATTRIBUTION, Family, Frames, Requirement
from transforms.statistics.parts import share_in_parts

# Family practice, community medicine, paediatrics: the visits of Ontario Health's own-physician indicator.
OWN_PHYSICIAN_SPECIALTIES = ["00", "05", "26"]
VISITS = [
    "own_visits_24m",
    "own_visit_parts_24m",
    "own_group_visit_parts_24m",
    "primary_care_visits_12m",
    "own_group_visits_12m",
]
CONTACTS = ["family_contacts_24m", "own_family_contacts_24m"]


def build_own_care(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person with primary care in the 24 months ending at the period end.

    Of a person without a physician no visit is to the own one.
    """
    visits = _count_visits(frames, period_end)
    contacts = _count_contacts(frames, period_end)
    both = visits.join(contacts, on="person_id", how="full", coalesce=True)
    counts = [pl.col(name).fill_null(0).cast(pl.Int32) for name in [*VISITS, *CONTACTS]]
    return both.select("person_id", *counts).sort("person_id")


def _count_visits(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person with a primary-care visit in 24 months: the columns of `VISITS`."""
    in_year = in_window("service_date", months_before(period_end, 12), period_end)
    visits = primary_care_visits(frames["core_lines"], 24, period_end).pipe(_with_own, frames)
    counted = visits.group_by("person_id").agg(
        pl.len().alias("visits"),
        pl.col("is_own").sum().alias("own_visits_24m"),
        pl.col("is_own_group").sum().alias("own_group_visits"),
        in_year.sum().alias("primary_care_visits_12m"),
        (in_year & pl.col("is_own_group")).sum().alias("own_group_visits_12m"),
    )
    return counted.with_columns(
        share_in_parts(pl.col("own_visits_24m"), pl.col("visits")).alias("own_visit_parts_24m"),
        share_in_parts(pl.col("own_group_visits"), pl.col("visits")).alias("own_group_visit_parts_24m"),
    ).select("person_id", *VISITS)


def _count_contacts(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person with a contact of the specialties in 24 months: the columns of `CONTACTS`."""
    chosen = frames["physicians"].filter(pl.col("specialty_code").is_in(OWN_PHYSICIAN_SPECIALTIES))
    contacts = (
        frames["contacts"]
        .filter(in_window("service_date", months_before(period_end, 24), period_end))
        .join(chosen.select("physician_id"), on="physician_id", how="semi")
        .pipe(_with_own, frames)
    )
    return contacts.group_by("person_id").agg(
        pl.len().alias("family_contacts_24m"), pl.col("is_own").sum().alias("own_family_contacts_24m")
    )


def _with_own(rows: pl.DataFrame, frames: Frames) -> pl.DataFrame:
    """The same rows with is_own and is_own_group (both true of the own physician, who may be solo), never null."""
    own = frames[ATTRIBUTION].select(
        "person_id", pl.col("physician_id").alias("own_physician_id"), pl.col("group_id").alias("own_group_id")
    )
    groups = frames["physicians"].select("physician_id", pl.col("group_id").alias("visited_group_id"))
    is_own = (pl.col("physician_id") == pl.col("own_physician_id")).fill_null(False)
    is_group = (pl.col("visited_group_id") == pl.col("own_group_id")).fill_null(False)
    return (
        rows.join(own, on="person_id", how="left")
        .join(groups, on="physician_id", how="left")
        .with_columns(is_own.alias("is_own"), (is_own | is_group).alias("is_own_group"))
    )


FAMILY = Family(
    name="own_care",
    reads=("core_lines", "contacts", "physicians", ATTRIBUTION),
    requires=(Requirement("claims", months=24),),
    zeros=(*VISITS, *CONTACTS),
    dates=(),
    build=build_own_care,
)
