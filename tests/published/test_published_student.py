"""Student's t and means with t limits against printed tables and examples. Tolerance: the printed digits."""

import polars as pl
import pytest

from transforms.statistics.mean import mean_limits
from transforms.statistics.student import two_sided_t

# Extra hours of sleep with the second drug over the first, in tenths of an hour.
SLEEP = [12, 24, 13, 13, 0, 10, 18, 8, 46, 14]


def limits_of(count: int, total: int, squares: int) -> tuple[float, float]:
    lower, upper = mean_limits(pl.lit(count), pl.lit(total), pl.lit(squares))
    return pl.select(lower.alias("lower"), upper.alias("upper")).row(0)


@pytest.mark.parametrize(
    ("confidence", "printed"),
    [
        (0.95, {1: 12.706, 2: 4.303, 3: 3.182, 5: 2.571, 10: 2.228, 20: 2.086, 30: 2.042, 60: 2.000, 120: 1.980}),
        (0.99, {1: 63.657, 2: 9.925, 5: 4.032, 10: 3.169, 20: 2.845, 30: 2.750, 60: 2.660, 120: 2.617}),
    ],
)
def test_fisher_and_yates_table_3(confidence: float, printed: dict[int, float]) -> None:
    """Fisher RA, Yates F. Statistical tables for biological, agricultural and medical research. Three decimals."""
    rows = pl.DataFrame({"degrees": list(printed)})
    found = rows.select(two_sided_t(pl.col("degrees"), confidence))["degrees"].to_list()
    assert found == pytest.approx(list(printed.values()), abs=0.0005)


def test_sleep_data_of_student_1908() -> None:
    """Student. The probable error of a mean. Biometrika 1908; 6:1-25. Mean difference 1.58 hours.

    Its limits as R prints them for the paired test of its data set `sleep`: 0.7001142 and 2.4598858.
    """
    limits = limits_of(len(SLEEP), sum(SLEEP), sum(hours**2 for hours in SLEEP))
    assert [limit / 10 for limit in limits] == pytest.approx([0.7001142, 2.4598858], abs=5e-8)


def test_heat_flow_of_the_nist_handbook() -> None:
    """NIST/SEMATECH e-Handbook of statistical methods, 1.3.5.2: 195 values, limits 9.258242 and 9.264679.

    Mean 9.261460 and standard deviation 0.022789 as printed there, here in millionths.
    """
    count, mean, deviation = 195, 9_261_460, 22_789
    squares = (count - 1) * deviation**2 + count * mean**2
    limits = limits_of(count, count * mean, squares)
    # The printed mean is itself rounded to a millionth.
    assert limits == pytest.approx((9_258_242, 9_264_679), abs=1.0)
