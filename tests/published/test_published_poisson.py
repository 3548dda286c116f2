"""Exact Poisson limits of fewer than ten events against the printed table.

Garwood F. Fiducial limits for the Poisson distribution. Biometrika 1936; 28:437-442: 95 %, central, two decimals.
"""

import polars as pl
import pytest

from transforms.statistics.poisson import poisson_limits

GARWOOD = [
    (0, 0.00, 3.69),
    (1, 0.03, 5.57),
    (2, 0.24, 7.22),
    (3, 0.62, 8.77),
    (4, 1.09, 10.24),
    (5, 1.62, 11.67),
    (6, 2.20, 13.06),
    (7, 2.81, 14.42),
    (8, 3.45, 15.76),
    (9, 4.12, 17.08),
]


@pytest.mark.parametrize(("events", "lower", "upper"), GARWOOD)
def test_garwood_1936(events: int, lower: float, upper: float) -> None:
    limits = poisson_limits(pl.lit(events), pl.lit(1.0))
    found = pl.select(*[limit.alias(name) for limit, name in zip(limits, ["lower", "upper"], strict=True)]).row(0)
    assert found == pytest.approx((lower, upper), abs=0.005)
