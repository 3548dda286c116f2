"""The merging of networks (networks.md 13.2), worked by hand on a few seeds."""

import random
from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.networks.mergers import Limits, Turn, find_partner, merge_networks
from transforms.networks.state import State, Totals

Pairs = Mapping[tuple[str, str], int]
LIMITS = Limits(population=100, loyalty_percent=30, metres=1000)


def both_ways(metres: Pairs) -> dict[tuple[str, str], int]:
    return {**metres, **{(b, a): m for (a, b), m in metres.items()}}


def formed(
    people: Mapping[str, int], admissions: Pairs, metres: Pairs, limits: Limits = LIMITS
) -> tuple[dict[str, str], list[Turn]]:
    state = State(people, admissions, both_ways(metres))
    turns = list(merge_networks(state, limits))
    return state.network_of, turns


def near(*names: str) -> Pairs:
    return {(a, b): 1 for a in names for b in names if a < b}


def test_a_small_network_joins_the_one_its_people_are_admitted_to() -> None:
    networks, turns = formed({"a": 99, "b": 500, "c": 500}, {("a", "a"): 9, ("a", "b"): 3, ("a", "c"): 4}, near(*"abc"))
    assert networks == {"a": "c", "b": "b", "c": "c"}
    (turn,) = turns
    assert (turn.network_id, turn.reason, turn.merged_id) == ("a", "population", "c")
    assert (turn.before, turn.partner_before, turn.merged) == (
        Totals(99, 9, 16),
        Totals(500, 0, 0),
        Totals(599, 13, 16),
    )


def test_a_network_at_the_limits_stays() -> None:
    networks, turns = formed({"a": 100, "b": 100}, {("a", "a"): 3, ("a", "b"): 7}, near(*"ab"))
    assert (networks, turns) == ({"a": "a", "b": "b"}, [])


def test_a_disloyal_network_is_merged_after_the_small_ones() -> None:
    people = {"a": 500, "b": 400, "c": 10}
    admissions = {("a", "a"): 29, ("a", "b"): 71, ("b", "b"): 5}
    networks, turns = formed(people, admissions, near(*"abc"))
    assert [(turn.network_id, turn.reason) for turn in turns] == [("c", "population"), ("a", "loyalty")]
    assert set(networks.values()) == {"a"}


@pytest.mark.parametrize("own", [29, 30])
def test_loyalty_is_compared_in_whole_numbers(own: int) -> None:
    _, turns = formed({"a": 100, "b": 100}, {("a", "a"): own, ("a", "b"): 100 - own}, near(*"ab"))
    assert [turn.reason for turn in turns] == (["loyalty"] if own < 30 else [])


def test_nobody_admitted_is_not_disloyal() -> None:
    assert formed({"a": 100, "b": 100}, {}, near(*"ab"))[1] == []


def test_the_least_loyal_comes_first_and_of_equals_the_one_with_fewest_people() -> None:
    people = {"a": 900, "b": 800, "c": 700, "d": 999}
    admissions = {("a", "a"): 2, ("a", "d"): 8, ("b", "b"): 1, ("b", "d"): 9, ("c", "c"): 2, ("c", "d"): 18}
    _, turns = formed(people, admissions, near(*"abcd"))
    assert [turn.network_id for turn in turns] == ["c", "b", "a"]


def test_every_step_of_the_choice_of_a_partner() -> None:
    def partner(admissions: Pairs, metres: Pairs) -> tuple[str, str]:
        state = State(dict.fromkeys("abc", 10), admissions, both_ways(metres))
        found = find_partner(state, "a", 1000)
        assert found is not None
        return found.network_id, found.tie_step

    apart = {("a", "b"): 9, ("a", "c"): 8}
    assert partner({("a", "b"): 2, ("a", "c"): 1, ("c", "a"): 9}, apart) == ("b", "admissions_out")
    assert partner({("b", "a"): 2, ("c", "a"): 1}, apart) == ("b", "admissions_in")
    assert partner({}, apart) == ("c", "distance")
    assert partner({}, {("a", "b"): 9, ("a", "c"): 9}) == ("b", "id")
    assert partner({}, {("a", "b"): 1000, ("a", "c"): 1001}) == ("b", "none")


def test_a_network_without_a_partner_near_stays_and_is_told() -> None:
    networks, turns = formed({"a": 1, "b": 500}, {("a", "b"): 5}, {("a", "b"): 1001})
    assert networks == {"a": "a", "b": "b"}
    assert [(turn.network_id, turn.partner, turn.merged) for turn in turns] == [("a", None, None)]


def test_a_network_without_a_place_has_no_partner() -> None:
    networks, turns = formed({"a": 1, "b": 2}, {("a", "b"): 5}, {})
    assert networks == {"a": "a", "b": "b"}
    assert [turn.network_id for turn in turns] == ["a", "b"]


def test_a_chain_of_mergers_each_with_what_the_one_before_made() -> None:
    """`a` joins `b`, which is then as near to `c` as `b` was, and with 90 people still too small."""
    people = {"a": 40, "b": 50, "c": 60}
    admissions = {("a", "a"): 1, ("a", "b"): 4, ("b", "c"): 6, ("b", "b"): 2, ("c", "c"): 7}
    networks, turns = formed(people, admissions, {("a", "b"): 900, ("b", "c"): 800})
    assert [(turn.network_id, turn.partner and turn.partner.network_id, turn.merged_id) for turn in turns] == [
        ("a", "b", "b"),
        ("c", "b", "b"),
    ]
    first, second = (turn.merged for turn in turns)
    assert (first, second) == (Totals(90, 7, 13), Totals(150, 20, 20))
    assert set(networks.values()) == {"b"}


def test_of_equal_people_the_smaller_id_is_kept() -> None:
    networks, turns = formed({"b": 50, "a": 50}, {("b", "a"): 1}, near(*"ab"))
    assert [turn.network_id for turn in turns] == ["a"]
    assert networks == {"a": "a", "b": "a"}


@st.composite
def provinces(draw: st.DrawFn) -> tuple[dict[str, int], dict[tuple[str, str], int], dict[tuple[str, str], int]]:
    names = "abcdefgh"[: draw(st.integers(1, 8))]
    pairs = [(a, b) for a in names for b in names]
    people = {name: draw(st.integers(0, 150)) for name in names}
    admissions = {pair: draw(st.integers(0, 3)) for pair in pairs}
    metres = {(a, b): draw(st.integers(0, 1500)) for a, b in pairs if a < b and draw(st.booleans())}
    return people, {pair: count for pair, count in admissions.items() if count}, metres


@settings(max_examples=150, deadline=None)
@given(provinces(), st.randoms(use_true_random=False))
def test_what_holds_of_every_province(
    province: tuple[dict[str, int], dict[tuple[str, str], int], dict[tuple[str, str], int]], chance: random.Random
) -> None:
    people, admissions, metres = province
    networks, turns = formed(people, admissions, metres)
    # No seed is lost, every network bears the name of one of its own seeds, and nobody is lost.
    assert set(networks) == set(people)
    assert all(networks[name] == name for name in networks.values())
    state = State(people, admissions, both_ways(metres))
    list(merge_networks(state, LIMITS))
    assert sum(state.totals(name).people for name in state.names()) == sum(people.values())
    assert sum(state.totals(name).admissions for name in state.names()) == sum(admissions.values())
    # A merger makes nobody less loyal in sum, and adds up.
    for turn in turns:
        if turn.merged and turn.partner_before:
            assert turn.merged.people == turn.before.people + turn.partner_before.people
            assert turn.merged.own_admissions >= turn.before.own_admissions + turn.partner_before.own_admissions
    # What is left too small had no partner.
    alone = {turn.network_id for turn in turns if turn.partner is None}
    assert {name for name in state.names() if state.totals(name).people < LIMITS.population} <= alone
    # Another order of what is given gives the same.
    mixed = [dict(chance.sample(list(part.items()), len(part))) for part in (people, admissions, metres)]
    assert formed(mixed[0], mixed[1], mixed[2]) == (networks, turns)


def test_turns_are_taken_from_the_smallest() -> None:
    names = "abcdef"
    people = {name: 10 * (place + 1) for place, name in enumerate(names)}
    _, turns = formed(people, {}, {})
    assert [a.before.people < b.before.people for a, b in pairwise(turns)] == [True] * 5
