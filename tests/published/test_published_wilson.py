"""Wilson limits against printed examples.

Newcombe RG. Two-sided confidence intervals for the single proportion: comparison of seven methods. Statistics in
Medicine 1998; 17:857-872, table I, method 3 (score, no continuity correction), 95 %. Tolerance: the printed digits.
"""

import polars as pl
import pytest

from transforms.statistics.wilson import wilson_limits


@pytest.mark.parametrize(
    ("numerator", "denominator", "lower", "upper"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_newcombe_1998_table_1_method_3(numerator: int, denominator: int, lower: float, upper: float) -> None:
    counts = pl.DataFrame({"numerator": [numerator], "denominator": [denominator]})
    lower_limit, upper_limit = wilson_limits(pl.col("numerator"), pl.col("denominator"))
    limits = counts.select(lower_limit.alias("lower"), upper_limit.alias("upper")).row(0)
    assert limits == pytest.approx((lower, upper), abs=0.00005)
