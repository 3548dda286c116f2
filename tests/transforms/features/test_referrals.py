"""Referrals and the wait for the first visit (families/referrals.md 42)."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tables import assert_rows
from tests.transforms.rows import D, referrals
from transforms.features.referrals import FAMILY


def built(text: str) -> pl.DataFrame:
    return FAMILY.build({"referrals": referrals(text)}, D).rename({"event_id": "referral_id"})


def test_referrals_of_24_months_and_their_year_after() -> None:
    text = """
        referral_id person_id referred_date specialty_code | is_to_specialist has_year_after
        a           1         2024-09-30    13             | x                x
        b           2         2024-10-01    13             | true             true
        c           3         2025-09-30    26             | true             true
        d           4         2025-10-01    13             | true             false
        e           5         2026-09-30    13             | true             false
        f           6         2026-10-01    13             | x                x
        g           7         2025-03-02    00             | false            true
        h           8         2025-03-02    05             | false            true     # community medicine
        i           9         2025-03-02    07             | true             true
    """
    assert_rows(built(text), text)


def test_the_wait_is_known_up_to_a_year() -> None:
    text = """
        referral_id person_id referred_date first_visit_date | is_seen_in_a_year wait_days
        a           1         2025-03-02    2025-03-02       | true              0
        b           2         2025-03-02    2025-05-01       | true              60
        c           3         2025-03-02    2026-03-02       | true              365
        d           4         2025-03-02    2026-03-03       | false             -
        e           5         2025-03-02    -                | false             -
        f           6         2025-09-30    2026-09-30       | true              365
        g           7         2026-09-01    2026-10-01       | false             -     # after D
    """
    assert_rows(built(text), text)


def test_several_of_one_person_stand_in_the_order_of_their_ids() -> None:
    text = "referral_id person_id first_visit_date\nb 1 2026-03-12\na 1 -"
    assert_rows(built(text), "referral_id person_id wait_days\na 1 -\nb 1 10")


@pytest.mark.parametrize("rows", [[], [1], [1, 1, 2]])
def test_a_row_for_each_referral(rows: list[int]) -> None:
    assert built("person_id" + "".join(f"\n{person}" for person in rows)).height == len(rows)


@given(st.lists(st.integers(-5, 500), min_size=1, max_size=10))
def test_waits_are_null_exactly_where_nobody_was_seen_in_a_year(days: list[int]) -> None:
    visits = referrals("person_id" + "\n1" * len(days)).with_columns(
        (pl.lit("2025-03-02").str.to_date() + pl.duration(days=pl.Series(days).clip(0))).alias("first_visit_date"),
        pl.lit("2025-03-02").str.to_date().alias("referred_date"),
    )
    found = FAMILY.build({"referrals": visits}, D)
    assert (found["wait_days"].is_null() == ~found["is_seen_in_a_year"]).all()
    assert sorted(found["wait_days"].drop_nulls()) == sorted(max(one, 0) for one in days if one <= 365)
