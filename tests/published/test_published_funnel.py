"""Funnel limits and over-dispersion against printed examples of the same formulas.

Normal limits are those of Shewhart's p and u charts: Montgomery DC. Introduction to statistical quality control. Wiley:
frozen orange juice, mean 0.2313 in samples of 50, three-sigma limits 0.4102 and 0.0524; dyed cloth, 1.42 defects per 50
square metres, limits 2.55 and 0.29 for 10 units, 2.68 and 0.16 for 8. The variance between units is DerSimonian and
Laird's: thirteen trials of BCG vaccine (Colditz GA et al. JAMA 1994; 271:698-702) in Viechtbauer W. Conducting
meta-analyses in R with the metafor package. Journal of Statistical Software 2010; 36(3): Q = 152.233, and τ² = 0.3088
by that estimator. Printed numbers of Spiegelhalter's own examples, with their data, were not found.
"""

from math import fsum, log, sqrt

import polars as pl
import pytest

from transforms.statistics.funnel_limits import normal_limits, variance_under_target
from transforms.statistics.over_dispersion import additive_variance

THREE_SIGMA = 0.9973002039367398
# cases among the vaccinated, the vaccinated, cases among the others, the others
# fmt: off
BCG = [
    (4, 123, 11, 139), (6, 306, 29, 303), (3, 231, 11, 220), (62, 13598, 248, 12867), (33, 5069, 47, 5808),
    (180, 1541, 372, 1451), (8, 2545, 10, 629), (505, 88391, 499, 88391), (29, 7499, 45, 7277), (17, 1716, 65, 1665),
    (186, 50634, 141, 27338), (5, 2498, 3, 2341), (27, 16913, 29, 17854),
]
# fmt: on


def limits_of(target: float, size: float, kind) -> tuple[float, float]:
    centre = pl.lit(target)
    lower, upper = normal_limits(centre, variance_under_target(centre, pl.lit(size), kind), kind, THREE_SIGMA)
    return pl.select(lower.alias("lower"), upper.alias("upper")).row(0)


def test_orange_juice() -> None:
    assert limits_of(0.2313, 50, "proportion") == pytest.approx((0.0524, 0.4102), abs=0.00005)


@pytest.mark.parametrize(("size", "lower", "upper"), [(10.0, 0.29, 2.55), (8.0, 0.16, 2.68)])
def test_dyed_cloth(size: float, lower: float, upper: float) -> None:
    assert limits_of(1.42, size, "rate") == pytest.approx((lower, upper), abs=0.005)


def test_bcg_trials() -> None:
    effects = [log(a / m) - log(b / n) for a, m, b, n in BCG]
    variances = [1 / a - 1 / m + 1 / b - 1 / n for a, m, b, n in BCG]
    weights = [1 / variance for variance in variances]
    centre = fsum(w * y for w, y in zip(weights, effects, strict=True)) / fsum(weights)
    z_scores = pl.Series([(y - centre) / sqrt(v) for y, v in zip(effects, variances, strict=True)])
    assert (z_scores**2).sum() == pytest.approx(152.233, abs=0.0005)
    assert additive_variance(z_scores, pl.Series(variances)) == pytest.approx(0.3088, abs=0.00005)
