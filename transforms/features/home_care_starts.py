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
    such service of the referral; null: none by the period end. `..._began_in_year`: that service lies in 12 months.
    """
    referrals = _referrals(frames["home_care_referrals"], period_end)
    services = _services_of(referrals, frames["home_care_services"], period_end)
    waited = referrals
    for category, kind in KINDS.items():
        first = _first_waits(services.filter(of_category(services, category)), f"{kind}_wait_days")
        waited = waited.join(first, on=REFERRAL, how="left")
    began = [_began_in_year(kind, period_end).alias(f"{kind}_began_in_year") for kind in KINDS.values()]
    events = waited.with_columns(pl.col("is_complex").fill_null(False), *began)
    return events.select(
        "person_id", pl.col("referral_id").alias("event_id"), pl.col("available_date").alias("event_date"), *COLUMNS
    ).sort("person_id", "event_id")


def _referrals(referrals: pl.DataFrame, period_end: dt.date) -> pl.DataFrame:
    """One row per person and patient available date of the window, sorted for the join by day."""
    within = in_window("available_date", months_before(period_end, READ_MONTHS), period_end)
    ordered = referrals.filter(within).sort("available_date", "person_id", "referral_date", "referral_id")
    last = ordered.unique(["person_id", "available_date"], keep="last", maintain_order=True)
    return last.select(*REFERRAL, "available_date", "discharge_date", "is_complex")


def _services_of(referrals: pl.DataFrame, services: pl.DataFrame, period_end: dt.date) -> pl.DataFrame:
    """One row per service until the period end that belongs to a referral: service_code and wait_days with its keys.

    A service belongs to the referral with the latest PAD on or before its day, unless that one had ended.
    """
    day = pl.col("service_date")
    found = (
        services.filter(day <= period_end)
        .select("person_id", "service_code", "service_date")
        .sort("service_date", "person_id", "service_code")
        .join_asof(
            referrals,
            left_on="service_date",
            right_on="available_date",
            by="person_id",
            strategy="backward",
            coalesce=False,
            check_sortedness=False,
        )
    )
    belongs = pl.col("referral_id").is_not_null() & (
        pl.col("discharge_date").is_null() | (pl.col("discharge_date") >= day)
    )
    return found.filter(belongs).with_columns(wait_days=(day - pl.col("available_date")).dt.total_days().cast(pl.Int32))


def _first_waits(services: pl.DataFrame, name: str) -> pl.DataFrame:
    """One row per referral with such a service: the shortest wait."""
    return services.group_by(REFERRAL).agg(pl.col("wait_days").min().alias(name))


def _began_in_year(kind: str, period_end: dt.date) -> pl.Expr:
    """Say whether the first service of a kind lies in the 12 months ending at the period end; none: false."""
    day = pl.col("available_date") + pl.duration(days=pl.col(f"{kind}_wait_days"))
    return (day > months_before(period_end, YEAR_MONTHS)).fill_null(False)


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
