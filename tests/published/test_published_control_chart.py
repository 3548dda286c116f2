"""XmR limits against textbook series.

Montgomery DC. Introduction to statistical quality control, Wiley: viscosity of aircraft primer paint (4th edition,
chapter 5: mean 33.52, mean moving range 0.48, limits 34.80 and 32.24, upper range limit 1.57) and cost of processing
mortgage loans (6th edition, chapter 6: 300.5, 7.79, limits 321.22 and 279.78). NIST/SEMATECH e-handbook of
statistical methods, section 6.3.2.2: ten flow rates, mean 50.81, mean moving range 1.8778, limits 55.8041 and 45.8159;
it divides by 1.128 and not by hand with 2.66, so there the tolerance is one thousandth.
"""

import polars as pl
import pytest

from transforms.statistics.control_chart import xmr_chart

VISCOSITY = [33.75, 33.05, 34.00, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.20, 33.62, 33.00, 33.54, 33.12, 33.84]
LOANS = [310, 288, 297, 298, 307, 303, 294, 297, 308, 306, 294, 299, 297, 299, 314, 295, 293, 306, 301, 304]
FLOW = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]


def chart_of(values: list[float], minimum_points: int = 12) -> pl.DataFrame:
    periods = pl.DataFrame({"period": range(1, len(values) + 1), "value": [float(value) for value in values]})
    return xmr_chart(periods, minimum_points=minimum_points)


def test_montgomery_viscosity() -> None:
    row = chart_of(VISCOSITY).row(0, named=True)
    printed = {"mean": 33.52, "moving_range_mean": 0.48, "upper": 34.80, "lower": 32.24, "moving_range_upper": 1.57}
    assert {name: row[name] for name in printed} == pytest.approx(printed, abs=0.005)


def test_montgomery_viscosity_is_in_control() -> None:
    assert chart_of(VISCOSITY)["rules_broken"].to_list() == [[]] * len(VISCOSITY)


def test_montgomery_mortgage_loans() -> None:
    row = chart_of(LOANS).row(0, named=True)
    assert (row["mean"], row["moving_range_mean"]) == pytest.approx((300.5, 7.79), abs=0.005)
    assert (row["upper"], row["lower"]) == pytest.approx((321.22, 279.78), abs=0.005)


def test_nist_flow_rates() -> None:
    row = chart_of(FLOW, minimum_points=10).row(0, named=True)
    assert (row["mean"], row["moving_range_mean"]) == pytest.approx((50.81, 1.8778), abs=0.00005)
    assert (row["upper"], row["lower"]) == pytest.approx((55.8041, 45.8159), abs=0.001)
