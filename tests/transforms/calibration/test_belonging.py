"""Persons, teams, tiers and rosters."""

import polars as pl

from tests.transforms.calibration.counted import fraction, values
from tests.transforms.rows import attribution
from transforms.calibration import attachment, population, rosters

PERSONS = """
    person_id tier           tier_rule         physician_id oht_id
    1         rostered       enrolment         a            T1
    2         rostered       enrolment         a            T1
    3         rostered       enrolment         b            T2
    4         virtual        core_care         b            T2
    5         health_centre  centre_roster     -            T2
    6         other_provider paediatrician     c            T1      # a child, attached
    7         other_provider non_comprehensive d            T1
    8         newborn        mother            a            T1
    9         postal_area    area              -            T1
    10        unattributable -                 -            -
"""


def test_persons_and_teams() -> None:
    found = values(population.FAMILY, {"persons": attribution(PERSONS)})
    assert fraction(found["counted_persons"]) == (10, 1)
    assert fraction(found["mean_team_persons"]) == (9, 2)


def test_nobody_has_a_team() -> None:
    found = values(population.FAMILY, {"persons": attribution("person_id oht_id\n1 -")})
    assert found["mean_team_persons"] is None


def test_attachment() -> None:
    found = values(attachment.FAMILY, {"persons": attribution(PERSONS)})
    assert fraction(found["rostered_persons"]) == (3, 1)
    assert fraction(found["rostered_share"]) == (3, 10)
    assert fraction(found["attached_share"]) == (6, 10)
    assert fraction(found["uncertainly_attached_share"]) == (4, 10)


def test_a_roster_over_two_buckets_is_one() -> None:
    persons = attribution(PERSONS)
    halves = [{"persons": persons.filter(half)} for half in (pl.col("person_id") <= 1, pl.col("person_id") > 1)]
    found = values(rosters.FAMILY, *halves)
    assert fraction(found["enrolling_physicians"]) == (2, 1)
    assert fraction(found["mean_roster_size"]) == (3, 2)


def test_no_roster() -> None:
    found = values(rosters.FAMILY, {"persons": attribution("person_id tier\n1 virtual")})
    assert found["mean_roster_size"] is None
