"""Target assessments of residents by quarter (families/long_term_care.md 36.1)."""

import datetime as dt

import polars as pl
import pytest

from tests.tables import assert_rows
from tests.transforms.home_care_rows import NONE, resident_assessments
from tests.transforms.rows import D
from transforms.features.long_term_care_quarters import FAMILY, REASONS


def quarters(text: str, end: dt.date = D) -> pl.DataFrame:
    return FAMILY.build({"long_term_care_assessments": resident_assessments(text)}, end)


def test_four_quarters_of_whole_months() -> None:
    text = """
        person_id assessment_date | quarter
        1         2026-09-30      | 0
        2         2026-07-01      | 0
        3         2026-06-30      | 1
        4         2026-04-01      | 1
        5         2026-03-31      | 2
        6         2025-12-31      | 3
        7         2025-10-01      | 3
        8         2025-09-30      | x
        9         2026-10-01      | x   # after D
    """
    assert_rows(quarters(text), text)


@pytest.mark.parametrize(
    ("end", "first", "day_before"),
    [("2025-02-28", "2024-03-01", "2024-02-29"), ("2025-06-30", "2024-07-01", "2024-06-30")],
)
def test_the_first_day_of_the_first_quarter(end: str, first: str, day_before: str) -> None:
    """Months of 30 days and a leap day: the quarters are of whole months."""
    found = quarters(f"person_id assessment_date\n1 {first}\n2 {day_before}", dt.date.fromisoformat(end))
    assert_rows(found, "person_id quarter\n1 3")


def test_the_last_valid_assessment_of_the_quarter() -> None:
    text = """
        person_id assessment_id assessment_date admission_date antipsychotic_days
        1         a             2026-09-01      2024-01-01     7
        1         b             2026-09-02      2024-01-01     0
        1         c             2026-09-02      2024-01-01     1   # of one day the greater id
        2         a             2026-09-01      2026-06-01     7   # 92 days after moving in
        3         a             2026-09-01      2026-05-31     7   # 93
        4         a             2026-09-01      2024-01-01     2
        4         b             2026-09-02      -              0   # nobody knows since when
        5         a             2026-09-01      2024-01-01     -
        5         b             2026-06-01      2024-01-01     0
    """
    assert_rows(
        quarters(text),
        """
        person_id event_id quarter has_known_medicines has_antipsychotic
        1         c        0       true                true
        3         a        0       true                true
        4         a        0       true                true
        5         a        0       false               false
        5         b        1       true                false
        """,
    )


@pytest.mark.parametrize("reason", REASONS)
def test_a_reason_is_kept_apart_and_an_unknown_one_is_none(reason: str) -> None:
    found = quarters(f"person_id {reason}\n1 true\n2 false\n3 -")
    assert found[reason].to_list() == [True, False, False]
    others = [name for name in REASONS if name != reason]
    assert not found.select(pl.any_horizontal(others).any()).item()


def test_nobody_and_the_order_of_rows() -> None:
    assert quarters(NONE).is_empty()
    rows = resident_assessments("assessment_id antipsychotic_days\na 0\nb 7\nc -")
    turned = FAMILY.build({"long_term_care_assessments": rows.reverse()}, D)
    assert FAMILY.build({"long_term_care_assessments": rows}, D).equals(turned)
