"""c statistic, groups of risk and calibration line: by hand, at the edges, and for any predictions."""

from math import exp

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tables import table
from transforms.statistics.calibration import c_statistic, calibration_line, hosmer_lemeshow, risk_groups
from transforms.statistics.chi_square import chi_square_upper_tail

SCHEMA = {"predicted": pl.Float64, "persons": pl.Int64, "events": pl.Int64}
ROWS = st.lists(st.tuples(st.integers(1, 99), st.integers(0, 20), st.integers(0, 20)), max_size=10)
UNUSABLE = "\n- 10 1\n1.5 10 1\n-0.1 10 1\n0.5 - 1\n0.5 10 -\n0.5 0 0\n0.5 3 4\nnan 5 2"


def predictions_of(text: str) -> pl.DataFrame:
    return table("predicted persons events" + text, SCHEMA)


def random_predictions(rows: list[tuple[int, int, int]]) -> pl.DataFrame:
    return pl.DataFrame([(p / 100, a + b, a) for p, a, b in rows], schema=SCHEMA, orient="row")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\n0.2 10 0\n0.8 10 10", 1.0),  # told apart
        ("\n0.8 10 0\n0.2 10 10", 0.0),  # the wrong way round
        ("\n0.5 10 3", 0.5),  # one prediction for all
        # pairs: 2 events at 0.8 against 2 others at 0.2 and 1 at 0.8: 4 + 2/2; 1 event at 0.2: 2/2 + 0; of 3 · 3
        ("\n0.2 3 1\n0.8 3 2", 6 / 9),
        ("\n0.5 10 0", None),
        ("\n0.5 10 10", None),
        ("", None),
        (UNUSABLE, None),
    ],
)
def test_c_statistic_by_hand(text: str, expected: float | None) -> None:
    assert c_statistic(predictions_of(text)) == expected


def test_groups_keep_one_prediction_together() -> None:
    """Ten persons in fifths: four before 0.3 put it in group 3, and group 2 has nobody of its own."""
    groups = risk_groups(predictions_of("\n0.1 1 0\n0.2 3 1\n0.3 4 1\n0.9 2 2"), 5)
    assert groups.select("risk_group", "persons", "observed").rows() == [(1, 4, 1), (3, 4, 1), (5, 2, 2)]
    assert groups["expected"].to_list() == pytest.approx([0.7, 1.2, 1.8])
    assert groups.select("lowest", "highest").row(0) == (0.1, 0.2)


def test_hosmer_lemeshow_by_hand() -> None:
    """(3 - 2)² / (2 · 0.8) + (4 - 5)² / (5 · 0.5) + 0 = 1.025, one degree of freedom left, three without a fit."""
    groups = pl.DataFrame({"persons": [10, 10, 10], "observed": [3, 4, 8], "expected": [2.0, 5.0, 8.0]})
    fitted, outside = hosmer_lemeshow(groups), hosmer_lemeshow(groups, fitted_here=False)
    assert (fitted.statistic, fitted.degrees_of_freedom) == (pytest.approx(1.025), 1)
    assert (outside.statistic, outside.degrees_of_freedom) == (pytest.approx(1.025), 3)
    assert fitted.p_value == pytest.approx(0.31134, abs=0.00005)


@pytest.mark.parametrize("text", ["", "\n0.5 10 3", "\n0.1 10 3\n0.2 10 3", "\n0 10 0\n0.2 10 3\n0.3 10 4", UNUSABLE])
def test_too_little_for_a_test_gives_none(text: str) -> None:
    test = hosmer_lemeshow(risk_groups(predictions_of(text)))
    assert (test.statistic, test.degrees_of_freedom, test.p_value) == (None, None, None)


def test_perfect_calibration_is_zero_and_one() -> None:
    line = calibration_line(predictions_of("\n0.2 10 2\n0.5 10 5\n0.9 10 9"))
    assert line.in_the_large == pytest.approx(0.0, abs=1e-9)
    assert line.slope == pytest.approx(1.0)


def test_predictions_that_are_too_extreme_have_a_slope_below_one() -> None:
    """Logits of twice the truth: the slope is one half."""
    doubled = [exp(2 * logit) / (1 + exp(2 * logit)) for logit in (-1.0986122886681098, 0.0, 1.0986122886681098)]
    predictions = pl.DataFrame({"predicted": doubled, "persons": [20] * 3, "events": [5, 10, 15]})
    assert calibration_line(predictions).slope == pytest.approx(0.5)


def test_one_prediction_for_all_has_no_slope() -> None:
    line = calibration_line(predictions_of("\n0.5 40 10"))
    assert line.in_the_large == pytest.approx(-1.0986122886681098)
    assert (line.slope, line.slope_error, line.slope_status) == (None, None, "collinear")


@pytest.mark.parametrize("text", ["", UNUSABLE, "\n0 10 0\n1 10 10"])
def test_nothing_usable_has_no_line(text: str) -> None:
    line = calibration_line(predictions_of(text))
    assert (line.in_the_large, line.slope) == (None, None)
    assert (line.in_the_large_status, line.slope_status) == ("no_data", "no_data")


def test_groups_are_at_least_one() -> None:
    with pytest.raises(ValueError, match="groups must be"):
        risk_groups(predictions_of(""), 0)


@given(ROWS, st.integers(1, 12))
def test_groups_share_out_everybody_in_order(rows: list[tuple[int, int, int]], number: int) -> None:
    predictions = random_predictions(rows)
    groups = risk_groups(predictions, number)
    assert groups["persons"].sum() == predictions["persons"].sum()
    assert groups["observed"].sum() == predictions["events"].sum()
    assert groups["risk_group"].is_between(1, number).all()
    assert (groups["lowest"].to_list()[1:]) == sorted(groups["lowest"].to_list()[1:])


@settings(deadline=None)
@given(ROWS, st.randoms())
def test_order_of_rows_does_not_matter(rows: list[tuple[int, int, int]], random) -> None:
    predictions = random_predictions(rows)
    shuffled = predictions[random.sample(range(predictions.height), predictions.height)]
    assert c_statistic(predictions) == c_statistic(shuffled)
    assert risk_groups(predictions).equals(risk_groups(shuffled))
    assert calibration_line(predictions) == calibration_line(shuffled)


@given(ROWS)
def test_c_statistic_turns_with_the_predictions(rows: list[tuple[int, int, int]]) -> None:
    predictions = random_predictions(rows)
    found = c_statistic(predictions)
    if found is not None:
        turned = predictions.with_columns(predicted=1 - pl.col("predicted"))
        assert 0 <= found <= 1
        assert c_statistic(turned) == pytest.approx(1 - found)


@given(st.integers(0, 40_000).map(lambda hundredths: hundredths / 100), st.integers(1, 60))
def test_chi_square_tail_is_a_falling_probability(statistic: float, degrees: int) -> None:
    here = chi_square_upper_tail(statistic, degrees)
    assert 0 <= here <= 1
    assert chi_square_upper_tail(statistic + 1, degrees) <= here + 1e-12
    assert here <= chi_square_upper_tail(statistic, degrees + 1) + 1e-12


@pytest.mark.parametrize(("statistic", "degrees"), [(-1.0, 3), (float("nan"), 3), (1.0, 0)])
def test_chi_square_needs_a_statistic_and_degrees(statistic: float, degrees: int) -> None:
    with pytest.raises(ValueError, match="no chi-square"):
        chi_square_upper_tail(statistic, degrees)
