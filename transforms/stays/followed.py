"""Contacts with physicians in the days after a stay.

Rules: docs/explanation/indicators.md 20, the table.
"""

import polars as pl

FAMILY_PHYSICIAN = "00"
# Family physician, geriatrician, paediatrician.
GROUP_SPECIALTIES = ["00", "07", "26"]
# Family physician, psychiatrist, paediatrician.
MENTAL_HEALTH_SPECIALTIES = ["00", "19", "26"]
WEEK, FORTNIGHT = 7, 14
MENTAL_HEALTH_CONTACT = "has_mental_health_contact_7d"
FLAGS = [
    "has_family_visit_7d",
    "has_family_contact_7d",
    "has_group_visit_7d",
    "has_physician_contact_7d",
    MENTAL_HEALTH_CONTACT,
    "has_own_first_visit_14d",
]


def mark_followed(
    stays: pl.DataFrame, contacts: pl.DataFrame, physicians: pl.DataFrame, attribution: pl.DataFrame
) -> pl.DataFrame:
    """The same rows, described and numbered by `place`, with the flags of contacts that followed, never null.

    `contacts` are those of the Contacts model; `physicians` the registry, whose specialties count; `attribution` says
    who a person's own physician is.
    """
    met = _met(stays, contacts, physicians, attribution)
    marks = met.group_by("place").agg(mark.any().alias(name) for name, mark in _marks().items())
    return stays.join(marks, on="place", how="left").with_columns(pl.col(FLAGS).fill_null(False)).sort("place")


def _marks() -> dict[str, pl.Expr]:
    """Give, for a contact after a stay, what it is: by flag, never null."""
    in_week, in_person = pl.col("day") <= WEEK, ~pl.col("is_at_distance")
    family = pl.col("specialty_code").eq_missing(pl.lit(FAMILY_PHYSICIAN))
    group, mental = (
        pl.col("specialty_code").is_in(listed).fill_null(False)
        for listed in (GROUP_SPECIALTIES, MENTAL_HEALTH_SPECIALTIES)
    )
    is_own = pl.col("physician_id").eq_missing(pl.col("own_physician_id")) & pl.col("own_physician_id").is_not_null()
    is_own_group = is_own | (pl.col("group_id") == pl.col("own_group_id")).fill_null(False)
    # A contact on the day of discharge may have been before it, unless that was early in the morning.
    is_after = (pl.col("day") > 0) | pl.col("discharged_before_eight")
    return {
        "has_family_visit_7d": in_week & family & in_person,
        "has_family_contact_7d": in_week & family,
        "has_group_visit_7d": in_week & in_person & group & is_own_group,
        "has_physician_contact_7d": in_week & is_after,
        MENTAL_HEALTH_CONTACT: in_week & mental,
        "has_own_first_visit_14d": is_own & pl.col("has_first_visit_premium"),
    }


def _met(
    stays: pl.DataFrame, contacts: pl.DataFrame, physicians: pl.DataFrame, attribution: pl.DataFrame
) -> pl.DataFrame:
    """One row per stay and contact on days 0 to 14 after it, with the physician's and the person's own facts."""
    index = stays.select("person_id", "place", "discharge_date", "discharged_before_eight")
    own = attribution.select(
        "person_id", pl.col("physician_id").alias("own_physician_id"), pl.col("group_id").alias("own_group_id")
    )
    registry = physicians.select("physician_id", "specialty_code", "group_id")
    day = (pl.col("service_date") - pl.col("discharge_date")).dt.total_days()
    return (
        index.join(contacts, on="person_id", how="inner")
        .with_columns(day.alias("day"))
        .filter(pl.col("day").is_between(0, FORTNIGHT))
        .join(registry, on="physician_id", how="left")
        .join(own, on="person_id", how="left")
    )
