"""The tie chain (method, 4), a person a step; `tie_step` is the first step at which winner and runner-up differ.

The hashes of the names begin d 18, c 2e, b 3e, e 3f, a ca: that is the order of the last step.
"""

import hashlib

import polars as pl

from tests.tables import assert_rows
from tests.transforms.rows import core_lines, enrolments, persons, physicians, round_one
from transforms.attribution.registries import rank_providers

LINES = """
    person_id physician_id service_date value_cents
    1         a            2026-03-01   300         # value: worth more, though b saw more, on more days and later
    1         b            2026-03-02   100
    1         b            2026-03-03   100
    2         a            2026-03-01   100         # visits: of one value, two lines against one, though b came later
    2         a            2026-03-01   100
    2         b            2026-03-02   200
    3         a            2026-03-01   100         # dates: two lines each, on two days against one
    3         a            2026-03-02   100
    3         b            2026-03-03   100
    3         b            2026-03-03   100
    4         a            2026-03-02   100         # recent: a day later
    4         b            2026-03-01   100
    5         a            2026-03-02   100         # hash: nothing else differs, b before a
    5         b            2026-03-02   100
    6         a            2026-03-02   100         # none: one physician
    7         a            2026-03-02   100         # three: d wins by hash over c; a is third by value
    7         c            2026-03-02   200
    7         d            2026-03-02   200
    8         a            2026-03-02   200         # three: a wins by value; that b and c tie does not matter
    8         b            2026-03-02   100
    8         c            2026-03-02   100
    9         a            2026-03-02   200         # three: b falls out by dates; a and c differ in the first day
    9         a            2026-03-03   200
    9         b            2026-03-02   200
    9         b            2026-03-02   200
    9         c            2026-03-01   200
    9         c            2026-03-03   200
"""
CHOSEN = """
    person_id physician_id tie_step
    1         a            value
    2         a            visits
    3         a            dates
    4         a            recent
    5         b            hash
    6         a            none
    7         d            hash
    8         a            value
    9         c            hash
"""


def choose(lines: str, **frames: pl.DataFrame) -> pl.DataFrame:
    registry = persons("\n".join(["person_id", *"123456789"]))
    return round_one(persons=registry, core_lines=core_lines(lines), **frames).persons


def test_each_step_decides_when_those_before_do_not() -> None:
    assert_rows(choose(LINES), CHOSEN)


def test_the_chain_follows_the_start_of_spells() -> None:
    everybody = [f"{person} {physician}" for person in range(1, 10) for physician in "abcd"]
    spells = enrolments("\n".join(["person_id physician_id", *everybody]))
    # Person 6 now has three more candidates: those without care have zeros.
    assert_rows(choose(LINES, enrolments=spells), CHOSEN.replace("none", "value"))


def test_the_order_of_rows_decides_nothing() -> None:
    lines = core_lines(LINES)
    registry = persons("\n".join(["person_id", *"123456789"]))
    backwards = round_one(persons=registry.reverse(), core_lines=lines.reverse()).persons
    assert backwards.equals(round_one(persons=registry, core_lines=lines).persons)


def test_the_last_step_is_the_smallest_hash_as_text() -> None:
    names = ["a", "b", "c", "d", "e", "10", "9", "É"]
    ranked = rank_providers(physicians("\n".join(["physician_id", *names])), "physician_id").sort("tie_rank")
    assert ranked["physician_id"].to_list() == sorted(names, key=lambda name: hashlib.sha256(name.encode()).hexdigest())
