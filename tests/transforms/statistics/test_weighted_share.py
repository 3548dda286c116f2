"""Limits of a weighted share from sums: worked by hand, beside the survey method, and what always holds."""

from collections.abc import Sequence

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.statistics.survey import survey_proportions
from transforms.statistics.weighted_share import weighted_share_limits

SUMS = ["yes", "weight", "yes_squares", "weight_squares", "respondents"]
# A respondent: the weight, and whether he or she said yes.
Answer = tuple[int, bool]


def sums_of(answers: Sequence[Answer]) -> pl.DataFrame:
    """One row: the sums over respondents."""
    rows = [(weight * yes, weight, weight**2 * yes, weight**2, 1) for weight, yes in answers]
    return pl.DataFrame(rows, schema=dict.fromkeys(SUMS, pl.Int64), orient="row").sum()


def limits(*answers: Answer) -> tuple[float | None, float | None]:
    lower, upper = weighted_share_limits(*(pl.col(name) for name in SUMS))
    return sums_of(answers).select(lower.alias("lower"), upper.alias("upper")).row(0)


def wilson(share: float, number: float, z: float = 1.959964) -> tuple[float, float]:
    """Give Wilson's limits, written out again."""
    middle, reach = share + z**2 / (2 * number), z * (share * (1 - share) / number + z**2 / (4 * number**2)) ** 0.5
    return (middle - reach) / (1 + z**2 / number), (middle + reach) / (1 + z**2 / number)


def test_three_respondents_by_hand() -> None:
    """Weights 1, 1 and 2, the first two say yes: share 1/2, residuals ½, ½ and −1, their squares 1.5, times 3/2,
    over 16: variance 0.140625. So 1/4 ÷ 0.140625 = 1.7778 respondents, times (1.959964 ÷ 4.302653)² for the t of 2."""
    number = 0.25 / 0.140625 * (1.959964 / 4.302653) ** 2
    assert limits((1000, True), (1000, True), (2000, False)) == pytest.approx(wilson(0.5, number), abs=1e-6)


def test_the_variance_is_that_of_the_survey_method() -> None:
    answers = [(500, True), (700, False), (1500, True), (2000, False), (900, True), (1100, False), (3000, False)]
    units = pl.DataFrame(
        {
            "group": "all",
            "stratum": "one",
            "primary_unit": [str(place) for place in range(len(answers))],
            "respondents": 1,
            "weight": [weight for weight, _ in answers],
            "weight_yes": [weight * yes for weight, yes in answers],
        }
    )
    row = survey_proportions(units, ["group"]).row(0, named=True)
    # t of six degrees of freedom is 2.446912.
    number = row["proportion"] * (1 - row["proportion"]) / row["standard_error"] ** 2 * (1.959964 / 2.446912) ** 2
    assert limits(*answers) == pytest.approx(wilson(row["proportion"], number), abs=1e-6)


def test_when_all_say_the_same_the_limits_have_a_width() -> None:
    """Three respondents and t of two degrees of freedom, 4.302653: t² ÷ (t² + 3)."""
    low, high = limits((700, False), (900, False), (1500, False))
    assert (low, high) == pytest.approx((0.0, 0.8605482), abs=1e-6)
    low, high = limits((700, True), (900, True), (1500, True))
    assert (low, high) == pytest.approx((0.1394518, 1.0), abs=1e-6)


@pytest.mark.parametrize("answers", [[], [(1000, True)]])
def test_fewer_than_two_respondents_have_no_limits(answers: list[Answer]) -> None:
    assert limits(*answers) == (None, None)


ANSWERS = st.lists(st.tuples(st.integers(1, 10_000_000), st.booleans()), min_size=2, max_size=40)


@given(ANSWERS)
def test_limits_hold_the_share_and_keep_within_0_and_1(answers: list[Answer]) -> None:
    low, high = limits(*answers)
    share = sum(weight * yes for weight, yes in answers) / sum(weight for weight, _ in answers)
    assert low is not None
    assert high is not None
    assert 0 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 1


@given(ANSWERS, st.integers(2, 50))
def test_the_scale_of_the_weights_falls_out(answers: list[Answer], scale: int) -> None:
    larger = [(weight * scale, yes) for weight, yes in answers]
    assert limits(*larger) == pytest.approx(limits(*answers), abs=1e-7)
