"""Logistic regression on grouped data against printed fits.

Bliss CI (1935), beetles dead of carbon disulphide: Dobson AJ. An introduction to generalized linear models. 2nd
edition, Chapman and Hall 2002, section 7.3: coefficients -60.717 (5.181) and 34.270 (2.912), deviance 11.23, and the
fitted numbers of its table. Snoring and heart disease: Agresti A. An introduction to categorical data analysis. 2nd
edition, Wiley 2007, section 3.2: logit = -3.87 + 0.40 · level. Smoking and low birth weight: Hosmer DW, Lemeshow S.
Applied logistic regression. Wiley 1989, fit of smoking alone: 0.704 (0.320). Tolerance: the printed digits.
"""

from math import log

import polars as pl
import pytest

from tests.tables import table
from transforms.statistics.logistic import LogisticFit, fit_logistic, predicted_probability

SCHEMA = {"x": pl.Float64, "persons": pl.Int64, "events": pl.Int64, "fitted": pl.Float64}
BEETLES = """
    x      persons events fitted
    1.6907 59      6      3.46
    1.7242 60      13     9.84
    1.7552 62      18     22.45
    1.7842 56      28     33.90
    1.8113 63      52     50.10
    1.8369 59      53     53.29
    1.8610 62      61     59.22
    1.8839 60      60     58.74
"""
SNORING = """
    x persons events
    0 1379    24
    2 638     35
    4 213     21
    5 254     30
"""
SMOKING = """
    x persons events
    0 115     29
    1 74      30
"""


def numbers(fit: LogisticFit, column: str) -> list[float]:
    return fit.coefficients[column].to_list()


def saturated_deviance(patterns: pl.DataFrame) -> float:
    """Give −2 log likelihood when every pattern has its own proportion."""
    pairs = [(e, n) for e, n in patterns.select("events", "persons").iter_rows()]
    return -2 * sum(part * log(part / n) for e, n in pairs for part in (e, n - e) if part)


def test_beetles_of_dobson_table_7_3() -> None:
    beetles = table(BEETLES, SCHEMA)
    fit = fit_logistic(beetles, ["x"])
    assert fit.status == "converged"
    assert numbers(fit, "estimate") == pytest.approx([-60.717, 34.270], abs=0.0005)
    assert numbers(fit, "standard_error") == pytest.approx([5.181, 2.912], abs=0.0005)
    assert fit.deviance is not None
    assert fit.deviance - saturated_deviance(beetles) == pytest.approx(11.23, abs=0.005)
    fitted = beetles.select(predicted_probability(fit) * pl.col("persons")).to_series()
    assert fitted.to_list() == pytest.approx(beetles["fitted"].to_list(), abs=0.005)


def test_snoring_of_agresti_2007() -> None:
    assert numbers(fit_logistic(table(SNORING, SCHEMA), ["x"]), "estimate") == pytest.approx([-3.87, 0.40], abs=0.005)


def test_smoking_of_hosmer_and_lemeshow_2000() -> None:
    fit = fit_logistic(table(SMOKING, SCHEMA), ["x"])
    assert numbers(fit, "estimate")[1] == pytest.approx(0.704, abs=0.0005)
    assert numbers(fit, "standard_error")[1] == pytest.approx(0.320, abs=0.0005)
