"""The agreement matrix by hand: who is counted by both, what is the same, and kappa."""

from itertools import permutations

import polars as pl
import pytest

from schemas.methods import MethodAgreement, PairCells
from tests.published.test_published_kappa import COHEN_1960
from tests.tables import assert_rows, table
from tests.transforms.rows import attribution
from transforms.indicators.units import add_up
from transforms.methods.pairs import CELL_KEY, READ, count_pairs, measure_pairs

A = attribution("""
    person_id oht_id physician_id centre_id tier
    1         T1     a            -         rostered
    2         T1     a            -         rostered
    3         T1     -            c         health_centre
    4         T2     b            -         virtual
    5         -      -            -         unattributable
    6         T2     b            -         virtual
""").select(READ)
B = attribution("""
    person_id oht_id physician_id centre_id tier
    1         T1     a            -         rostered        # all the same
    2         T1     b            -         rostered        # another physician
    3         T1     c            -         virtual         # the centre's id, but a physician
    4         T1     b            -         virtual         # another team
    5         -      -            -         unattributable  # none is a value like any other
    7         T1     a            -         rostered        # counted by B alone
""").select(READ)
C = A.filter(pl.col("person_id") < 3)


def matrix(*buckets: dict[str, pl.DataFrame]) -> pl.DataFrame:
    cells = add_up([PairCells.validate(count_pairs(of)) for of in buckets], CELL_KEY)
    return MethodAgreement.validate(measure_pairs(cells, "2026-09"))


EXPECTED = """
    method_id other_id in_both first_only second_only same_team same_provider same_tier
    a         b        5       1          1           4         3             4
    a         c        2       4          0           2         2             2
    b         c        2       4          0           2         1             2
"""


def test_the_matrix_by_hand() -> None:
    found = matrix({"a": A, "b": B, "c": C})
    assert_rows(found, EXPECTED)
    assert found.row(0, named=True)["team_share"] == 0.8
    # Of five: A has T1 3, T2 1, none 1; B has T1 4, none 1. Chance 3 × 4 + 1 × 1 = 13; (5 × 4 − 13) ÷ (25 − 13).
    assert found["kappa"].to_list() == [pytest.approx(7 / 12), None, None]


def test_buckets_add_up_and_orders_do_not_matter() -> None:
    methods = {"a": A, "b": B, "c": C}
    even = pl.col("person_id") % 2 == 0
    split = [{name: frame.filter(which) for name, frame in methods.items()} for which in (even, ~even)]
    for order in permutations(methods):
        assert matrix({name: methods[name].reverse() for name in order}).equals(matrix(*split))


def test_a_method_that_counts_nobody() -> None:
    row = matrix({"a": A, "b": B.clear()}).row(0, named=True)
    assert (row["in_both"], row["first_only"], row["second_only"]) == (0, 6, 0)
    assert row["team_share"] is None and row["kappa"] is None


def test_cohen_1960() -> None:
    cells = table(
        COHEN_1960.replace("oht_recomputed", "team").replace("oht_official", "other_team"),
        PairCells,
        method_id="a",
        other_id="b",
        standing="in_both",
        same_provider=0,
        same_tier=0,
    )
    row = measure_pairs(cells, "2026-09").row(0, named=True)
    assert (row["in_both"], row["same_team"]) == (200, 140)
    assert row["kappa"] == pytest.approx(0.492, abs=0.0005)
