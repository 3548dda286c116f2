"""Tier other_provider (method, 4): a paediatrician, a physician who is not comprehensive, other visits."""

import dataclasses

import polars as pl

from tests.tables import assert_rows
from tests.transforms.rows import METHOD, core_lines, other_lines, persons, physicians, round_one

CHOICE = "person_id tier_rule physician_id tie_step"
COMPREHENSIVE = pl.DataFrame({"physician_id": ["a", "b"]})


def chosen(
    core: str = "person_id", other: str = "person_id", people: str = "person_id\n1", **values: object
) -> pl.DataFrame:
    """a and b are comprehensive family physicians, c and d are not; p and q are paediatricians."""
    frames = {
        "persons": persons(people),
        "core_lines": core_lines(core),
        "other_lines": other_lines(other),
        "comprehensive": COMPREHENSIVE,
        "physicians": physicians("physician_id specialty_code\na 00\nb 00\nc 00\nd 05\np 26\nq 26"),
    }
    return round_one(method=dataclasses.replace(METHOD, **values), **frames).persons


def test_the_comprehensive_come_first_whatever_the_value() -> None:
    core = "person_id physician_id value_cents\n1 a 1\n1 c 9000\n2 c 5\n2 d 9"
    expected = f"{CHOICE}\n1 core_care a none\n2 non_comprehensive d value"
    assert_rows(chosen(core, people="person_id\n1\n2"), expected)


def test_the_method_may_read_them_otherwise() -> None:
    core = "person_id physician_id value_cents\n1 a 1\n1 c 9000\n2 d 9"
    people = "person_id\n1\n2"
    as_virtual = f"{CHOICE}\n1 core_care c value\n2 core_care d none"
    assert_rows(chosen(core, people=people, non_comprehensive="as_virtual"), as_virtual)
    assert_rows(chosen(core, people=people, non_comprehensive="never"), f"{CHOICE}\n1 core_care a none\n2 - - -")


def test_children_with_a_paediatrician() -> None:
    people = """
        person_id birth_date | tier_rule         physician_id
        1         2008-10-01 | paediatrician     p    # 18 the day after D
        2         2008-09-30 | non_comprehensive c    # 18 on D
        3         2020-01-01 | core_care         a    # a comprehensive family physician comes first
        4         2020-01-01 | paediatrician     q    # more by q
    """
    core = "person_id physician_id value_cents\n1 c 900\n2 c 900\n3 a 1"
    other = """
        person_id physician_id value_cents line_kind
        1         p            100         paediatric_core
        2         p            100         paediatric_core
        3         p            100         paediatric_core
        4         p            100         paediatric_core
        4         q            200         paediatric_core
    """
    assert_rows(chosen(core, other, people), people)


def test_other_visits_go_by_their_number() -> None:
    other = """
        person_id physician_id service_date
        1         a            2026-03-01   # two lines against one, though b came later
        1         a            2026-03-01
        1         b            2026-03-02
        2         c            2026-03-01   # two days
        2         c            2026-03-02
        2         b            2026-03-03
        2         b            2026-03-03
        3         b            2026-03-01
        3         c            2026-03-02   # later
        4         a            2026-03-01   # hash: b before a
        4         b            2026-03-01
        5         a            2024-09-30   # outside the look-back
    """
    expected = f"""{CHOICE}
        1 other_visits a visits
        2 other_visits c dates
        3 other_visits c recent
        4 other_visits b hash
        5 -            - -
    """
    assert_rows(chosen(other=other, people="person_id\n1\n2\n3\n4\n5"), expected)


def test_signs_of_activity_place_nobody() -> None:
    assert_rows(chosen(other="person_id line_kind\n1 elsewhere"), f"{CHOICE}\n1 - - -")


def test_a_rule_that_is_not_in_the_order_is_not_tried() -> None:
    core = "person_id physician_id\n1 c"
    assert_rows(chosen(core, tier_order=("enrolment", "core_care", "area")), f"{CHOICE}\n1 - - -")


def test_weights() -> None:
    core = """
        person_id physician_id value_cents paid_cents service_date
        1         a            300         10         2026-03-01
        1         b            200         40         2026-03-02
        1         b            50          5          2026-03-02
    """
    fields = "person_id physician_id tie_step own_value other_value all_value"
    assert_rows(chosen(core), f"{fields}\n1 a value 300 250 550")
    assert_rows(chosen(core, weight="fee_paid"), f"{fields}\n1 b value 45 10 55")
    assert_rows(chosen(core, weight="visits"), f"{fields}\n1 b value 2 1 3")
    assert_rows(chosen(core, weight="visits", visit="date"), f"{fields}\n1 b recent 1 1 2")
