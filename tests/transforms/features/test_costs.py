"""Costs of persons in whole dollars, and who is among the costliest of the province."""

import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tables import assert_rows
from tests.transforms.rows import D, costs
from transforms.cost_thresholds import TOP_PERCENT, count_costs, find_thresholds
from transforms.features.costs import COST_THRESHOLDS, build_costs

NOBODY = pl.DataFrame([dict.fromkeys(TOP_PERCENT)], schema=dict.fromkeys(TOP_PERCENT, pl.Int64()))


def built(rows: str, thresholds: pl.DataFrame = NOBODY, end: dt.date = D) -> pl.DataFrame:
    return build_costs({"costs": costs(rows), COST_THRESHOLDS: thresholds}, end)


def test_dollars_are_rounded_once_for_all_and_once_for_each_sector() -> None:
    found = built("""
        person_id sector     cost_cents
        1         acute      130
        1         emergency  130
        2         other      50
        3         acute      49
        4         drugs      1000000000
    """)
    expected = """
        person_id cost_dollars_12m acute_cost_dollars_12m emergency_cost_dollars_12m drugs_cost_dollars_12m
        1         3                1                      1                          0
        2         1                0                      0                          0
        3         0                0                      0                          0
        4         10000000         0                      0                          10000000
    """
    assert_rows(found.select(expected.split()[:5]), expected)


@pytest.mark.parametrize("months", [(2025, 9, 0), (2025, 10, 7), (2026, 9, 7), (2026, 10, 0)])
def test_twelve_months_count_by_their_first_day(months: tuple[int, int, int]) -> None:
    year, month, dollars = months
    found = built(f"person_id cost_month cost_cents\n1 {dt.date(year, month, 1)} 700")
    assert found["cost_dollars_12m"].sum() == dollars


def test_months_and_rows_of_a_person_are_added_before_they_are_rounded() -> None:
    rows = "person_id cost_month cost_cents\n1 2026-09-01 49\n1 2026-08-01 49\n1 2026-07-01 2"
    assert built(rows)["cost_dollars_12m"].to_list() == [1]


def test_who_reaches_the_threshold_is_in_and_nobody_without_one() -> None:
    rows = "person_id cost_cents\n1 499949\n2 499950\n3 900000"
    thresholds = pl.DataFrame({"top_5_from_dollars": [5_000], "top_1_from_dollars": [None]}, NOBODY.schema)
    found = built(rows, thresholds)
    assert found["is_top_5_percent"].to_list() == [False, True, True]
    assert found["is_top_1_percent"].to_list() == [False, False, False]


def persons(count: int) -> pl.DataFrame:
    return pl.DataFrame({"person_id": range(count)}, {"person_id": pl.Int64})


def thresholds_of(dollars: list[int], everybody: int, buckets: int = 1) -> tuple[int | None, int | None]:
    rows = "\n".join(f"{person} {100 * cost}" for person, cost in enumerate(dollars))
    given_costs = costs(f"person_id cost_cents\n{rows}")
    parts = []
    for bucket in range(buckets):
        own = pl.col("person_id") % buckets == bucket
        parts.append(count_costs(given_costs.filter(own), persons(everybody).filter(own), D))
    return find_thresholds(parts).row(0)


@pytest.mark.parametrize(
    ("dollars", "everybody", "expected"),
    [
        ([9, 8, 7, 6, 5, 4], 100, (5, 9)),
        ([9, 8, 7, 6, 5, 4], 99, (6, None)),  # 4.95 and 0.99 persons at most
        ([9, 8, 7, 6, 5, 5], 100, (6, 9)),  # the fifth and the sixth are equal: both are out
        ([9, 9, 7], 100, (7, None)),  # two share the highest
        ([5] * 6, 100, (None, None)),
        ([5] * 5, 100, (5, None)),
        ([3], 100, (3, 3)),
        ([0, 0], 100, (None, None)),  # who costs nothing is never among the costliest
        ([], 0, (None, None)),
    ],
)
def test_thresholds(dollars: list[int], everybody: int, expected: tuple[int | None, int | None]) -> None:
    assert thresholds_of(dollars, everybody) == expected


def test_costs_of_people_who_are_not_counted_do_not_move_the_threshold() -> None:
    rows = costs("person_id cost_cents\n1 500\n999 90000")
    assert find_thresholds([count_costs(rows, persons(100), D)]).row(0) == (5, 5)


@given(st.lists(st.integers(0, 6), max_size=60), st.integers(0, 40), st.integers(1, 3))
def test_never_more_than_the_share_and_one_cost_more_would_be(dollars: list[int], free: int, buckets: int) -> None:
    everybody = len(dollars) + free
    for found, percent in zip(thresholds_of(dollars, everybody, buckets), TOP_PERCENT.values(), strict=True):
        reached = sum(cost >= found for cost in dollars) if found else 0
        assert 100 * reached <= percent * everybody
        below = [cost for cost in dollars if 0 < cost < (found or 7)]
        if below:
            assert 100 * sum(cost >= max(below) for cost in dollars) > percent * everybody


def test_counts_of_buckets_are_of_all_their_people() -> None:
    found = count_costs(costs("person_id cost_cents\n1 500\n2 549\n3 550"), persons(6), D)
    assert_rows(found, "dollars persons\n0 3\n5 2\n6 1")
    assert find_thresholds([found, found]).equals(find_thresholds([found.vstack(found)]))
