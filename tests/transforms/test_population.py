"""The population worked by hand, through all steps of the method that knows enrolment, core care and area alone."""

import polars as pl

from tests.tables import assert_rows
from tests.transforms.chain import run
from tests.transforms.population import ANSWERS, LEAP_DAY, inputs
from tests.transforms.rows import SPINE


def test_everybody_has_the_answer_worked_by_hand() -> None:
    assert_rows(run(inputs(), LEAP_DAY, SPINE).persons, ANSWERS)


def test_counted_persons_are_those_of_teams_and_the_unattributable() -> None:
    persons = run(inputs(), LEAP_DAY, SPINE).persons
    by_team = persons.group_by("oht_id").len().sort("oht_id", nulls_last=True)
    assert by_team.rows() == [("T1", 18), ("T2", 1), (None, 1)]
    assert persons.height == by_team["len"].sum() == 20
    assert persons.filter(pl.col("oht_id").is_null())["tier"].to_list() == ["unattributable"]


def test_a_person_whom_the_provider_cannot_place_keeps_him_or_her() -> None:
    expected = "person_id tier physician_id corporation_id oht_id oht_basis\n23 rostered e C3 T1 area"
    assert_rows(run(inputs(), LEAP_DAY, SPINE).persons.filter(pl.col("person_id") == 23), expected)
