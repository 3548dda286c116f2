"""Slope and relative index of inequality: hand-worked lines, missing groups, and what must hold for any counts."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from transforms.statistics.inequality import NAMES, inequality_indices

SIZES = st.lists(st.integers(1, 10_000), min_size=5, max_size=5)


def groups_of(numerators: list[int | None], denominators: list[int | None], **columns: object) -> pl.DataFrame:
    rows = {"rank": range(1, len(numerators) + 1), "numerator": numerators, "denominator": denominators}
    counts = {"rank": pl.Int64, "numerator": pl.Int64, "denominator": pl.Int64}
    return pl.DataFrame(rows, schema=counts).with_columns(**{name: pl.lit(value) for name, value in columns.items()})


def index_of(groups: pl.DataFrame, kind="proportion", **options: object) -> dict:
    return inequality_indices(groups, kind, **options).row(0, named=True)


def test_two_groups_stretch_to_the_ends() -> None:
    """Middles at 1/4 and 3/4: a line through 0.2 and 0.4 there is at 0.1 at the low end and at 0.5 at the high."""
    row = index_of(groups_of([20, 40], [100, 100]), ranks=2)
    assert (row["slope_index"], row["relative_index"]) == pytest.approx((0.4, 5.0))
    # variance of twice the difference: 4 · (0.2 · 0.8 + 0.4 · 0.6) / 100 = 0.016
    assert row["slope_upper"] - row["slope_index"] == pytest.approx(1.959964 * 0.016**0.5)


def test_equal_groups_have_no_inequality() -> None:
    row = index_of(groups_of([10, 20, 30, 40, 50], [100, 200, 300, 400, 500]))
    assert (row["slope_index"], row["relative_index"]) == pytest.approx((0.0, 1.0))
    assert row["inequality_status"] == "complete"


@pytest.mark.parametrize(
    ("numerator", "denominator"), [(None, 100), (10, None), (0, 0), (10, 0), (-1, 100), (101, 100)]
)
def test_a_group_that_makes_no_proportion_is_missing(numerator: int | None, denominator: int | None) -> None:
    row = index_of(groups_of([10, 20, numerator, 40, 50], [100, 100, denominator, 100, 100]))
    assert row == dict.fromkeys(NAMES) | {"inequality_status": "missing_group"}


def test_more_events_than_exposure_are_a_rate() -> None:
    assert index_of(groups_of([100, 150, 200, 250, 300], [100] * 5), "rate")["slope_index"] == pytest.approx(2.5)


def test_an_absent_group_is_missing() -> None:
    assert index_of(groups_of([10, 20, 30, 40], [100] * 4))["inequality_status"] == "missing_group"


def test_without_rows_there_is_one_row_that_says_so_or_none_by_key() -> None:
    nothing = groups_of([], [], team="A")
    assert index_of(nothing)["inequality_status"] == "missing_group"
    assert inequality_indices(nothing, "rate", ["team"]).height == 0


def test_a_line_that_reaches_zero_has_no_relative_index() -> None:
    row = index_of(groups_of([0, 0, 0, 0, 50], [100] * 5))
    assert row["slope_index"] == pytest.approx(0.5)
    assert row["slope_lower"] is not None
    assert (row["relative_index"], row["relative_lower"], row["relative_upper"]) == (None, None, None)
    assert row["inequality_status"] == "line_not_positive"


@pytest.mark.parametrize("numerators", [[0] * 5, [100] * 5])
def test_nobody_or_everybody_leaves_no_limits(numerators: list[int]) -> None:
    row = index_of(groups_of(numerators, [100] * 5))
    assert row["slope_index"] == pytest.approx(0.0)
    assert (row["slope_lower"], row["slope_upper"], row["inequality_status"]) == (None, None, "no_variance")


def test_keys_do_not_touch_one_another() -> None:
    rising = groups_of([10, 20, 30, 40, 50], [100] * 5, team="A")
    short = groups_of([10, 20, 30], [100] * 3, team="B")
    together = inequality_indices(pl.concat([short, rising]), "proportion", ["team"])
    assert together["team"].to_list() == ["A", "B"]
    assert together["inequality_status"].to_list() == ["complete", "missing_group"]
    assert together.row(0, named=True) == index_of(rising) | {"team": "A"}


def test_a_rank_twice_or_outside_is_refused() -> None:
    groups = groups_of([10, 20, 30, 40, 50], [100] * 5)
    with pytest.raises(ValueError, match="1 ranks given twice"):
        inequality_indices(pl.concat([groups, groups.head(1)]), "proportion")
    with pytest.raises(ValueError, match="1 rows with a rank outside 1 to 4"):
        inequality_indices(groups, "proportion", ranks=4)
    with pytest.raises(ValueError, match="two ranks or more"):
        inequality_indices(groups.head(1), "proportion", ranks=1)


@given(SIZES, st.data())
def test_limits_hold_the_index_and_never_are_nan(sizes: list[int], data: st.DataObject) -> None:
    counts = [data.draw(st.integers(0, size)) for size in sizes]
    row = index_of(groups_of(counts, sizes))
    assert all(value == value for name, value in row.items() if name in NAMES)
    for name in ("slope", "relative"):
        lower, middle, upper = row[f"{name}_lower"], row[f"{name}_index"], row[f"{name}_upper"]
        assert lower is None or lower <= middle <= upper


@given(SIZES, st.data(), st.randoms())
def test_order_of_rows_does_not_matter(sizes: list[int], data: st.DataObject, random) -> None:
    groups = groups_of([data.draw(st.integers(0, size)) for size in sizes], sizes)
    places = random.sample(range(5), 5)
    assert_frame_equal(inequality_indices(groups, "rate"), inequality_indices(groups[places], "rate"), check_exact=True)


@given(SIZES, st.data(), st.integers(2, 20))
def test_more_people_narrow(sizes: list[int], data: st.DataObject, times: int) -> None:
    counts = [data.draw(st.integers(0, size)) for size in sizes]
    few = index_of(groups_of(counts, sizes))
    many = index_of(groups_of([count * times for count in counts], [size * times for size in sizes]))
    if few["slope_lower"] is not None:
        wide = few["slope_upper"] - few["slope_lower"]
        # A middle group alone has no part in the slope: then there is no width to narrow.
        assert many["slope_upper"] - many["slope_lower"] < wide or wide == 0


@given(SIZES, st.data())
def test_turning_the_ranks_turns_the_indices(sizes: list[int], data: st.DataObject) -> None:
    counts = [data.draw(st.integers(1, size)) for size in sizes]
    row, turned = index_of(groups_of(counts, sizes)), index_of(groups_of(counts[::-1], sizes[::-1]))
    assert turned["slope_index"] == pytest.approx(-row["slope_index"], abs=1e-9)
    if row["relative_index"] and turned["relative_index"]:
        assert turned["relative_index"] == pytest.approx(1 / row["relative_index"])
