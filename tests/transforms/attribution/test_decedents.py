"""Those who died in 36 months, and the units they had (families/deaths.md, 1 to 3), both sides of each boundary."""

import dataclasses
import datetime as dt
import hashlib

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.load import Method
from schemas.base_tables import CoreLines, Decedents
from schemas.inputs.addresses import Addresses
from schemas.inputs.enrolments import Enrolments
from tests.tables import assert_rows
from tests.transforms.rows import (
    METHOD,
    D,
    addresses,
    area_teams,
    centre_teams,
    core_lines,
    enrolments,
    network_ohts,
    persons,
    physicians,
    teams,
)
from transforms.attribution.decedents import attribute_decedents
from transforms.attribution.round_two import Placed

REGISTRY = "physician_id group_id network_id provider_oht_id\na G NA T1\nb - NA T1\nc - NB -\nd - - -"
AREAS = "area_id network_id oht_id\nN6A NA T1\nK9J NB T2\nP0V - -"
SHARED = "network_id oht_id area_id\nNB T2 K9J\nNB T3 N6A"


def build(people: str, end: dt.date = D, method: Method = METHOD, **frames: pl.DataFrame) -> pl.DataFrame:
    nothing = {"addresses": Addresses.empty(), "enrolments": Enrolments.empty(), "core_lines": CoreLines.empty()}
    known = physicians("physician_id\na\nb\nc\nd")
    tables = {**nothing, "persons": persons(people), "physicians": known, **frames}
    placed = Placed(teams(REGISTRY), centre_teams("centre_id"), area_teams(AREAS))
    return Decedents.validate(attribute_decedents(tables, placed, network_ohts(SHARED), end, method))


def test_who_died_in_36_months() -> None:
    text = """
        person_id death_date | age_years
        1         2026-09-30 | 46   # on D
        2         2026-10-01 | x    # the day after
        3         2023-10-01 | 43   # the first day
        4         2023-09-30 | x    # the day before
        5         -          | x    # alive
        6         2026-06-15 | 46   # on the birthday
        7         2026-06-14 | 45
    """
    assert_rows(build(text), text)


def test_months_end_early_in_february() -> None:
    text = "person_id death_date | age_years\n1 2021-02-28 | x\n2 2021-03-01 | 40"
    assert_rows(build(text, dt.date(2024, 2, 29)), text)


def test_who_was_insured_and_not_too_old() -> None:
    text = """
        person_id birth_date death_date coverage_start_date coverage_end_date | age_years
        1         1980-06-15 2026-01-10 -                   2026-01-10        | 45   # ended on the day of death
        2         1980-06-15 2026-01-10 -                   2026-01-09        | x
        3         1980-06-15 2026-01-10 2026-01-10          -                 | 45
        4         1980-06-15 2026-01-10 2026-01-11          -                 | x
        5         1920-01-11 2026-01-10 -                   -                 | 105
        6         1920-01-10 2026-01-10 -                   -                 | x    # 106
        7         2026-01-10 2026-01-10 -                   -                 | 0    # lived hours
    """
    assert_rows(build(text), text)


DEAD = "person_id death_date\n1 2026-01-10"


def test_a_spell_open_on_the_day_before_death() -> None:
    dead = "\n".join(["person_id death_date", *(f"{person} 2026-01-10" for person in range(1, 8))])
    spells = """
        person_id physician_id start_date end_date
        1         a            2020-01-01 -
        2         a            2020-01-01 2026-01-10   # ended on the day of death
        3         a            2020-01-01 2026-01-09
        4         a            2026-01-09 -
        5         a            2026-01-10 -
        6         x            2020-01-01 -            # nobody knows this physician
        7         d            2020-01-01 -            # a physician without a team: then the area
    """
    expected = """
        person_id physician_id group_id oht_id
        1         a            G        T1
        2         a            G        T1
        3         -            -        T1
        4         a            G        T1
        5         -            -        T1
        6         -            -        T1
        7         d            -        T1
    """
    assert_rows(build(dead, enrolments=enrolments(spells)), expected)


def test_of_several_spells_the_latest_then_visits_then_the_hash() -> None:
    both = enrolments("person_id physician_id start_date\n1 a 2021-01-01\n1 b 2020-01-01")
    assert build(DEAD, enrolments=both)["physician_id"].item() == "a"
    even = enrolments("person_id physician_id start_date\n1 a 2020-01-01\n1 b 2020-01-01")
    for seen in ("a", "b"):
        lines = core_lines(f"person_id physician_id service_date\n1 {seen} 2025-06-01")
        assert build(DEAD, enrolments=even, core_lines=lines)["physician_id"].item() == seen
    assert build(DEAD, enrolments=even)["physician_id"].item() == min(
        "ab", key=lambda name: hashlib.sha256(name.encode()).hexdigest()
    )


@pytest.mark.parametrize(
    ("day", "physician"),
    [("2024-01-10", "b"), ("2024-01-09", None), ("2026-01-09", "b"), ("2026-01-10", None)],
)
def test_visits_of_24_months_before_the_day(day: str, physician: str | None) -> None:
    lines = core_lines(f"person_id physician_id service_date\n1 b {day}")
    assert build(DEAD, core_lines=lines)["physician_id"].item() == physician


def test_most_days_then_the_latest() -> None:
    days = "1 a 2025-06-01\n1 a 2025-06-01\n1 b 2025-06-01\n1 b 2025-06-02"
    assert build(DEAD, core_lines=core_lines(f"person_id physician_id service_date\n{days}"))["physician_id"][0] == "b"
    even = "1 a 2025-06-03\n1 b 2025-06-02"
    assert build(DEAD, core_lines=core_lines(f"person_id physician_id service_date\n{even}"))["physician_id"][0] == "a"


def test_the_area_of_the_last_address() -> None:
    text = """
        person_id death_date area_id | area_id oht_id
        1         2026-01-10 N6A     | N6A     T1
        2         2026-01-10 N6A     | K9J     T2   # moved on the day of death
        3         2026-01-10 K9J     | K9J     T2   # moves after it are nobody's
        4         2026-01-10 P0V     | P0V     -
    """
    moves = addresses("person_id start_date area_id\n2 2020-01-01 N6A\n2 2026-01-10 K9J\n3 2026-01-11 N6A")
    found = build(text.replace("| area_id", "| lives_in"), addresses=moves)
    expected = text.split("\n")
    rows = [f"{line.split()[0]} {' '.join(line.split('#')[0].split('|')[1].split())}" for line in expected[2:-1]]
    assert_rows(found, "person_id area_id oht_id\n" + "\n".join(rows))


def test_a_network_of_several_teams_is_decided_by_the_area() -> None:
    dead = "person_id death_date area_id\n1 2026-01-10 N6A\n2 2026-01-10 K9J\n3 2026-01-10 P0V"
    spells = enrolments("person_id physician_id\n1 c\n2 c\n3 c")
    expected = "person_id physician_id oht_id\n1 c T3\n2 c T2\n3 - -"
    assert_rows(build(dead, enrolments=spells), expected)


def test_a_wrong_key_or_no_address_bars() -> None:
    dead = """
        person_id death_date has_valid_key postal_status   area_id
        1         2026-01-10 false         ontario         N6A
        2         2026-01-10 true          missing         -
    """
    spells = enrolments("person_id\n1\n2")
    assert_rows(build(dead, enrolments=spells), "person_id physician_id oht_id\n1 - -\n2 - -")
    open_gate = dataclasses.replace(METHOD, postal_gate=False)
    found = build(dead, method=open_gate, enrolments=spells)
    assert_rows(found, "person_id physician_id oht_id\n1 - -\n2 a T1")


def test_without_the_rule_of_areas_nobody_is_placed_by_one() -> None:
    orders = tuple(rule for rule in METHOD.tier_order if rule != "area")
    assert build(DEAD, method=dataclasses.replace(METHOD, tier_order=orders))["oht_id"].item() is None


def test_nobody() -> None:
    assert build("person_id death_date").is_empty()


@settings(max_examples=20)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(random: object) -> None:
    dead = "person_id death_date\n1 2026-01-10\n2 2025-01-10\n3 2024-01-10"
    spells = enrolments("person_id physician_id start_date\n1 a 2020-01-01\n1 b 2020-01-01\n2 c 2021-01-01")
    lines = core_lines(
        "person_id physician_id service_date\n1 a 2025-06-01\n1 b 2025-06-01\n3 b 2023-06-01\n3 a 2023-05-01"
    )
    usual = build(dead, enrolments=spells, core_lines=lines)

    def shuffled(frame: pl.DataFrame) -> pl.DataFrame:
        return frame[sorted(range(frame.height), key=lambda _: random.random())]  # type: ignore[attr-defined]

    again = build(dead, enrolments=shuffled(spells), core_lines=shuffled(lines))
    assert again.equals(usual)
