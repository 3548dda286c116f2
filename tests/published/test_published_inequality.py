"""The slope index against a printed example, and the limits against the same sums done another way.

Documentation of the R package dceasimR, `calc_sii` (citing Mackenbach and Kunst 1997): five equal groups with values
60, 63, 66, 69 and 72 have an intercept of 58.5 and a slope index of 15. A printed example with limits, and its data,
was not found; limits are compared with a weighted regression written out in fractions.
"""

from fractions import Fraction
from math import exp, log, sqrt

import polars as pl
import pytest

from transforms.statistics.inequality import inequality_indices

Z = 1.9599639845400545


def indices_of(numerators: list[int], denominators: list[int]) -> dict[str, float]:
    groups = pl.DataFrame({"rank": range(1, 6), "numerator": numerators, "denominator": denominators})
    return inequality_indices(groups, "proportion").row(0, named=True)


def test_example_of_dceasimr() -> None:
    row = indices_of([60, 63, 66, 69, 72], [100] * 5)
    assert row["slope_index"] == pytest.approx(0.15)
    assert row["relative_index"] == pytest.approx(73.5 / 58.5)


def test_limits_are_those_of_the_normal_equations_in_fractions() -> None:
    counts, sizes = [30, 41, 62, 55, 90], [210, 190, 250, 170, 280]
    total = sum(sizes)
    ridits = [Fraction(2 * sum(sizes[:place]) + size, 2 * total) for place, size in enumerate(sizes)]
    values = [Fraction(count, size) for count, size in zip(counts, sizes, strict=True)]
    weighted = list(zip(sizes, ridits, values, strict=True))
    sx = sum(n * x for n, x, _ in weighted)
    sxx = sum(n * x * x for n, x, _ in weighted)
    sy = sum(n * y for n, _, y in weighted)
    sxy = sum(n * x * y for n, x, y in weighted)
    scale = total * sxx - sx * sx
    slope, low = (total * sxy - sx * sy) / scale, (sxx * sy - sx * sxy) / scale
    high = low + slope
    slope_parts = [n * (total * x - sx) / scale for n, x, _ in weighted]
    low_parts = [n * (sxx - sx * x) / scale for n, x, _ in weighted]
    variances = [y * (1 - y) / n for n, _, y in weighted]
    error = sqrt(sum(part**2 * v for part, v in zip(slope_parts, variances, strict=True)))
    log_error = sqrt(
        sum(((a + b) / high - b / low) ** 2 * v for a, b, v in zip(slope_parts, low_parts, variances, strict=True))
    )
    row = indices_of(counts, sizes)
    assert row["slope_lower"] == pytest.approx(float(slope) - Z * error)
    assert row["slope_upper"] == pytest.approx(float(slope) + Z * error)
    assert row["relative_lower"] == pytest.approx(exp(log(high / low) - Z * log_error))
    assert row["relative_upper"] == pytest.approx(exp(log(high / low) + Z * log_error))
