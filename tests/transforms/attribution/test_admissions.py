"""Which admissions tell a physician's hospital (method, 5.1)."""

import datetime as dt

import polars as pl

from tests.tables import assert_rows
from tests.transforms.rows import D, core_lines, discharges, enrolments, hospitals, persons, round_one
from transforms.attribution.admissions import add_up_admissions

HOSPITALS = hospitals("hospital_id corporation_id network_id\nS1 C1 N1\nS2 C1 N1\nS3 C2 N2")
EDGES = """
    physician_id discharge_date care_type     admission_category hospital_id | corporation_id
    a            2026-09-30     medical       U                  S1          | C1  # D
    b            2026-03-02     medical       L                  S1          | C1  # elective
    c            2023-10-01     medical       U                  S1          | C1  # the first day of three years
    d            2026-03-02     medical       U                  S2          | C1  # another site of it
    e            2023-09-30     medical       U                  S1          | x   # D - 3 years
    f            2026-10-01     medical       U                  S1          | x   # after D
    g            2026-03-02     surgical      U                  S1          | x
    h            2026-03-02     maternal      U                  S1          | x
    i            2026-03-02     newborn       U                  S1          | x
    j            2026-03-02     mental_health U                  S1          | x
    k            2026-03-02     other         U                  S1          | x
    l            2026-03-02     medical       N                  S1          | x   # newborn
    m            2026-03-02     medical       S                  S1          | x   # stillborn
    n            2026-03-02     medical       R                  S1          | x   # donor
    o            2026-03-02     medical       RI                 S1          | x
    p            2026-03-02     medical       U                  S9          | x   # not in the crosswalk
"""


def admitted(stays: str, end: dt.date = D, **frames: pl.DataFrame) -> pl.DataFrame:
    """Persons 1 to 3 are rostered with a, 4 is virtual with b, 5 has no physician."""
    usual = {
        "persons": persons("person_id\n1\n2\n3\n4\n5"),
        "enrolments": enrolments("person_id\n1\n2\n3"),
        "core_lines": core_lines("person_id physician_id service_date\n4 b 2026-03-02"),
    }
    return round_one(end, discharges=discharges(stays), hospitals=HOSPITALS, **{**usual, **frames})[1]


def test_which_count() -> None:
    """Each row is the stay of the one patient of a physician of his or her own, named by the letter."""
    lines = [line.split() for line in EDGES.split("#")[0].strip().splitlines()[:1]]
    names = [line.split()[0] for line in EDGES.strip().splitlines()[1:]]
    numbers = {name: place for place, name in enumerate(names, 1)}
    people = "\n".join(["person_id", *map(str, numbers.values())])
    assert lines
    assert people
