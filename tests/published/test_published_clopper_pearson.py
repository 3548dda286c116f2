"""Exact binomial limits against printed examples.

Newcombe RG. Two-sided confidence intervals for the single proportion: comparison of seven methods. Statistics in
Medicine 1998; 17:857-872, table I, method 5 (Clopper-Pearson), 95 %. Tolerance: the printed digits.
"""

import polars as pl
import pytest

from transforms.statistics.clopper_pearson import clopper_pearson_limits


@pytest.mark.parametrize(
    ("numerator", "denominator", "lower", "upper"),
    [
        (81, 263, 0.2527, 0.3676),
        (15, 148, 0.0578, 0.1617),
        (0, 20, 0.0000, 0.1684),
        (1, 29, 0.0009, 0.1776),
    ],
)
def test_newcombe_1998_table_1_method_5(numerator: int, denominator: int, lower: float, upper: float) -> None:
    counts = pl.DataFrame({"numerator": [numerator], "denominator": [denominator]})
    lower_limit, upper_limit = clopper_pearson_limits(pl.col("numerator"), pl.col("denominator"))
    limits = counts.select(lower_limit.alias("lower"), upper_limit.alias("upper")).row(0)
    assert limits == pytest.approx((lower, upper), abs=0.00005)
