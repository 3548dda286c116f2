"""Which admissions tell a physician's hospital (method, 5.1)."""

import datetime as dt

import polars as pl

from tests.tables import assert_rows
from tests.transforms.rows import D, core_lines, discharges, enrolments, hospitals, persons, round_one
from transforms.attribution.admissions import add_up, count_admissions

HOSPITALS = hospitals("hospital_id corporation_id network_id\nS1 C1 N1\nS2 C1 N1\nS3 C2 N2")


def test_medical_stays_in_hospitals_of_the_crosswalk() -> None:
    text = """
        person_id care_type     admission_category hospital_id | corporation_id
        1         medical       U                  S1          | C1
        2         medical       L                  S1          | C1  # elective
        3         medical       U                  S2          | C1  # another site of it
        4         surgical      U                  S1          | x
        5         maternal      U                  S1          | x
        6         newborn       U                  S1          | x
        7         mental_health U                  S1          | x
        8         other         U                  S1          | x
        9         medical       N                  S1          | x   # newborn
        10        medical       S                  S1          | x   # stillborn
        11        medical       R                  S1          | x   # donor
        12        medical       RI                 S1          | x
        13        medical       U                  S9          | x   # not in the crosswalk
    """
    numbers = pl.int_range(1, 14, eager=True)  # each person has a physician of his or her own, of the same number
    own = pl.DataFrame({"person_id": numbers, "physician_id": numbers.cast(pl.String).str.zfill(2)})
    counted = count_admissions(own, "physician_id", discharges(text), HOSPITALS, dt.date(2023, 9, 30), D)
    assert_rows(counted.select(pl.col("physician_id").cast(pl.Int64).alias("person_id"), "corporation_id"), text)


def admitted(stays: str, end: dt.date = D) -> pl.DataFrame:
    """Persons 1 to 3 are rostered with a, 4 is virtual with b, 5 has no physician."""
    frames = {
        "persons": persons("person_id\n1\n2\n3\n4\n5"),
        "enrolments": enrolments("person_id\n1\n2\n3"),
        "core_lines": core_lines("person_id physician_id service_date\n4 b 2022-03-02\n4 b 2026-03-02"),
        "discharges": discharges(stays),
        "hospitals": HOSPITALS,
    }
    return round_one(end, **frames).admissions


def test_three_years_ending_at_d() -> None:
    text = "person_id discharge_date\n1 2023-09-30\n1 2023-10-01\n1 2026-09-30\n1 2026-10-01"
    assert_rows(admitted(text), "physician_id admissions latest_date\na 2 2026-09-30")
    leap = "person_id discharge_date\n4 2021-02-28\n4 2021-03-01\n4 2024-02-29\n4 2024-03-01"
    assert_rows(admitted(leap, dt.date(2024, 2, 29)), "physician_id admissions latest_date\nb 2 2024-02-29")


def test_sites_are_summed_to_corporations() -> None:
    stays = """
        person_id hospital_id discharge_date
        1         S1          2026-03-02
        1         S2          2026-03-09   # one corporation, one patient
        1         S1          2026-03-02   # a second stay of the day
        2         S2          2026-03-01
        3         S3          2026-03-01   # another corporation
        4         S1          2026-03-01   # tier virtual counts too
        5         S1          2026-03-01   # no physician
        99        S1          2026-03-01   # not registered
    """
    expected = """
        physician_id corporation_id admissions patients latest_date
        a            C1             4          2        2026-03-09
        a            C2             1          1        2026-03-01
        b            C1             1          1        2026-03-01
    """
    assert_rows(admitted(stays), expected)


def test_buckets_add_up() -> None:
    whole = admitted("person_id hospital_id\n1 S1\n2 S1\n2 S3\n3 S2\n4 S1")
    parts = [admitted("person_id hospital_id\n1 S1"), admitted("person_id hospital_id\n2 S1\n2 S3\n3 S2\n4 S1")]
    assert add_up(parts, "physician_id", "admissions").rename({"provider_id": "physician_id"}).equals(whole)


def test_a_person_whom_no_team_can_take_still_tells() -> None:
    frames = {"persons": persons("person_id area_id\n1 X0X"), "enrolments": enrolments("person_id\n1")}
    told = round_one(discharges=discharges("person_id\n1"), **frames).admissions
    assert_rows(told, "physician_id admissions\na 1")
