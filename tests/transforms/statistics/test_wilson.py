"""Wilson limits: edges by hand, and what must hold for any counts."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from transforms.statistics.wilson import wilson_limits


def limits_of(numerators: list[int | None], denominators: list[int | None], confidence: float = 0.95) -> pl.DataFrame:
    counts = pl.DataFrame(
        {"numerator": numerators, "denominator": denominators},
        schema={"numerator": pl.Int64, "denominator": pl.Int64},
    )
    lower, upper = wilson_limits(pl.col("numerator"), pl.col("denominator"), confidence)
    return counts.select(lower.alias("lower"), upper.alias("upper"))


def pair_of(numerator: int, denominator: int, confidence: float = 0.95) -> tuple[float, float]:
    return limits_of([numerator], [denominator], confidence).row(0)


@st.composite
def proportions(draw: st.DrawFn) -> tuple[int, int]:
    denominator = draw(st.integers(1, 20_000_000))
    return draw(st.integers(0, denominator)), denominator


@pytest.mark.parametrize(
    ("numerator", "denominator"),
    [(0, 0), (1, 0), (None, 10), (3, None), (None, None), (-1, 10), (11, 10), (0, -5)],
)
def test_counts_that_make_no_proportion_have_null_limits(numerator: int | None, denominator: int | None) -> None:
    expected = pl.DataFrame({"lower": [None], "upper": [None]}, schema={"lower": pl.Float64, "upper": pl.Float64})
    assert_frame_equal(limits_of([numerator], [denominator]), expected)


def test_rows_do_not_touch_one_another() -> None:
    together = limits_of([81, None, 0, 15], [263, 10, 0, 148])
    assert together["lower"].is_null().to_list() == [False, True, True, False]
    assert together.row(3) == pair_of(15, 148)


def test_ends_are_exact() -> None:
    assert pair_of(0, 7)[0] == 0.0
    assert pair_of(7, 7)[1] == 1.0


def test_a_half_is_symmetric() -> None:
    lower, upper = pair_of(50, 100)
    assert lower + upper == pytest.approx(1.0)


def test_eager_and_lazy_agree() -> None:
    counts = pl.DataFrame({"numerator": [1, 5], "denominator": [9, 9]})
    lower, upper = wilson_limits(pl.col("numerator"), pl.col("denominator"))
    chosen = [lower.alias("lower"), upper.alias("upper")]
    assert_frame_equal(counts.select(chosen), counts.lazy().select(chosen).collect(), check_row_order=False)


@pytest.mark.parametrize("confidence", [0.0, 1.0, 95.0, -0.5])
def test_confidence_is_a_share(confidence: float) -> None:
    with pytest.raises(ValueError, match="confidence must be a share"):
        wilson_limits(pl.col("numerator"), pl.col("denominator"), confidence)


@given(proportions())
def test_limits_hold_the_estimate_and_stay_within_0_and_1(counts: tuple[int, int]) -> None:
    lower, upper = pair_of(*counts)
    assert 0.0 <= lower <= counts[0] / counts[1] <= upper <= 1.0
    assert lower < upper


@given(proportions(), st.integers(2, 50))
def test_more_people_with_the_same_share_narrow_the_limits(counts: tuple[int, int], times: int) -> None:
    few, many = pair_of(*counts), pair_of(counts[0] * times, counts[1] * times)
    assert many[1] - many[0] < few[1] - few[0]


@given(proportions())
def test_limits_rise_with_the_numerator(counts: tuple[int, int]) -> None:
    numerator, denominator = counts
    if numerator < denominator:
        below, above = pair_of(numerator, denominator), pair_of(numerator + 1, denominator)
        assert below[0] < above[0]
        assert below[1] < above[1]


@given(proportions())
def test_more_confidence_widens(counts: tuple[int, int]) -> None:
    narrow, wide = pair_of(*counts, 0.90), pair_of(*counts, 0.99)
    assert wide[0] <= narrow[0]
    assert narrow[1] <= wide[1]


@given(proportions())
def test_counting_the_others_mirrors_the_limits(counts: tuple[int, int]) -> None:
    numerator, denominator = counts
    lower, upper = pair_of(denominator - numerator, denominator)
    assert pair_of(numerator, denominator) == pytest.approx((1 - upper, 1 - lower), abs=1e-9)
