"""How far a placement can be trusted (method, 4): by rule, own share and lead, both sides of each threshold."""

import dataclasses

import polars as pl

from tests.tables import assert_rows, table
from tests.transforms.rows import METHOD, core_lines, enrolments, persons, round_one
from transforms.attribution.confidence import confidence

COLUMNS = {
    "person_id": pl.Int64(),
    "tier_rule": pl.String(),
    "own_value": pl.Int64(),
    "other_value": pl.Int64(),
    "all_value": pl.Int64(),
}
ROWS = """
    person_id tier_rule         own_value other_value all_value | confidence
    1         enrolment         50        50          100       | high     # half
    2         enrolment         49        51          100       | medium
    3         enrolment         0         0           0         | medium   # enrolled and seen by nobody
    4         centre_roster     -         -           -         | medium
    5         core_care         55        45          100       | medium   # a lead of ten
    6         core_care         54        45          100       | low      # of nine
    7         core_care         40        60          100       | low      # another, not comprehensive, gave more
    8         core_care         100       0           100       | medium
    14        core_care         0         0           0         | low      # nothing was paid: no lead
    15        core_care         -5        -10         -20       | low      # reversals above all payments
    9         paediatrician     -         -           -         | low
    10        non_comprehensive 100       0           100       | low
    11        other_visits      -         -           -         | low
    12        mother            -         -           -         | low
    13        area              -         -           -         | lowest
    16        -                 -         -           -         | -
"""


def test_every_rule_on_both_sides_of_its_threshold() -> None:
    assert_rows(table(ROWS, COLUMNS).with_columns(confidence(METHOD).alias("confidence")), ROWS)


def test_the_method_sets_the_thresholds() -> None:
    text = "person_id tier_rule own_value other_value all_value\n1 enrolment 50 50 100\n2 core_care 55 45 100"
    strict = dataclasses.replace(METHOD, confidence_own_percent=51, confidence_margin_percent=11)
    judged = table(text, COLUMNS).with_columns(confidence(strict).alias("confidence"))
    assert_rows(judged, "person_id confidence\n1 medium\n2 low")


def test_values_of_the_chosen_the_next_and_all() -> None:
    lines = """
        person_id physician_id value_cents
        1         a            100          # enrolled with a, mostly seen by b
        1         b            300
        1         c            50
        2         a            100          # nobody else
        4         b            70           # enrolled with a, seen by b alone
    """
    found = round_one(
        persons=persons("person_id\n1\n2\n3\n4"),
        enrolments=enrolments("person_id\n1\n3\n4"),
        core_lines=core_lines(lines),
    ).persons
    expected = """
        person_id tier_rule physician_id own_value other_value all_value
        1         enrolment a            100       300         450
        2         core_care a            100       0           100
        3         enrolment a            0         0           0
        4         enrolment a            0         70          70
    """
    assert_rows(found, expected)
