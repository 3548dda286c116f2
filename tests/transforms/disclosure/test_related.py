"""Counts that indicators tell of one another: on both sides of every limit, and no pair or set left that tells one."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.results import Results
from tests.tables import table
from transforms.catalogue import indicators
from transforms.disclosure.audience import Audience
from transforms.disclosure.primary import suppress_small_cells
from transforms.disclosure.related import mark_told_by_others

USUAL = {"period": "2026-09", "level": "oht", "unit_id": "T1", "is_proportion": True}
PLACES = ["death_hospital", "death_community", "death_ltc"]


def hidden(text: str, audience: Audience = Audience.OHT) -> set[str]:
    """Give the indicators that are hidden of one team, from a line each: indicator_id, numerator, denominator."""
    rows = table(f"indicator_id numerator denominator\n{text}", Results, **USUAL)
    published = suppress_small_cells(mark_told_by_others(rows, indicators(), audience), audience)
    return set(published.filter(pl.col("suppression") == "small_cell")["indicator_id"])


@pytest.mark.parametrize(
    ("whole", "part", "is_told"),
    [
        ("20 200", "18 197", True),  # two of three others
        ("20 200", "14 188", False),
        ("20 200", "15 180", True),  # five more above the line
        ("20 200", "10 195", True),  # five more below it
        ("20 200", "10 187", True),  # ten of thirteen: three of normal weight
        ("20 200", "20 200", False),  # the same people
    ],
)
def test_what_lies_beside_a_part_is_not_told(whole: str, part: str, is_told: bool) -> None:
    found = hidden(f"lbw {whole}\nlbw_singleton {part}")
    assert found == ({"lbw_singleton"} if is_told else set())


def test_a_whole_alone_and_a_part_alone_stay() -> None:
    assert hidden("lbw 20 200") == hidden("lbw_singleton 18 197") == set()


def test_of_three_places_one_is_never_hidden_alone() -> None:
    assert hidden("death_hospital 60 100\ndeath_community 37 100\ndeath_ltc 3 100") == {"death_ltc", "death_community"}
    assert hidden("death_hospital 60 100\ndeath_community 30 100\ndeath_ltc 10 100") == set()
    assert hidden("death_hospital 94 100\ndeath_community 3 100\ndeath_ltc 3 100") == {"death_community", "death_ltc"}


def test_a_small_rest_hides_the_smallest() -> None:
    """Three of a hundred died elsewhere."""
    assert hidden("death_hospital 60 100\ndeath_community 27 100\ndeath_ltc 10 100") == {"death_ltc"}


def test_a_practice_sees_all_and_what_is_not_computable_tells_nothing() -> None:
    assert hidden("lbw 20 200\nlbw_singleton 18 197", Audience.PRACTICE) == set()
    assert hidden("lbw - -\nlbw_singleton 18 197") == {"lbw"}  # a count missing counts as small
    assert hidden("death_hospital 60 100") == set()


def test_every_record_names_another_that_is_there_and_of_the_same_grain() -> None:
    known = indicators()
    for record in known.values():
        if record.within:
            assert (known[record.within].grain, known[record.within].levels) == (record.grain, record.levels), record.id
    sets = {record.one_of for record in known.values() if record.one_of}
    for name in sets:
        members = [record for record in known.values() if record.one_of == name]
        alike = {(one.grain, *[clause.text for clause in one.denominator]) for one in members}
        assert len(alike) == 1, name


@given(st.lists(st.integers(0, 40), min_size=4, max_size=4))
def test_nothing_small_can_be_worked_out_of_three_places(counts: list[int]) -> None:
    places = counts[:3]
    total = sum(counts)
    lines = [f"{name} {count} {total}" for name, count in zip(PLACES, places, strict=True)]
    found = hidden("\n".join(lines))
    known = total - sum(count for name, count in zip(PLACES, places, strict=True) if name not in found)
    if not found:
        assert not any(1 <= count <= 5 for count in counts)
    if len(found) == 1:
        assert not 1 <= known <= 5
