"""XmR charts: each rule on both sides of its threshold, gaps and ties, and what must hold for any series."""

import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.statistics.control_chart import xmr_chart

# Twelve values about 10 that break no rule: mean 10, moving ranges of 2.
QUIET = [9.0, 11.0] * 6
VALUES = st.lists(st.none() | st.integers(-1000, 1000).map(lambda tenths: tenths / 10), max_size=30)


def chart_of(values: list[float | None], **options: int) -> pl.DataFrame:
    schema = {"period": pl.Int64, "value": pl.Float64}
    return xmr_chart(pl.DataFrame({"period": range(len(values)), "value": values}, schema=schema), **options)


def places_of(rule: str, values: list[float | None], **options: int) -> list[int]:
    rules = chart_of(values, minimum_points=2, **options)["rules_broken"].to_list()
    return [place for place, broken in enumerate(rules) if rule in broken]


def test_limits_by_hand() -> None:
    row = chart_of(QUIET).row(1, named=True)
    assert row["moving_range"] == 2.0
    assert (row["mean"], row["moving_range_mean"]) == (10.0, 2.0)
    assert (row["lower"], row["upper"], row["moving_range_upper"]) == pytest.approx((4.68, 15.32, 6.534))
    assert (row["rules_broken"], row["chart_status"]) == ([], "computed")


def test_the_first_period_has_no_moving_range() -> None:
    assert chart_of(QUIET)["moving_range"].to_list() == [None] + [2.0] * 11


def test_too_few_values_have_no_limits_and_say_so() -> None:
    chart = chart_of([*QUIET[:11], None])
    assert chart["chart_status"].unique().to_list() == ["too_few_points"]
    hidden = ["mean", "lower", "upper", "moving_range_mean", "moving_range_upper", "rules_broken"]
    assert chart.select(hidden).null_count().row(0) == (12,) * 6
    assert chart["moving_range"][1] == 2.0


def test_values_that_never_neighbour_have_no_limits() -> None:
    assert chart_of([1.0, None] * 12)["chart_status"].unique().to_list() == ["too_few_points"]


def test_outside_needs_to_be_beyond_the_limit() -> None:
    """A jump among 48 quiet values: its two ranges widen the limits, and it is still beyond them."""
    assert places_of("outside", [*QUIET * 3, 30.0, *QUIET]) == [36]
    assert places_of("outside", QUIET) == []


@pytest.mark.parametrize(("length", "marked"), [(7, [10, 11, 12, 13, 14, 15, 16]), (8, [])])
def test_run_of_seven_on_one_side(length: int, marked: list[int]) -> None:
    values = [15.0, 5.0] * 5 + [12.0, 13.0, 12.0, 13.0, 12.0, 13.0, 12.0] + [5.0]
    assert places_of("run", values, run_length=length) == marked


def test_a_value_on_the_mean_ends_a_run() -> None:
    values = [1.0, 2.0, 1.0, 2.0, 1.0, 0.0, 1.0, 2.0, 1.0, 2.0, -13.0]
    assert chart_of(values, minimum_points=2)["mean"][0] == 0.0
    assert places_of("run", values) == []


def test_trend_of_six_values_is_marked_from_the_first() -> None:
    assert places_of("trend", [5.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 2.0]) == [1, 2, 3, 4, 5, 6]
    assert places_of("trend", [5.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0, 7.0]) == [1, 2, 3, 4, 5, 6]


def test_five_values_are_no_trend_and_ties_end_one() -> None:
    assert places_of("trend", [5.0, 1.0, 2.0, 3.0, 4.0, 5.0, 2.0]) == []
    assert places_of("trend", [5.0, 1.0, 2.0, 3.0, 3.0, 4.0, 5.0, 6.0, 2.0]) == []


def test_two_of_three_marks_those_beyond_two_sigma() -> None:
    """Mean 10.56, moving range mean 70/26 = 2.69, so two sigma is 4.77: 17 is beyond it, 11 between them is not."""
    values = [*QUIET, 17.0, 11.0, 17.0, *QUIET]
    assert places_of("two_of_three", values) == [12, 14]


def test_two_of_three_must_be_on_the_same_side() -> None:
    assert places_of("two_of_three", [*QUIET, 18.0, 10.0, 2.0, *QUIET]) == []


def test_two_of_four_are_not_two_of_three() -> None:
    assert places_of("two_of_three", [*QUIET, 17.0, 11.0, 9.0, 17.0, *QUIET]) == []


def test_a_period_without_a_value_ends_every_pattern() -> None:
    rising = [5.0, 1.0, 2.0, 3.0, None, 4.0, 5.0, 6.0, 2.0]
    assert places_of("trend", rising) == []
    assert places_of("run", [15.0, 5.0] * 5 + [12.0, 13.0, 12.0, None, 13.0, 12.0, 13.0, 12.0] + [5.0]) == []
    assert places_of("two_of_three", [*QUIET, 17.0, None, 17.0, *QUIET]) == []


@pytest.mark.parametrize("value", [0.0, 0.1, 5.0])
def test_equal_values_break_no_rule(value: float) -> None:
    chart = chart_of([value] * 14)
    assert chart["rules_broken"].to_list() == [[]] * 14
    assert chart["lower"][0] == pytest.approx(value)


def test_charts_by_key_do_not_touch_one_another() -> None:
    days = [dt.date(2026, month, 1) for month in range(1, 13)]
    quiet = pl.DataFrame({"unit_id": "A", "period": days, "value": QUIET})
    rising = pl.DataFrame({"unit_id": "B", "period": days, "value": [float(month) for month in range(12)]})
    together = xmr_chart(pl.concat([rising, quiet]), ["unit_id"])
    assert together["unit_id"].to_list() == ["A"] * 12 + ["B"] * 12
    assert together.filter(pl.col("unit_id") == "A").equals(xmr_chart(quiet))
    assert together["moving_range"].is_null().sum() == 2


def test_no_periods_give_no_rows() -> None:
    assert chart_of([]).is_empty()


def test_a_period_twice_or_null_is_refused() -> None:
    for periods in ([1, 1], [1, None]):
        with pytest.raises(ValueError, match="null or given twice"):
            xmr_chart(pl.DataFrame({"period": periods, "value": [1.0, 2.0]}))


@given(VALUES, st.randoms())
def test_order_of_rows_does_not_matter_and_nothing_is_nan(values: list[float | None], random) -> None:
    schema = {"period": pl.Int64, "value": pl.Float64}
    periods = pl.DataFrame({"period": range(len(values)), "value": values}, schema=schema)
    shuffled = periods[random.sample(range(periods.height), periods.height)]
    chart = xmr_chart(periods)
    assert chart.equals(xmr_chart(shuffled))
    assert not any(chart[name].is_nan().any() for name, kind in chart.schema.items() if kind == pl.Float64)


@given(VALUES)
def test_mean_lies_within_the_limits_and_a_mirror_breaks_the_same_rules(values: list[float | None]) -> None:
    chart, mirrored = chart_of(values), chart_of([None if value is None else -value for value in values])
    assert chart.filter((pl.col("mean") < pl.col("lower")) | (pl.col("mean") > pl.col("upper"))).is_empty()
    assert chart["rules_broken"].to_list() == mirrored["rules_broken"].to_list()
