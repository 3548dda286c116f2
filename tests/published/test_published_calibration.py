"""Discrimination and calibration against printed examples.

Hanley JA, McNeil BJ. The meaning and use of the area under a receiver operating characteristic curve. Radiology 1982;
143:29-36, table I: 109 tomographic images rated in five categories, area 0.893. StataCorp. Stata base reference manual,
`estat gof` after `logistic` on the low birth weights of Hosmer and Lemeshow: the printed table of ten groups,
chi-square(8) = 9.65, p = 0.2904. The persons behind that table are not kept here; its expected counts have one decimal,
so the statistic can only be told within what they leave open. Chi-square: Pearson ES, Hartley HO. Biometrika tables for
statisticians I, table 8: upper 5 % points.
"""

import polars as pl
import pytest

from tests.tables import table
from transforms.statistics.calibration import c_statistic, hosmer_lemeshow
from transforms.statistics.chi_square import chi_square_upper_tail

RATINGS = """
    predicted persons events
    0.1       36      3        # definitely normal: 33 normal, 3 abnormal
    0.2       8       2
    0.3       8       2
    0.4       22      11
    0.5       35      33       # definitely abnormal: 2 normal, 33 abnormal
"""
GROUPS = """
    persons observed expected
    19      0        1.2
    19      2        2.0
    19      6        3.2
    19      1        4.3
    19      7        4.9
    19      7        5.6
    19      6        6.5
    19      7        8.2
    19      10       10.3
    18      13       12.8
"""
COUNTS = {"persons": pl.Int64, "observed": pl.Int64, "expected": pl.Float64}


def test_hanley_and_mcneil_1982() -> None:
    ratings = table(RATINGS, {"predicted": pl.Float64, "persons": pl.Int64, "events": pl.Int64})
    assert c_statistic(ratings) == pytest.approx(0.893, abs=0.0005)


def test_hosmer_lemeshow_groups_of_the_stata_manual() -> None:
    test = hosmer_lemeshow(table(GROUPS, COUNTS))
    assert test.degrees_of_freedom == 8
    assert test.statistic == pytest.approx(9.65, abs=0.15)


def test_p_value_of_the_stata_manual() -> None:
    # 9.65 is itself rounded
    assert chi_square_upper_tail(9.65, 8) == pytest.approx(0.2904, abs=0.0005)


@pytest.mark.parametrize(
    ("degrees", "point"), [(1, 3.84146), (2, 5.99146), (3, 7.81473), (5, 11.0705), (8, 15.5073), (10, 18.3070)]
)
def test_upper_five_percent_points(degrees: int, point: float) -> None:
    assert chi_square_upper_tail(point, degrees) == pytest.approx(0.05, abs=0.00001)
