"""Quantiles of histograms: by hand, edges, and the same as of the values written out."""

import statistics
from fractions import Fraction
from math import ceil

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from tests.tables import table
from transforms.statistics.quantiles import Kind, quantiles

HISTOGRAM = {"team": pl.String, "value": pl.Float64, "units": pl.Int64}
VALUES = st.lists(st.integers(-50, 50), min_size=1, max_size=60)
SHARES = st.fractions(0, 1, max_denominator=1000)


def histogram_of(values: list[float | None]) -> pl.DataFrame:
    return pl.DataFrame([("a", value, 1) for value in values], schema=HISTOGRAM, orient="row")


def quantile_of(values: list[float | None], share: float | Fraction, kind: Kind = "type_7") -> float | None:
    return quantiles(histogram_of(values), ["team"], [share], kind)["quantile"].item()


def test_by_hand() -> None:
    histogram = """
        team value units
        b    10    1
        a    4     3
        a    2     1
        a    9     1
    """
    found = quantiles(table(histogram, HISTOGRAM), ["team"], [0.5, 0.1])
    # Of 2, 4, 4, 4, 9: place 0.1 × 4 = 0.4 lies between 2 and 4.
    assert found.rows() == [("a", 0.1, 5, 2.8), ("a", 0.5, 5, 4.0), ("b", 0.1, 1, 10.0), ("b", 0.5, 1, 10.0)]


@pytest.mark.parametrize("kind", ["type_7", "inverse_ecdf"])
def test_ends_are_the_least_and_the_greatest(kind: Kind) -> None:
    assert (quantile_of([3, 1, 2], 0, kind), quantile_of([3, 1, 2], 1, kind)) == (1.0, 3.0)


def test_a_tenth_of_thirty_is_three() -> None:
    # In floating point 0.1 × 30 is above three, and would take the fourth.
    assert quantile_of(list(range(1, 31)), 0.1, "inverse_ecdf") == 3.0


@pytest.mark.parametrize("values", [[None], [None, None], [float("nan")], [float("inf"), None]])
def test_nobody_with_a_value_has_no_quantile(values: list[float | None]) -> None:
    found = quantiles(histogram_of(values), ["team"], [0.5])
    assert found.select("units", "quantile").rows() == [(0, None)]


def test_units_without_a_value_do_not_count() -> None:
    assert quantile_of([1, None, 3], 0.5) == 2.0


@pytest.mark.parametrize("units", [None, -1])
def test_an_unknown_count_leaves_its_group_unknown(units: int | None) -> None:
    rows = pl.concat([histogram_of([1, 2]), pl.DataFrame([("a", 3.0, units)], schema=HISTOGRAM, orient="row")])
    assert quantiles(rows, ["team"], [0.5]).select("units", "quantile").rows() == [(None, None)]


def test_a_value_of_no_unit_is_no_quantile() -> None:
    rows = pl.DataFrame([("a", 1.0, 0), ("a", 2.0, 5), ("a", 3.0, 0)], schema=HISTOGRAM, orient="row")
    assert quantiles(rows, ["team"], [0, 1], "inverse_ecdf")["quantile"].to_list() == [2.0, 2.0]


def test_nobody_at_all() -> None:
    schema = {"team": pl.String, "share": pl.Float64, "units": pl.Int64, "quantile": pl.Float64}
    for kind in ("type_7", "inverse_ecdf"):
        assert quantiles(histogram_of([]), ["team"], [0.5], kind).schema == schema


@pytest.mark.parametrize("share", [-0.1, 1.1, 25])
def test_a_share_lies_between_0_and_1(share: float) -> None:
    with pytest.raises(ValueError, match="a share of the units lies between 0 and 1"):
        quantile_of([1, 2], share)


@given(VALUES, SHARES)
def test_inverse_ecdf_is_the_value_at_the_rounded_up_place(values: list[int], share: Fraction) -> None:
    place = max(ceil(share * len(values)), 1)
    assert quantile_of([*values], share, "inverse_ecdf") == sorted(values)[place - 1]


@given(VALUES.filter(lambda values: len(values) > 1), st.integers(2, 10))
def test_type_7_is_what_the_standard_library_calls_inclusive(values: list[int], parts: int) -> None:
    shares = [Fraction(part, parts) for part in range(1, parts)]
    found = quantiles(histogram_of([*values]), ["team"], shares)["quantile"].to_list()
    assert found == pytest.approx(statistics.quantiles(values, n=parts, method="inclusive"))


@given(VALUES, SHARES)
def test_buckets_add_up_in_any_order(values: list[int], share: Fraction) -> None:
    half = len(values) // 2
    once = quantiles(histogram_of([*values]), ["team"], [share])
    again = quantiles(histogram_of([*values[half:], *values[:half]]), ["team"], [share])
    assert_frame_equal(once, again, check_exact=True)
