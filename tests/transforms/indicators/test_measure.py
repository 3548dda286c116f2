"""Counts into rates with limits, and the rows of what cannot be computed (method, 6 and 8)."""

import datetime as dt

import polars as pl
import pytest

from schemas.results import Results
from tests.tables import assert_rows, table
from transforms.catalogue import indicators
from transforms.indicators.measure import measure, not_computable, result_state

COUNTS = {"level": pl.String(), "unit_id": pl.String(), "numerator": pl.Int64(), "denominator": pl.Int64()}
UNITS = table("level unit_id\nprovince ontario\npractice a\npractice b\noht T1", {**COUNTS}).select("level", "unit_id")


def measured(indicator: str, counts: str) -> pl.DataFrame:
    return Results.validate(measure(indicators()[indicator], table(counts, COUNTS), UNITS, "2026-09", "m"))


def test_every_unit_has_a_row_and_zero_denominators_have_no_value() -> None:
    counts = "level unit_id numerator denominator\npractice a 3 4\noht T1 0 0\nprovince ontario 1 1"
    expected = """
        level    unit_id numerator denominator value
        oht      T1      0         0           -
        practice a       3         4           75.0
        practice b       0         0           -      # no count at all
        province ontario 1         1           100.0
    """
    assert_rows(measured("continuity_hqo", counts), expected)


def test_without_a_value_there_are_no_limits() -> None:
    rows = measured("continuity_hqo", "level unit_id numerator denominator\npractice a 3 4").filter(
        pl.col("value").is_null()
    )
    assert rows.height == 3
    assert rows.select(pl.all_horizontal(pl.col("lower", "upper").is_null()).all()).item()


@pytest.mark.parametrize(
    ("indicator", "value"), [("continuity_hqo", 50.0), ("acsc", 50_000.0), ("ed_rate", 50.0), ("md_panel", 0.5)]
)
def test_the_rate_is_in_the_unit_of_the_indicator(indicator: str, value: float) -> None:
    row = measured(indicator, "level unit_id numerator denominator\npractice a 10 20").row(1, named=True)
    assert row["value"] == value
    assert row["lower"] < value < row["upper"]


@pytest.mark.parametrize(
    ("indicator", "lower", "upper"),
    [("continuity_hqo", 29.93, 70.07), ("ed_rate", 23.94, 91.95), ("md_panel", 0.2394, 0.9195)],
)
def test_the_limits_are_in_the_same_unit(indicator: str, lower: float, upper: float) -> None:
    """Wilson of 10 in 20; Byar of 10 events, 4.787 and 18.391, over 20."""
    row = measured(indicator, "level unit_id numerator denominator\npractice a 10 20").row(1, named=True)
    assert (row["lower"], row["upper"]) == pytest.approx((lower, upper), rel=5e-4)


def test_zero_events_have_a_value_and_a_lower_limit_of_zero() -> None:
    row = measured("ed_rate", "level unit_id numerator denominator\npractice a 0 20").row(1, named=True)
    assert (row["value"], row["lower"]) == (0.0, 0.0)
    assert row["upper"] > 0


def test_what_cannot_be_computed_is_never_zero() -> None:
    rows = Results.validate(not_computable(indicators()["ed_rate"], UNITS, "needs ed_visits", "2026-09", "m"))
    expected = """
        level    unit_id numerator denominator value lower upper
        oht      T1      -         -           -     -     -
        practice a       -         -           -     -     -
        practice b       -         -           -     -     -
        province ontario -         -           -     -     -
    """
    assert_rows(rows, expected)
    assert rows["not_computable"].unique().to_list() == ["needs ed_visits"]


def test_rows_say_what_they_rest_on() -> None:
    row = measured("continuity_hqo", "level unit_id numerator denominator").row(0, named=True)
    labels = ["indicator_id", "period", "limits_method", "is_proportion", "definition_version", "method_id"]
    assert [row[name] for name in labels] == ["continuity_hqo", "2026-09", "wilson", True, 1, "m"]


@pytest.mark.parametrize(
    ("end", "known_until", "state"),
    [
        ("2026-09-30", "2026-09-30", "provisional"),
        ("2026-09-30", "2026-12-31", "provisional"),  # the third month after
        ("2026-09-30", "2027-01-01", "final"),  # the fourth
        ("2026-12-31", "2027-03-31", "provisional"),
        ("2026-12-31", "2027-04-01", "final"),
        ("2024-12-31", "2026-01-01", "final"),
    ],
)
def test_results_are_final_after_the_months_of_maturity(end: str, known_until: str, state: str) -> None:
    assert result_state(dt.date.fromisoformat(end), 3, dt.date.fromisoformat(known_until)) == state
