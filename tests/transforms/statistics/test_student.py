"""Student's t: closed forms for one and two degrees, edges, and what must hold for any number."""

from math import pi, sqrt, tan

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.statistics.normal import two_sided_z
from transforms.statistics.student import MOST_BY_BETA, two_sided_t

CONFIDENCES = st.floats(0.001, 0.9999)


def t_of(degrees: int | None, confidence: float = 0.95) -> float:
    rows = pl.DataFrame({"degrees": [degrees]}, schema={"degrees": pl.Int64})
    return rows.select(two_sided_t(pl.col("degrees"), confidence)).item()


@given(CONFIDENCES)
def test_one_degree_is_the_cauchy_distribution(confidence: float) -> None:
    assert t_of(1, confidence) == pytest.approx(tan(pi * confidence / 2), rel=1e-8)


@given(CONFIDENCES)
def test_two_degrees_have_a_closed_form(confidence: float) -> None:
    assert t_of(2, confidence) == pytest.approx(confidence * sqrt(2 / (1 - confidence**2)), rel=1e-8)


@pytest.mark.parametrize("degrees", [None, 0, -3])
def test_without_a_degree_of_freedom_there_is_none(degrees: int | None) -> None:
    assert t_of(degrees) is None


def test_rows_do_not_touch_one_another() -> None:
    rows = pl.DataFrame({"degrees": [10, None, 0, 10, 3]})
    ten, three = t_of(10), t_of(3)
    assert rows.select(two_sided_t(pl.col("degrees")))["degrees"].to_list() == [ten, None, None, ten, three]


@pytest.mark.parametrize("confidence", [0.5, 0.95, 0.998])
def test_both_ways_of_working_meet(confidence: float) -> None:
    before, after = t_of(MOST_BY_BETA, confidence), t_of(MOST_BY_BETA + 1, confidence)
    assert 0 < before - after < 1e-7


@given(st.integers(1, 50_000), CONFIDENCES)
def test_t_falls_towards_the_normal_quantile(degrees: int, confidence: float) -> None:
    assert t_of(degrees, confidence) > t_of(degrees + degrees // 10 + 1, confidence) > two_sided_z(confidence)


@pytest.mark.parametrize("confidence", [0.0, 1.0, 95.0])
def test_confidence_is_a_share(confidence: float) -> None:
    with pytest.raises(ValueError, match="confidence must be a share"):
        two_sided_t(pl.col("degrees"), confidence)
