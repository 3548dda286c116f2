"""Rule mother (method, 4.5): a child younger than two without a provider, and the mother's provider."""

import dataclasses

import polars as pl

from tests.tables import assert_rows
from tests.transforms.rows import METHOD, attributed, births, enrolments, persons, round_one
from transforms.attribution.newborns import answer_requests

REQUESTS = pl.DataFrame({"person_id": [1, 2, 3, 4], "mother_person_id": [11, 12, 13, 14]})


def requested(people: str, mothers: str, **frames: pl.DataFrame) -> pl.DataFrame:
    return round_one(persons=persons(people), births=births(mothers), **frames).requests


def test_who_asks() -> None:
    people = """
        person_id birth_date area_id has_valid_key | mother_person_id
        1         2024-10-01 N6A     true          | 11   # two the day after D
        2         2024-09-30 N6A     true          | x    # two on D
        3         2026-09-30 N6A     true          | 11   # born on D
        4         2026-01-01 N6A     true          | x    # has a physician of its own
        5         2026-01-01 N6A     true          | x    # nobody knows the mother
        6         2026-01-01 N6A     false         | x    # cannot be placed at all
        7         2026-10-01 N6A     true          | x    # not born yet
    """
    mothers = "person_id mother_person_id\n1 11\n2 11\n3 11\n4 11\n6 11\n7 11\n99 11"
    asked = requested(people, mothers, enrolments=enrolments("person_id\n4"))
    assert_rows(asked, people)


def test_mothers_answer_from_any_bucket() -> None:
    buckets = [
        attributed("person_id tier_rule physician_id centre_id\n11 enrolment a -\n13 - - -"),
        attributed("person_id tier_rule physician_id centre_id\n12 centre_roster - h\n99 enrolment b -"),
    ]
    expected = "person_id physician_id centre_id\n1 a -\n2 - h"  # 13 has no provider, 14 is not counted
    assert_rows(answer_requests(REQUESTS, buckets), expected)
    assert_rows(answer_requests(REQUESTS, list(reversed(buckets))), expected)


def test_a_method_without_the_rule_asks_nobody() -> None:
    order = tuple(rule for rule in METHOD.tier_order if rule != "mother")
    method = dataclasses.replace(METHOD, tier_order=order)
    people, mothers = persons("person_id birth_date\n1 2026-01-01"), births("person_id mother_person_id\n1 11")
    assert round_one(method=method, persons=people, births=mothers).requests.is_empty()
