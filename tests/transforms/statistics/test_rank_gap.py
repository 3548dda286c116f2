"""The gap between the highest and the lowest rank: by hand, missing ends, and what must hold for any counts."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tables import table
from transforms.statistics.rank_gap import GAPS, rank_gap

SCHEMA = {"team": pl.String, "rank": pl.Int64, "numerator": pl.Int64, "denominator": pl.Int64}
COUNTS = st.tuples(st.integers(0, 500), st.integers(0, 500))


def gap_of(text: str, kind="proportion") -> dict:
    return rank_gap(table("rank numerator denominator" + text, SCHEMA), kind).row(0, named=True)


def test_newcombes_example_as_two_quintiles() -> None:
    """56 of 70 against 48 of 80: Newcombe 1998, example (a)."""
    row = gap_of("\n5 56 70\n1 48 80\n3 1 2")
    assert [row[name] for name in GAPS[:4]] == pytest.approx([0.2, 0.0524, 0.3339, 4 / 3], abs=0.00005)
    assert row["gap_status"] == "complete"


def test_rates_may_exceed_one() -> None:
    row = gap_of("\n1 30 10\n5 10 10", "rate")
    assert (row["absolute_gap"], row["relative_gap"]) == pytest.approx((-2.0, 1 / 3))


@pytest.mark.parametrize(
    "text", ["", "\n1 3 10", "\n5 3 10", "\n1 3 10\n5 - 10", "\n1 3 0\n5 3 10", "\n1 11 10\n5 3 10"]
)
def test_without_both_ends_there_is_no_gap(text: str) -> None:
    assert gap_of(text) == dict.fromkeys(GAPS) | {"gap_status": "missing_group"}


def test_no_event_at_an_end_leaves_the_absolute_gap() -> None:
    low, high = gap_of("\n1 0 10\n5 3 10"), gap_of("\n1 3 10\n5 0 10")
    assert (low["absolute_gap"], low["relative_gap"], low["relative_lower"]) == (0.3, None, None)
    assert (high["absolute_gap"], high["relative_gap"], high["relative_lower"]) == (-0.3, 0.0, None)
    assert low["gap_status"] == high["gap_status"] == "no_event_in_a_group"


def test_keys_do_not_touch_one_another() -> None:
    groups = table("team rank numerator denominator\nB 1 3 10\nA 5 6 10\nA 1 3 10", SCHEMA)
    found = rank_gap(groups, "proportion", ["team"])
    assert found.select("team", "gap_status").rows() == [("A", "complete"), ("B", "missing_group")]


def test_a_rank_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="1 ranks given twice"):
        gap_of("\n1 3 10\n1 3 10")


@pytest.mark.parametrize("kind", ["proportion", "rate"])
@given(
    counts=st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=5, max_size=5), random=st.randoms()
)
def test_limits_hold_the_gap_whatever_the_order(kind, counts: list[tuple[int, int]], random) -> None:
    rows = [("A", rank, a, a + b) for rank, (a, b) in enumerate(counts, start=1)]
    found = rank_gap(pl.DataFrame(rows, schema=SCHEMA, orient="row"), kind)
    shuffled = pl.DataFrame(random.sample(rows, 5), schema=SCHEMA, orient="row")
    assert found.equals(rank_gap(shuffled, kind))
    row = found.row(0, named=True)
    assert all(row[name] == row[name] for name in GAPS)
    for name in ("absolute", "relative"):
        if row[f"{name}_lower"] is not None:
            assert row[f"{name}_lower"] - 1e-12 <= row[f"{name}_gap"] <= row[f"{name}_upper"] + 1e-12
