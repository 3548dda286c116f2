"""Indices of Bice and Boxerman and of sequence (indicators, 22), worked by hand in ten-thousandths."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tables import assert_rows
from tests.transforms.rows import D, core_lines
from transforms.features.continuity import FAMILY

COLUMNS = "person_id coc_parts_24m secon_parts_24m"


def indices(text: str) -> pl.DataFrame:
    return FAMILY.build({"core_lines": core_lines(text)}, D)


def of_sequence(physicians: str) -> tuple[int, int]:
    """Give both indices of one visit a day to the physicians in turn."""
    lines = [f"1 {physician} 2026-{5 + day // 28:02d}-{1 + day % 28:02d}" for day, physician in enumerate(physicians)]
    return indices("\n".join(["person_id physician_id service_date", *lines])).row(0)[1:]


@pytest.mark.parametrize(
    ("physicians", "coc", "secon"),
    [
        ("a", 0, 0),  # neither exists for one visit
        ("aa", 10_000, 10_000),
        ("ab", 0, 0),
        ("aaa", 10_000, 10_000),
        ("aab", 3333, 5000),  # (4 + 1 - 3) / 6; the first pair of two
        ("aba", 3333, 0),  # spread the same, but never twice in a row
        ("abc", 0, 0),
        ("aaabbc", 2667, 6000),  # (9 + 4 + 1 - 6) / 30; three of five pairs
        ("aaab", 5000, 6667),  # (9 + 1 - 4) / 12; two of three pairs
        ("aabacaadaaba", 4394, 2727),  # (64 + 4 + 1 + 1 - 12) / 132; three of eleven pairs
    ],
)
def test_worked_by_hand(physicians: str, coc: int, secon: int) -> None:
    assert of_sequence(physicians) == (coc, secon)


def test_halves_are_rounded_away_from_zero() -> None:
    # 33 visits make 32 pairs: one pair is 312.5 ten-thousandths.
    assert of_sequence("aa" + "ba" * 15 + "b")[1] == 313
    # (4 + 14 - 16) / 240 is 83.33; two visits to one physician and one each to fourteen.
    assert of_sequence("aabcdefghijklmno")[0] == 83


def test_visits_of_a_day_are_in_the_order_of_physicians() -> None:
    lines = """
        person_id physician_id service_date
        1         b            2026-03-02
        1         a            2026-03-02   # comes first, whatever the order of the rows
        1         b            2026-03-09
        1         b            2026-03-09   # one visit, not two
    """
    assert_rows(indices(lines), f"{COLUMNS}\n1 3333 5000")


def test_persons_do_not_touch_one_another() -> None:
    text = "person_id physician_id service_date\n1 a 2026-03-02\n2 a 2026-03-01\n2 a 2026-03-03\n3 a 2026-01-01"
    assert_rows(indices(text), f"{COLUMNS}\n1 0 0\n2 10000 10000\n3 0 0")


def test_24_months_ending_at_d() -> None:
    text = """
        person_id physician_id service_date
        1         a            2024-09-30     # outside
        1         b            2024-10-01
        1         b            2026-09-30
        1         a            2026-10-01     # outside
    """
    assert_rows(indices(text), f"{COLUMNS}\n1 10000 10000")


@given(st.text("abc", min_size=2, max_size=9), st.randoms())
def test_indices_are_shares_and_know_no_order_of_rows(physicians: str, chance: object) -> None:
    coc, secon = of_sequence(physicians)
    assert 0 <= coc <= 10_000
    assert 0 <= secon <= 10_000
    assert (coc == 10_000) == (len(set(physicians)) == 1) == (secon == 10_000)
    lines = [f"1 {name} 2026-05-{day:02d}" for day, name in enumerate(physicians, start=1)]
    chance.shuffle(lines)
    assert indices("\n".join(["person_id physician_id service_date", *lines])).row(0)[1:] == (coc, secon)
