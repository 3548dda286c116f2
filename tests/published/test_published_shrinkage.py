"""Marshall's global empirical Bayes estimator against a printed example.

Homicides 1979-84 in the 78 counties around St. Louis (Messner SF et al. The spatial patterning of county homicide
rates. Journal of Quantitative Criminology 1999; 15:423-450; open data of PySAL), and the first ten smoothed rates
printed in the documentation of PySAL, `esda.smoothing.Empirical_Bayes`. Tolerance: the nine printed digits. A printed
example of the estimator for proportions (Martuzzi and Elliott 1996) was not found with its counts.
"""

import polars as pl
import pytest

from transforms.statistics.shrinkage import shrink

# fmt: off
HOMICIDES = [
    4, 19, 3, 2, 2, 28, 61, 3, 7, 3, 4, 0, 1, 12, 0, 2, 6, 6, 3, 4, 0, 2, 9, 2, 23, 5, 2, 2, 0, 2, 10, 4, 95, 8,
    31, 0, 407, 5, 10, 1238, 3, 14, 0, 2, 18, 369, 5, 0, 3, 0, 40, 9, 7, 1, 3, 2, 8, 5, 11, 12, 8, 10, 2, 8, 7,
    25, 6, 19, 6, 2, 2, 6, 9, 0, 1, 13, 3, 4,
]
POPULATION = [
    189087, 425580, 69649, 88540, 33697, 774843, 1056438, 172182, 224033, 113497, 218510, 87628, 36354, 316661,
    53222, 141872, 103469, 193449, 295848, 99013, 34772, 65947, 155266, 123387, 612258, 135365, 133297, 186877,
    68404, 68779, 192789, 96686, 1480530, 92864, 905683, 93388, 5863876, 109086, 265200, 2658090, 199528,
    347829, 79838, 72381, 432159, 1605518, 110883, 48352, 121762, 92348, 891502, 225007, 113880, 46260, 108510,
    55620, 213680, 131792, 109953, 108864, 205880, 260154, 90841, 255875, 253540, 372227, 100389, 345641, 87410,
    66694, 64680, 127071, 107508, 43056, 61456, 353841, 47507, 68218,
]
PRINTED = [
    2.36718950e-05, 4.54539167e-05, 4.78114019e-05, 2.76907146e-05, 6.58989323e-05, 3.66494122e-05,
    5.79952721e-05, 2.03064590e-05, 3.31152999e-05, 3.02748380e-05,
]
# fmt: on


def test_first_ten_counties_around_st_louis() -> None:
    counties = pl.DataFrame({"numerator": HOMICIDES, "denominator": POPULATION})
    shrunken = shrink(counties, "rate")["shrunken_value"].head(10).to_list()
    assert shrunken == pytest.approx(PRINTED, rel=5e-9)
