"""Referrals to home care, and how long the patient waited for the first nurse and the first personal support worker.

Rule: docs/explanation/families/home_care.md 35.1.
"""

import datetime as dt

import polars as pl

from reference.home_care import home_care_services
from transforms.attribution.windows import in_window
from transforms.dates import months_before
from transforms.features.family import CodeUse, EventFamily, Frames, Requirement
from transforms.home_care import NURSING, PERSONAL_SUPPORT, of_category

READ_MONTHS, YEAR_MONTHS = 15, 12
REFERRAL = ["person_id", "referral_id"]
KINDS = {NURSING: "nursing", PERSONAL_SUPPORT: "support"}
COLUMNS = {
    "is_complex": pl.Boolean(),
    "nursing_began_in_year": pl.Boolean(),
    "support_began_in_year": pl.Boolean(),
    "nursing_wait_days": pl.Int32(),
    "support_wait_days": pl.Int32(),
}


def build_home_care_starts(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per referral with a patient available date (PAD) in the 15 months ending at the period end.

    Of several referrals with one PAD the last, by referral day, then id. `..._wait_days`: from the PAD to the first
    such service of the referral, 0 before it; null: none by the period end. `..._began_in_year`: it lies in 12 months.
    """
    referrals = _referrals(frames["home_care_referrals"], period_end)
    services = _services_of(referrals, frames["home_care_services"], period_end)
    waited = referrals
    for category, kind in KINDS.items():
        first = _first_days(services.filter(of_category(services, category)), kind)
        waited = waited.join(first, on=REFERRAL, how="left").with_columns(_wait_days(kind))
    began = [_began_in_year(kind, period_end).alias(f"{kind}_began_in_year") for kind in KINDS.values()]
    events = waited.with_columns(pl.col("is_complex").fill_null(False), *began)
    return events.select(
        "person_id", pl.col("referral_id").alias("event_id"), pl.col("available_date").alias("event_date"), *COLUMNS
    ).sort("person_id", "event_id")


def _referrals(referrals: pl.DataFrame, period_end: dt.date) -> pl.DataFrame:
    """One row per person and patient available date of the window, with the day from which its services count."""
    within = in_window("available_date", months_before(period_end, READ_MONTHS), period_end)
    ordered = referrals.filter(within).sort("available_date", "person_id", "referral_date", "referral_id")
    last = ordered.unique(["person_id", "available_date"], keep="last", maintain_order=True)
    # Who is seen sooner than asked for was seen in time; a referral written after the PAD does not take that back.
    begun = last.with_columns(pl.min_horizontal("referral_date", "available_date").alias("begun"))
    is_first = pl.col("available_date") == pl.col("available_date").min().over("person_id", "begun")
    counted_from = pl.when(is_first).then("begun").otherwise("available_date").alias("counted_from")
    return begun.select(*REFERRAL, "available_date", "discharge_date", "is_complex", counted_from)


def _services_of(referrals: pl.DataFrame, services: pl.DataFrame, period_end: dt.date) -> pl.DataFrame:
    """One row per service of the 15 months that belongs to a referral: service_code and service_date with its keys.

    A service belongs to the referral that counts from the latest day on or before its own (of equals that of the
    latest PAD), unless that one had ended.
    """
    day = pl.col("service_date")
    ordered = referrals.sort("counted_from", "person_id", "available_date")
    found = (
        services.filter(in_window("service_date", months_before(period_end, READ_MONTHS), period_end))
        .select("person_id", "service_code", "service_date")
        .sort("service_date", "person_id", "service_code")
        .join_asof(
            ordered.unique(["person_id", "counted_from"], keep="last", maintain_order=True),
            left_on="service_date",
            right_on="counted_from",
            by="person_id",
            strategy="backward",
            coalesce=False,
            check_sortedness=False,
        )
    )
    belongs = pl.col("referral_id").is_not_null() & (
        pl.col("discharge_date").is_null() | (pl.col("discharge_date") >= day)
    )
    return found.filter(belongs)


def _first_days(services: pl.DataFrame, kind: str) -> pl.DataFrame:
    """One row per referral with such a service: the first day."""
    return services.group_by(REFERRAL).agg(pl.col("service_date").min().alias(f"first_{kind}"))


def _wait_days(kind: str) -> pl.Expr:
    """Give the days from the PAD to the first service of a kind, 0 when it came before; null: it did not come."""
    days = (pl.col(f"first_{kind}") - pl.col("available_date")).dt.total_days()
    return days.clip(lower_bound=0).cast(pl.Int32).alias(f"{kind}_wait_days")


def _began_in_year(kind: str, period_end: dt.date) -> pl.Expr:
    """Say whether the first service of a kind lies in the 12 months ending at the period end; none: false."""
    return (pl.col(f"first_{kind}") > months_before(period_end, YEAR_MONTHS)).fill_null(False)


FAMILY = EventFamily(
    name="home_care_starts",
    reads=("home_care_referrals", "home_care_services"),
    requires=(
        Requirement(
            "home_care_referrals", months=READ_MONTHS, columns=("available_date", "discharge_date", "is_complex")
        ),
        Requirement("home_care_services", months=READ_MONTHS),
    ),
    columns=COLUMNS,
    build=build_home_care_starts,
    codes=lambda: home_care_services().rows(),
    nullable=("nursing_wait_days", "support_wait_days"),
    code_uses=(CodeUse("home_care_services", "home_care_services", "service_code"),),
)
