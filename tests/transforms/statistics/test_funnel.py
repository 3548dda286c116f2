"""Funnels: limits and standings by hand, over-dispersion, and what must hold for any counts."""

from math import comb, exp, factorial

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tables import table
from transforms.statistics.funnel import LIMITS, STANDINGS, funnel
from transforms.statistics.funnel_limits import exact_limits

SCHEMA = {"numerator": pl.Int64, "denominator": pl.Int64}
COUNTS = st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), max_size=12)
WAYS = [("normal", "none"), ("exact", "none"), ("normal", "additive"), ("normal", "multiplicative")]
KINDS = ["proportion", "rate"]


def units_of(counts: list[tuple[int, int]]) -> pl.DataFrame:
    return pl.DataFrame([(a, a + b) for a, b in counts], schema=SCHEMA, orient="row")


def test_limits_of_a_proportion_by_hand() -> None:
    """Standard deviation √(0.2 · 0.8 / 100) = 0.04."""
    row = funnel(table("numerator denominator\n20 100", SCHEMA), "proportion").row(0, named=True)
    assert (row["lower_95"], row["upper_95"]) == pytest.approx((0.2 - 1.959964 * 0.04, 0.2 + 1.959964 * 0.04))
    assert (row["lower_998"], row["upper_998"]) == pytest.approx((0.2 - 3.090232 * 0.04, 0.2 + 3.090232 * 0.04))
    assert (row["value"], row["target"], row["z_score"], row["standing"]) == (0.2, 0.2, 0.0, "within")


def test_limits_of_a_rate_by_hand() -> None:
    """Standard deviation √(0.25 / 100) = 0.05; the rate lies four of them above."""
    row = funnel(table("numerator denominator\n45 100", SCHEMA), "rate", target=0.25).row(0, named=True)
    assert (row["lower_95"], row["upper_95"]) == pytest.approx((0.25 - 1.959964 * 0.05, 0.25 + 1.959964 * 0.05))
    assert row["z_score"] == pytest.approx(4.0)
    assert row["standing"] == "high_998"


def test_standings_on_both_sides() -> None:
    text = """
        numerator denominator
        33        100         # 0.33 > 0.324
        28        100         # 0.28 > 0.278
        27        100
        13        100
        12        100         # 0.12 < 0.122
        7         100         # 0.07 < 0.076
    """
    standings = funnel(table(text, SCHEMA), "proportion", target=0.2)["standing"].to_list()
    assert standings == ["high_998", "high_95", "within", "within", "low_95", "low_998"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("limits", "over_dispersion"), WAYS)
def test_a_unit_without_a_value_has_nulls_and_counts_nowhere(kind, limits, over_dispersion) -> None:
    whole = table("numerator denominator\n20 100\n40 100", SCHEMA)
    text = "numerator denominator\n20 100\n- 100\n5 0\n0 0\n5 -\n-1 10\n40 100"
    found = funnel(table(text, SCHEMA), kind, limits=limits, over_dispersion=over_dispersion)
    assert found[[0, 6]].equals(funnel(whole, kind, limits=limits, over_dispersion=over_dispersion))
    assert found[1:6].drop("numerator", "denominator").null_count().row(0) == (5,) * 9


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("limits", "over_dispersion"), WAYS)
def test_no_units_give_no_rows(kind, limits, over_dispersion) -> None:
    assert funnel(units_of([]), kind, limits=limits, over_dispersion=over_dispersion).is_empty()


@pytest.mark.parametrize("limits", ["normal", "exact"])
def test_nobody_with_the_event_is_within(limits) -> None:
    found = funnel(units_of([(0, 5), (0, 50)]), "rate", limits=limits)
    assert found["standing"].to_list() == ["within", "within"]
    assert found["z_score"].to_list() == [None, None]


@pytest.mark.parametrize("limits", ["normal", "exact"])
def test_one_event_in_one_person_is_within_a_common_proportion(limits) -> None:
    found = funnel(units_of([(1, 0)]), "proportion", target=0.8, limits=limits)
    assert found["standing"].to_list() == ["within"]


@pytest.mark.parametrize(("size", "target"), [(1, 0.3), (20, 0.1), (37, 0.62), (200, 0.97)])
def test_exact_limits_of_a_proportion_leave_no_more_than_their_tail(size: int, target: float) -> None:
    chances = [comb(size, count) * target**count * (1 - target) ** (size - count) for count in range(size + 1)]
    lower, upper = (round(limit[0] * size) for limit in exact_limits(target, pl.Series([size]), "proportion", 0.95))
    assert sum(chances[:lower]) < 0.025 <= sum(chances[: lower + 1])
    assert sum(chances[:upper]) < 0.975 <= sum(chances[: upper + 1]) + 1e-12


@pytest.mark.parametrize(("size", "target"), [(1.0, 0.3), (20.5, 0.1), (37.0, 0.6), (30.0, 1.2)])
def test_exact_limits_of_a_rate_leave_no_more_than_their_tail(size: float, target: float) -> None:
    mean = size * target
    chances = [exp(-mean) * mean**count / factorial(count) for count in range(140)]
    lower, upper = (round(limit[0] * size) for limit in exact_limits(target, pl.Series([size]), "rate", 0.998))
    assert sum(chances[:lower]) < 0.001 <= sum(chances[: lower + 1])
    assert sum(chances[:upper]) < 0.999 <= sum(chances[: upper + 1])


def test_exact_limits_of_a_million_are_near_the_normal_ones() -> None:
    units = pl.DataFrame({"numerator": [300_000], "denominator": [1_000_000]})
    exact, normal = funnel(units, "proportion", limits="exact"), funnel(units, "proportion")
    assert exact.select(LIMITS).row(0) == pytest.approx(normal.select(LIMITS).row(0), abs=2e-6)


def test_multiplicative_over_dispersion_by_hand() -> None:
    """z scores -3, -1, 1, 3: none is moved in (a tenth of 4 is 0), mean square 5, limits √5 as wide."""
    units = pl.DataFrame({"numerator": [8, 16, 24, 32], "denominator": [100] * 4})
    plain, wide = (funnel(units, "proportion", 0.2, over_dispersion=way) for way in ("none", "multiplicative"))
    assert wide["dispersion"].to_list() == pytest.approx([5.0] * 4)
    assert wide["upper_95"][0] - 0.2 == pytest.approx(5**0.5 * (plain["upper_95"][0] - 0.2))
    assert wide["z_score"].to_list() == pytest.approx([-3, -1, 1, 3])


def test_additive_over_dispersion_by_hand() -> None:
    """Weights 1/0.0016 = 625; τ² = (20 - 3) / (2500 - 625) = 17/1875; variance 0.0016 + 17/1875."""
    units = pl.DataFrame({"numerator": [8, 16, 24, 32], "denominator": [100] * 4})
    wide = funnel(units, "proportion", 0.2, over_dispersion="additive")
    assert wide["dispersion"].to_list() == pytest.approx([17 / 1875] * 4)
    assert wide["upper_95"][0] - 0.2 == pytest.approx(1.959964 * (0.0016 + 17 / 1875) ** 0.5)
    assert wide["standing"].to_list() == ["within"] * 4


@pytest.mark.parametrize(("over_dispersion", "dispersion"), [("additive", 0.0), ("multiplicative", 1.0)])
def test_units_that_vary_less_than_by_chance_leave_the_limits(over_dispersion, dispersion: float) -> None:
    units = units_of([(20, 80), (21, 79), (19, 81)])
    found = funnel(units, "rate", over_dispersion=over_dispersion)
    assert found["dispersion"].to_list() == [dispersion] * 3
    assert found.select(LIMITS).equals(funnel(units, "rate").select(LIMITS))


def test_exact_limits_cannot_be_widened() -> None:
    with pytest.raises(ValueError, match="exact limits are of chance alone"):
        funnel(units_of([(1, 1)]), "rate", limits="exact", over_dispersion="additive")


@pytest.mark.parametrize(("kind", "target"), [("proportion", 1.2), ("proportion", -0.1), ("rate", -1.0)])
def test_target_must_be_possible(kind, target: float) -> None:
    with pytest.raises(ValueError, match="no target"):
        funnel(units_of([(1, 1)]), kind, target)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("limits", "over_dispersion"), WAYS)
@given(counts=COUNTS)
def test_limits_are_nested_about_the_target_and_never_nan(kind, limits, over_dispersion, counts) -> None:
    found = funnel(units_of(counts), kind, limits=limits, over_dispersion=over_dispersion)
    for row in found.iter_rows(named=True):
        assert all(row[name] == row[name] for name in [*LIMITS, "value", "target", "z_score", "dispersion"])
        if row["lower_95"] is not None:
            assert 0 <= row["lower_998"] <= row["lower_95"] <= row["upper_95"] <= row["upper_998"]
            assert row["standing"] in STANDINGS
            if limits == "normal":
                assert row["lower_95"] <= row["target"] <= row["upper_95"]


@pytest.mark.parametrize("kind", KINDS)
@given(counts=st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), min_size=2, max_size=12))
def test_normal_limits_narrow_with_the_size(kind, counts) -> None:
    found = funnel(units_of(counts), kind, target=0.3).drop_nulls("upper_95").sort("denominator")
    assert found["upper_95"].to_list() == sorted(found["upper_95"].to_list(), reverse=True)
    assert found["lower_95"].to_list() == sorted(found["lower_95"].to_list())


@pytest.mark.parametrize(("limits", "over_dispersion"), WAYS)
@given(counts=COUNTS, random=st.randoms())
def test_order_of_units_does_not_matter(limits, over_dispersion, counts, random) -> None:
    units = units_of(counts).with_row_index("unit")
    shuffled = units[random.sample(range(units.height), units.height)]
    found, other = (
        funnel(frame, "proportion", limits=limits, over_dispersion=over_dispersion) for frame in (units, shuffled)
    )
    assert found.sort("unit").equals(other.sort("unit"))
