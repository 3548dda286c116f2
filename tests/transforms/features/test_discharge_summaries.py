"""Discharge summaries within 48 hours (families/hospital_reports.md 41)."""

import datetime as dt

import polars as pl
import pytest

from tests.tables import assert_rows
from tests.transforms.rows import D, discharges, hospital_reports, physicians
from transforms.features.discharge_summaries import FAMILY

NONE = "person_id"
DAY = dt.date(2026, 8, 10)
STAY = "discharge_id person_id discharge_date discharge_time\ns 1 2026-08-10 10:00:00"
TIMELESS = "discharge_id person_id discharge_date\ns 1 2026-08-10"
REPORT = "person_id discharge_date sent_date"


def built(stays: str = STAY, reports: str = NONE) -> pl.DataFrame:
    doctors = physicians("physician_id specialty_code\na 00\nb 05\nx 13")
    sent = hospital_reports(reports)
    return FAMILY.build({"discharges": discharges(stays), "hospital_reports": sent, "physicians": doctors}, D)


def test_stays_of_three_months() -> None:
    text = """
        discharge_id person_id discharge_date admission_category | has_two_days_after
        a            1         2026-06-30     U                  | x
        b            2         2026-07-01     U                  | true
        c            3         2026-09-28     U                  | true
        d            4         2026-09-29     U                  | false
        e            5         2026-08-10     N                  | x
    """
    assert_rows(built(text).rename({"event_id": "discharge_id"}), text)


def test_the_dead_and_the_transferred_are_marked() -> None:
    text = """
        discharge_id person_id disposition_code is_transfer_out | has_died is_transferred
        a            1         72               -               | true     false
        b            2         10               -               | false    true
        c            3         04               true            | false    true
        d            4         04               false           | false    false
        e            5         -                -               | false    false
    """
    stays = discharges(text).with_columns(pl.lit(DAY).alias("discharge_date"))
    doctors = physicians("physician_id")
    found = FAMILY.build({"discharges": stays, "hospital_reports": hospital_reports(NONE), "physicians": doctors}, D)
    assert_rows(found.rename({"event_id": "discharge_id"}), text)


@pytest.mark.parametrize(
    ("stay", "sent", "in_time"),
    [
        (STAY, "2026-08-12 10:00:00", True),  # 2,880 minutes
        (STAY, "2026-08-12 10:00:59", True),
        (STAY, "2026-08-12 10:01:00", False),
        (STAY, "2026-08-12 -", True),
        (STAY, "2026-08-13 -", False),
        (TIMELESS, "2026-08-12 23:59:00", True),
        (TIMELESS, "2026-08-13 00:00:00", False),
        (STAY, "2026-08-09 12:00:00", True),  # before the discharge
        (STAY, "2026-10-01 12:00:00", False),
    ],
)
def test_within_48_hours(stay: str, sent: str, in_time: bool) -> None:
    reports = f"{REPORT} sent_time\n1 2026-08-10 {sent}"
    assert built(stay, reports)["is_reported_in_48h"].to_list() == [in_time]


@pytest.mark.parametrize(
    ("recipient", "counts"), [("a", True), ("b", True), ("x", False), ("unknown", False), ("-", False)]
)
def test_to_a_family_physician_of_the_registry(recipient: str, counts: bool) -> None:
    reports = f"{REPORT} recipient_physician_id\n1 2026-08-10 2026-08-10 {recipient}"
    assert built(reports=reports)["is_reported_in_48h"].to_list() == [counts]


@pytest.mark.parametrize(
    "report", ["2 2026-08-10 2026-08-10 S1", "1 2026-08-09 2026-08-10 S1", "1 2026-08-10 2026-08-10 S2"]
)
def test_of_another_person_day_or_hospital(report: str) -> None:
    assert built(reports=f"{REPORT} hospital_id\n{report}")["is_reported_in_48h"].to_list() == [False]


def test_what_was_sent_after_the_period_is_not_read() -> None:
    stay = "discharge_id person_id discharge_date\ns 1 2026-09-29"
    assert built(stay, f"{REPORT}\n1 2026-09-29 2026-09-30")["is_reported_in_48h"].to_list() == [True]
    assert built(stay, f"{REPORT}\n1 2026-09-29 2026-10-01")["is_reported_in_48h"].to_list() == [False]


def test_any_of_several_summaries_and_both_of_two_stays() -> None:
    late = f"{REPORT}\n1 2026-08-10 2026-08-20\n1 2026-08-10 2026-08-11"
    assert built(reports=late)["is_reported_in_48h"].to_list() == [True]
    two = built(f"{TIMELESS}\nt 1 2026-08-10", late)
    assert_rows(two, "event_id is_reported_in_48h\ns true\nt true")
