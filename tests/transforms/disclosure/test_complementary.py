"""Partners of small counts, on small sums, and attacks by subtraction on random tables of tiers."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.results import TierCounts
from tests.tables import table
from tests.transforms.disclosure.attack import told_by_subtraction
from transforms.disclosure.complementary import Sum, hide_cells
from transforms.disclosure.release import release_tiers

TOTAL = ("total",)


def hidden_of(*parts: int) -> list[int]:
    """Give the parts that are hidden of a total, and 0 for the total."""
    cells = [(f"part {place}",) for place in range(len(parts))]
    counts = {**dict(zip(cells, parts, strict=True)), TOTAL: sum(parts)}
    hidden = hide_cells(counts, [Sum(TOTAL, tuple(cells))], 5)
    return [*sorted(counts[cell] for cell in cells if cell in hidden), *([0] if TOTAL in hidden else [])]


def test_a_partner_is_the_next_smallest_and_never_a_zero() -> None:
    assert hidden_of(3, 90, 80, 0) == [3, 80]


def test_nothing_small_hides_nothing() -> None:
    assert hidden_of(6, 90, 0) == []


def test_two_small_ones_need_no_partner_unless_they_leave_no_choice() -> None:
    assert hidden_of(4, 5, 90) == [4, 5]
    assert hidden_of(1, 1, 90) == [1, 1, 90]  # two persons in two cells
    assert hidden_of(2, 3, 90) == [2, 3, 90]  # five are small themselves
    assert hidden_of(1, 1, 1, 1, 1, 1, 90) == [1, 1, 1, 1, 1, 1, 90]


def test_a_small_total_hides_with_its_parts() -> None:
    assert hidden_of(4, 0) == [4, 0]


def test_the_total_goes_last() -> None:
    assert hidden_of(1, 1, 1, 1, 1, 1) == [1, 1, 1, 1, 1, 1, 0]


def test_one_choice_of_equals() -> None:
    counts = {TOTAL: 63, ("a",): 3, ("b",): 30, ("c",): 30}
    sums = [Sum(TOTAL, (("c",), ("b",), ("a",)))]
    assert hide_cells(counts, sums, 5) == {("a",), ("b",)}


def test_no_threshold_hides_nothing() -> None:
    assert hide_cells({TOTAL: 2, ("a",): 2}, [Sum(TOTAL, (("a",),))], 0) == frozenset()


def random_tiers(teams: list[int], without: int) -> pl.DataFrame:
    """One row per level, unit, tier and reason: persons of one tier, the province the sum of the rest."""
    rows = [f"oht T{place} rostered - {persons}" for place, persons in enumerate(teams)]
    rows.append(f"province ontario rostered - {sum(teams)}")
    if without:
        rows.append(f"province ontario rostered not_in_official_file {without}")
    return table("\n".join(["level unit_id tier reason persons", *rows]), TierCounts)


@settings(max_examples=300)
@given(st.lists(st.integers(0, 12), min_size=1, max_size=6), st.integers(0, 12))
def test_no_subtraction_within_a_tier_gives_a_small_count(teams: list[int], without: int) -> None:
    exact = random_tiers(teams, without)
    published = release_tiers(exact, "2026-09", ("oht-attr/1", "unverified"))
    assert told_by_subtraction(published) == []
    shuffled = release_tiers(exact.reverse(), "2026-09", ("oht-attr/1", "unverified"))
    assert shuffled.equals(published)


def test_the_attack_finds_what_hiding_small_counts_alone_leaves_open() -> None:
    published = pl.DataFrame(
        {
            "level": ["oht", "oht", "province"],
            "unit_id": ["T1", "T2", "ontario"],
            "tier": ["rostered"] * 3,
            "persons": [None, 80, 83],
            "without_team": [0, 0, 0],
        }
    )
    assert set(told_by_subtraction(published)) == {3}
