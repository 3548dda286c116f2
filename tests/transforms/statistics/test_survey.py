"""Survey proportions: by hand, the rules for single primary units, what has no limits, and what must always hold."""

import random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from tests.tables import table
from transforms.statistics.survey import survey_proportions

UNITS = {
    "group": pl.String,
    "stratum": pl.String,
    "primary_unit": pl.String,
    "respondents": pl.Int64,
    "weight": pl.Int64,
    "weight_yes": pl.Int64,
}
NUMBERS = ["proportion", "standard_error", "lower", "upper", "design_effect", "effective_respondents"]
# The 97.5 % quantile of t with two degrees of freedom.
T_OF_2 = 4.302653
TWO_STRATA = """
    stratum primary_unit respondents weight weight_yes
    north   1            2           10     4
    north   2            2           10     6
    south   1            3           20     5
    south   2            3           20     9
"""


def row_of(text: str, **options: object) -> dict[str, float | None]:
    units = table(text, UNITS, group="a")
    return survey_proportions(units, ["group"], **options).row(0, named=True)  # pyright: ignore[reportArgumentType]


@st.composite
def units(draw: st.DrawFn) -> pl.DataFrame:
    """Two groups of answers in up to three strata of up to four primary units."""
    rows = []
    for group in "ab":
        for stratum in range(draw(st.integers(1, 3))):
            for unit in range(draw(st.integers(1, 4))):
                weight = draw(st.integers(0, 10**10))
                rows.append([group, str(stratum), str(unit), draw(st.integers(1, 50)), weight])
                rows[-1].append(draw(st.integers(0, weight)))
    return pl.DataFrame(rows, schema=UNITS, orient="row")


def test_two_strata_by_hand() -> None:
    row = row_of(TWO_STRATA, scale="proportion")
    # p = 24/60 = 0.4; pulls (0, 2, −3, 1)/60; variance 2 × (1 + 1)/3600 + 2 × (4 + 4)/3600
    assert row["proportion"] == pytest.approx(0.4)
    assert row["standard_error"] == pytest.approx(20**0.5 / 60)
    assert row["lower"] == pytest.approx(max(0.4 - T_OF_2 * 20**0.5 / 60, 0), abs=1e-6)
    assert row["upper"] == pytest.approx(0.4 + T_OF_2 * 20**0.5 / 60, abs=1e-6)
    assert (row["primary_units"], row["strata"], row["degrees_of_freedom"]) == (4, 2, 2)
    effect = (20 / 3600) / (0.4 * 0.6 / 9)
    assert (row["design_effect"], row["effective_respondents"]) == (pytest.approx(effect), pytest.approx(10 / effect))


def test_logit_limits_by_hand() -> None:
    row = row_of(TWO_STRATA)
    # The odds 2/3, times and over exp(t × error / 0.24).
    factor = 2.718281828459 ** (T_OF_2 * 20**0.5 / 60 / 0.24)
    lower, upper = (2 / 3 / factor, 2 / 3 * factor)
    assert (row["lower"], row["upper"]) == pytest.approx((lower / (1 + lower), upper / (1 + upper)), rel=1e-6)


def test_equal_weights_of_persons_are_a_simple_random_sample() -> None:
    yes = [1, 1, 0, 1, 0, 0, 1, 0, 1, 1]
    lines = "\n".join(f"all {place} 1 7 {7 * answer}" for place, answer in enumerate(yes))
    row = row_of(f"stratum primary_unit respondents weight weight_yes\n{lines}")
    assert row["standard_error"] == pytest.approx((0.6 * 0.4 / 9) ** 0.5)
    assert (row["design_effect"], row["effective_respondents"]) == pytest.approx((1, 10))


SINGLE = TWO_STRATA + "\n    east 1 1 10 10"


@pytest.mark.parametrize(
    ("rule", "spread"),
    # p = 34/70; pulls times 70: −6/7, 8/7, −33/7, −5/7, 36/7
    [("certainty", 2 * 2 + 2 * 8), ("centered", 2 * 2 + 2 * 8 + (36 / 7) ** 2)],
)
def test_a_single_primary_unit_by_rule(rule: str, spread: float) -> None:
    row = row_of(SINGLE, single_unit=rule)
    assert row["standard_error"] == pytest.approx(spread**0.5 / 70)
    assert row["degrees_of_freedom"] == 2


HEAD = "stratum primary_unit respondents weight weight_yes\n"


@pytest.mark.parametrize(
    ("text", "proportion", "reason"),
    [
        (SINGLE, pytest.approx(34 / 70), "a stratum has a single primary unit"),
        (HEAD + "all 1 2 - 1\n all 2 2 9 3", None, "an answer or a weight is missing or impossible"),
        (HEAD + "all 1 2 9 -\n all 2 2 9 3", None, "an answer or a weight is missing or impossible"),
        (HEAD + "all 1 - 9 1\n all 2 2 9 3", None, "an answer or a weight is missing or impossible"),
        (HEAD + "all 1 2 9 10\n all 2 2 9 3", None, "an answer or a weight is missing or impossible"),
        (HEAD + "all 1 2 9 -1\n all 2 2 9 3", None, "an answer or a weight is missing or impossible"),
        (HEAD + "all 1 0 0 0\n all 2 0 0 0", None, "nobody answered"),
        (HEAD + "all 1 2 9 9\n all 2 2 9 9", 1.0, "all answers are the same"),
        (HEAD + "all 1 2 9 0\n all 2 2 9 0", 0.0, "all answers are the same"),
    ],
)
def test_what_has_no_limits_says_why(text: str, proportion: object, reason: str) -> None:
    row = row_of(text)
    assert row["missing_reason"] == reason
    assert row["proportion"] == proportion
    assert [row[name] for name in NUMBERS[1:]] == [None] * 5


def test_one_primary_unit_in_all_has_no_freedom() -> None:
    row = row_of(HEAD + "all 1 9 9 4", single_unit="certainty")
    assert (row["standard_error"], row["missing_reason"]) == (None, "no more primary units than strata")


def test_a_primary_unit_without_answers_belongs_to_the_sample() -> None:
    row = row_of(TWO_STRATA + "\n    north 3 0 0 0")
    # Pulls of the north 0, 2, 0 over 60: 3/2 × (4/9 + 16/9 + 4/9) instead of 2 × 2
    assert row["standard_error"] == pytest.approx((1.5 * 24 / 9 + 16) ** 0.5 / 60)
    assert row["degrees_of_freedom"] == 3


def test_no_spread_between_units_has_no_effective_number() -> None:
    row = row_of(HEAD + "all 1 9 9 3\n all 2 9 9 3")
    assert (row["design_effect"], row["effective_respondents"]) == (0.0, None)
    assert (row["lower"], row["upper"]) == pytest.approx((1 / 3, 1 / 3))


def test_nobody_at_all() -> None:
    nobody = survey_proportions(pl.DataFrame(schema=UNITS), ["group"])
    assert [nobody.schema[name] for name in NUMBERS] == [pl.Float64] * 6


@given(units(), st.integers(0, 1_000), st.sampled_from(["missing", "certainty", "centered"]))
def test_order_changes_nothing_and_nothing_is_nan(rows: pl.DataFrame, seed: int, rule: str) -> None:
    order = random.Random(seed).sample(range(rows.height), rows.height)
    options = {"single_unit": rule}
    once = survey_proportions(rows, ["group"], **options)  # pyright: ignore[reportArgumentType]
    assert survey_proportions(rows[order], ["group"], **options).equals(once)  # pyright: ignore[reportArgumentType]
    assert not any(once[name].is_nan().any() or once[name].is_infinite().any() for name in NUMBERS)
    limits = once.drop_nulls("lower")
    assert limits.select((pl.col("lower") <= pl.col("proportion") + 1e-12).all()).item()
    assert limits.select((pl.col("proportion") <= pl.col("upper") + 1e-12).all()).item()


@given(units(), st.integers(2, 1_000))
def test_the_scale_of_the_weights_falls_out(rows: pl.DataFrame, times: int) -> None:
    scaled = rows.with_columns(pl.col("weight", "weight_yes") * times)
    once, again = (survey_proportions(each, ["group"]) for each in (rows, scaled))
    assert_frame_equal(once, again, rel_tol=1e-6, abs_tol=1e-9)


@given(units())
def test_a_sample_twice_as_large_of_the_same_units_is_narrower(rows: pl.DataFrame) -> None:
    doubled = pl.concat([rows, rows.with_columns(pl.col("primary_unit") + "again")])
    once = survey_proportions(rows, ["group"]).drop_nulls("lower")
    again = survey_proportions(doubled, ["group"]).join(once, on="group", suffix="_once")
    assert (again["standard_error"] <= again["standard_error_once"]).all()
