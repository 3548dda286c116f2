"""The receipt of one person (method, 4): candidates, rules in order, margins, and what would be without the chosen."""

import dataclasses

import polars as pl
import pytest

from tests.tables import assert_rows
from tests.transforms.rows import (
    METHOD,
    D,
    centre_rosters,
    centre_visits,
    core_lines,
    enrolments,
    no_rows,
    other_lines,
    persons,
    with_care,
)
from transforms.attribution.receipt import Receipt, explain_person

CORE = """
    person_id physician_id service_date value_cents
    1         a            2026-03-01   300
    1         b            2026-03-02   100
    1         b            2026-03-03   100
"""


def receipt(people: str = "person_id\n1", values: dict[str, object] | None = None, **frames: pl.DataFrame) -> Receipt:
    method = dataclasses.replace(METHOD, **(values or {}))
    given = with_care({**no_rows(), "persons": persons(people), **frames}, D, method)
    return explain_person(given, D, method)


def test_every_candidate_with_value_visits_and_share() -> None:
    found = receipt(
        core_lines=core_lines(CORE),
        other_lines=other_lines("person_id physician_id\n1 c"),
        centre_rosters=centre_rosters("person_id\n1"),
        centre_visits=centre_visits("person_id\n1"),
    )
    expected = """
        evidence     physician_id centre_id value visits visit_dates share
        registration -            c         -     1      1           1.0
        core_care    a            -         300   1      1           0.6
        core_care    b            -         200   2      2           0.4
        other_visits c            -         0     1      1           1.0
    """
    assert_rows(found.candidates, expected)


def test_rules_in_their_order_up_to_the_one_that_chose() -> None:
    outcomes = [(tried.rule, tried.candidates, tried.outcome) for tried in receipt(core_lines=core_lines(CORE)).rules]
    assert outcomes == [
        ("enrolment", 0, "no_candidate"),
        ("centre_roster", 0, "no_candidate"),
        ("core_care", 2, "chosen"),
        ("paediatrician", 0, "not_reached"),
        ("non_comprehensive", 0, "not_reached"),
        ("other_visits", 0, "not_reached"),
    ]


def test_the_margin_goes_to_the_step_that_decided() -> None:
    by_value = receipt(core_lines=core_lines(CORE))
    assert by_value.chosen and by_value.chosen.physician_id == "a"
    assert [(margin.step, margin.lead) for margin in by_value.margins] == [("value", 100)]
    level = CORE.replace("300", "200")
    by_visits = receipt(core_lines=core_lines(level))
    assert by_visits.chosen and by_visits.chosen.physician_id == "b"
    assert [(margin.step, margin.lead) for margin in by_visits.margins] == [("value", 0), ("visits", 1)]
    by_date = receipt(core_lines=core_lines("person_id physician_id service_date\n1 a 2026-03-01\n1 b 2026-03-02"))
    assert [margin.step for margin in by_date.margins] == ["value", "visits", "dates", "recent"]
    assert (by_date.margins[-1].winner, by_date.margins[-1].lead) == ("2026-03-02", None)


def test_alone_there_is_no_margin() -> None:
    assert receipt(core_lines=core_lines("person_id\n1")).margins == ()


def test_without_the_chosen_the_rules_are_asked_again() -> None:
    spells = {"enrolments": enrolments("person_id physician_id\n1 a"), "core_lines": core_lines(CORE)}
    enrolled = receipt(**spells)
    assert enrolled.chosen and enrolled.chosen.rule == "enrolment"
    # a's own care goes with the enrolment: b is left, by care.
    assert enrolled.without and (enrolled.without.rule, enrolled.without.physician_id) == ("core_care", "b")
    centre = receipt(centre_rosters=centre_rosters("person_id\n1"), centre_visits=centre_visits("person_id\n1"))
    assert centre.chosen and centre.chosen.centre_id == "c"
    assert centre.without is None


def test_nobody_is_chosen_without_evidence_or_for_one_who_cannot_be_placed() -> None:
    nobody = receipt()
    assert (nobody.chosen, nobody.without, nobody.candidates.height) == (None, None, 0)
    assert {tried.outcome for tried in nobody.rules} == {"no_candidate"}
    barred = receipt("person_id has_valid_key\n1 false", core_lines=core_lines(CORE))
    assert (barred.chosen, barred.is_barred, barred.unplaced_reason) == (None, True, "invalid_key")
    dead = receipt("person_id death_date\n1 2026-01-01", core_lines=core_lines(CORE))
    assert (dead.chosen, dead.excluded_reason) == (None, "dead")
    # What is known of them is shown all the same, and no rule was asked.
    assert [found.candidates.height for found in (barred, dead)] == [2, 2]
    assert {tried.outcome for found in (barred, dead) for tried in found.rules} == {"not_asked"}


def test_the_method_decides_on_the_rules_and_the_weight() -> None:
    by_visits = receipt(values={"weight": "visits"}, core_lines=core_lines(CORE))
    assert by_visits.chosen and by_visits.chosen.physician_id == "b"
    none = receipt(values={"tier_order": ("enrolment", "area")}, core_lines=core_lines(CORE))
    assert none.chosen is None


def test_a_receipt_is_for_one_person() -> None:
    with pytest.raises(ValueError, match="one person"):
        receipt("person_id\n1\n2")
