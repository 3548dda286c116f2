"""Limits of two groups against printed examples.

Newcombe RG. Interval estimation for the difference between independent proportions: comparison of eleven methods.
Statistics in Medicine 1998; 17:873-890, table II, examples (a) to (h), method 10. Agresti A. Categorical data analysis.
2nd edition, Wiley 2002, chapter 3: aspirin and heart attacks (Physicians' Health Study), relative risk 1.82 with 95 %
limits 1.43 and 2.31. Rothman KJ. Epidemiology: an introduction. 2nd edition, Oxford 2012, table 9-2: cancer among the
totally blind, rate ratio 0.46 with 90 % limits 0.40 and 0.53; rate difference -7.2 per 1000 person-years, for which
the book's normal limits are -8.2 and -6.2. Tolerance: the printed digits, unless said.
"""

import polars as pl
import pytest

from transforms.statistics.two_groups import (
    difference_of_proportions_limits,
    difference_of_rates_limits,
    ratio_of_proportions_limits,
    ratio_of_rates_limits,
)


def limits_of(method, first: tuple[int, int], second: tuple[int, int], confidence: float = 0.95) -> tuple[float, float]:
    counts = pl.DataFrame({"a": [first[0]], "m": [first[1]], "b": [second[0]], "n": [second[1]]})
    lower, upper = method((pl.col("a"), pl.col("m")), (pl.col("b"), pl.col("n")), confidence)
    return counts.select(lower.alias("lower"), upper.alias("upper")).row(0)


@pytest.mark.parametrize(
    ("first", "second", "lower", "upper"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
def test_newcombe_1998_table_2_method_10(
    first: tuple[int, int], second: tuple[int, int], lower: float, upper: float
) -> None:
    limits = limits_of(difference_of_proportions_limits, first, second)
    assert limits == pytest.approx((lower, upper), abs=0.00005)


def test_relative_risk_of_agresti_2002() -> None:
    limits = limits_of(ratio_of_proportions_limits, (189, 11034), (104, 11037))
    assert limits == pytest.approx((1.43, 2.31), abs=0.005)


def test_rate_ratio_of_rothman_table_9_2() -> None:
    limits = limits_of(ratio_of_rates_limits, (136, 22050), (1709, 127650), 0.90)
    assert limits == pytest.approx((0.40, 0.53), abs=0.005)


def test_rate_difference_is_within_a_tenth_per_1000_of_rothmans_normal_limits() -> None:
    """Another method, so near and not the same: joined Byar limits lean to the side of more events."""
    lower, upper = limits_of(difference_of_rates_limits, (136, 22050), (1709, 127650), 0.90)
    assert (1000 * lower, 1000 * upper) == pytest.approx((-8.2, -6.2), abs=0.1)
