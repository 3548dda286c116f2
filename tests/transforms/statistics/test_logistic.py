"""Logistic regression on patterns: closed forms by hand, separation, edges, and what must hold for any counts."""

from math import log, sqrt

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tables import table
from transforms.statistics.linear_system import cholesky_factor, inverse_diagonal, solve
from transforms.statistics.logistic import LogisticFit, expected_by_unit, fit_logistic, predicted_probability

SCHEMA = {"unit_id": pl.String, "x": pl.Int64, "w": pl.Int64, "persons": pl.Int64, "events": pl.Int64}
TWO_BY_TWO = "x persons events\n0 30 10\n1 30 20"
CELLS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 1), st.integers(0, 30), st.integers(0, 30)), max_size=12)


def fit_of(text: str, covariates: list[str], offset: str | None = None) -> LogisticFit:
    return fit_logistic(table(text, SCHEMA), covariates, offset)


def patterns_of(cells: list[tuple[int, int, int, int]]) -> pl.DataFrame:
    rows = [(str(place % 3), x, w, a + b, a) for place, (x, w, a, b) in enumerate(cells)]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def test_two_by_two_is_the_log_odds_ratio() -> None:
    """Odds 10/20 and 20/10: log odds -0.693 and ratio 4; errors √(1/10 + 1/20) and √(1/10 + 1/20 + 1/20 + 1/10)."""
    fit = fit_of(TWO_BY_TWO, ["x"])
    assert fit.coefficients["term"].to_list() == ["intercept", "x"]
    assert fit.coefficients["estimate"].to_list() == pytest.approx([log(0.5), log(4)])
    assert fit.coefficients["standard_error"].to_list() == pytest.approx([sqrt(0.15), sqrt(0.30)])
    assert (fit.status, fit.persons_left_out) == ("converged", 0)


def test_without_covariates_it_is_the_logit_of_the_share() -> None:
    fit = fit_of(TWO_BY_TWO, [])
    assert fit.coefficients["estimate"].to_list() == pytest.approx([0.0], abs=1e-12)


def test_an_offset_is_taken_as_it_is() -> None:
    """Odds 1/3 at an offset of 1: the intercept is log(1/3) - 1."""
    fit = fit_of("w persons events\n1 40 10", [], "w")
    assert fit.coefficients["estimate"].to_list() == pytest.approx([log(1 / 3) - 1])


def test_patterns_may_come_in_parts() -> None:
    parts = "x persons events\n0 10 10\n1 30 20\n0 20 0"
    assert fit_of(parts, ["x"]).coefficients.equals(fit_of(TWO_BY_TWO, ["x"]).coefficients)


@pytest.mark.parametrize(
    "text",
    [
        "x persons events\n0 10 0\n1 10 4",  # no event in one group
        "x persons events\n1 1 0\n2 1 0\n3 1 1\n4 1 1",  # a threshold tells them apart
        "x persons events\n1 1 0\n2 2 1\n3 1 1",  # but for one place
        "x persons events\n1 10 0\n2 10 0",  # nobody
        "x persons events\n1 10 10\n2 10 10",  # everybody
    ],
)
def test_separation_is_said_and_gives_no_numbers(text: str) -> None:
    fit = fit_of(text, ["x"])
    assert (fit.status, fit.deviance) == ("separated", None)
    assert fit.coefficients["estimate"].to_list() == [None, None]
    assert fit.coefficients["standard_error"].to_list() == [None, None]


def test_large_but_finite_effects_are_no_separation() -> None:
    fit = fit_of("x persons events\n0 1000000 1\n1 1000000 999999", ["x"])
    assert fit.status == "converged"
    assert fit.coefficients["estimate"].to_list() == pytest.approx([-log(999999), 2 * log(999999)])


def test_a_covariate_that_follows_from_others_is_said() -> None:
    assert fit_of("x w persons events\n0 1 30 10\n1 0 30 20", ["x", "w"]).status == "collinear"
    assert fit_of("x persons events\n1 30 10\n1 30 20", ["x"]).status == "collinear"


def test_persons_that_cannot_be_used_are_counted() -> None:
    text = TWO_BY_TWO + "\n- 7 1\n0 5 -\n1 3 4\n0 - 1\n1 0 0"
    fit = fit_of(text, ["x"])
    assert fit.persons_left_out == 7 + 5 + 3
    assert fit.coefficients.equals(fit_of(TWO_BY_TWO, ["x"]).coefficients)


@pytest.mark.parametrize("covariates", [[], ["x"]])
def test_nobody_gives_no_model_and_no_predictions(covariates: list[str]) -> None:
    fit = fit_of("x persons events", covariates)
    assert fit.status == "no_data"
    cells = table("unit_id x persons events\nA 0 10 2", SCHEMA)
    assert cells.select(predicted_probability(fit).alias("p"))["p"].to_list() == [None]
    assert expected_by_unit(cells, fit).row(0) == ("A", 10, 2, None)


def test_expected_of_a_unit_is_persons_times_probability() -> None:
    cells = table("unit_id x persons events\nB 0 9 1\nA 0 6 5\nA 1 3 0\nA - 8 2", SCHEMA)
    expected = expected_by_unit(cells, fit_of(TWO_BY_TWO, ["x"]))
    assert expected.select("unit_id", "persons", "observed").rows() == [("A", 9, 5), ("B", 9, 1)]
    assert expected["expected"].to_list() == pytest.approx([6 / 3 + 3 * 2 / 3, 9 / 3])


def test_the_intercept_is_no_covariate() -> None:
    with pytest.raises(ValueError, match="intercept is always in"):
        fit_logistic(pl.DataFrame(), ["intercept"])


@settings(deadline=None)
@given(CELLS)
def test_expected_adds_up_to_observed_in_all_and_in_each_level(cells: list[tuple[int, int, int, int]]) -> None:
    patterns = patterns_of(cells)
    fit = fit_logistic(patterns, ["x", "w"])
    if fit.status == "converged":
        for unit in ("unit_id", "w"):
            units = expected_by_unit(patterns, fit, unit)
            assert units["expected"].sum() == pytest.approx(units["observed"].sum(), abs=1e-4)
        by_w = expected_by_unit(patterns, fit, "w")
        assert by_w["expected"].to_list() == pytest.approx(by_w["observed"].to_list(), abs=1e-4)
    assert not fit.coefficients["estimate"].is_nan().any()


@settings(deadline=None)
@given(CELLS, st.randoms())
def test_order_of_rows_does_not_matter(cells: list[tuple[int, int, int, int]], random) -> None:
    patterns = patterns_of(cells)
    shuffled = patterns[random.sample(range(patterns.height), patterns.height)]
    fit, other = fit_logistic(patterns, ["x", "w"]), fit_logistic(shuffled, ["x", "w"])
    assert (fit.status, fit.deviance, fit.iterations) == (other.status, other.deviance, other.iterations)
    assert fit.coefficients.equals(other.coefficients)
    assert expected_by_unit(patterns, fit).equals(expected_by_unit(shuffled, fit))


def test_system_by_hand() -> None:
    """[[4, 2], [2, 3]] has determinant 8 and inverse diagonal 3/8 and 4/8."""
    factor = cholesky_factor([[4.0, 2.0], [2.0, 3.0]])
    assert factor is not None
    assert solve(factor, [8.0, 8.0]) == pytest.approx([1.0, 2.0])
    assert inverse_diagonal(factor) == pytest.approx([3 / 8, 4 / 8])


@pytest.mark.parametrize("matrix", [[[0.0]], [[1.0, 2.0], [2.0, 4.0]], [[-1.0]], [[float("nan")]]])
def test_a_matrix_that_is_not_positive_has_no_factor(matrix: list[list[float]]) -> None:
    assert cholesky_factor(matrix) is None
