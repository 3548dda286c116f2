"""Directly standardised rates: by hand, what has no rate, and what must hold for any strata."""

import random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from tests.tables import table
from transforms.statistics.direct import direct_rates
from transforms.statistics.poisson import poisson_limits

STRATA = {
    "unit": pl.String,
    "stratum": pl.String,
    "events": pl.Int64,
    "exposure": pl.Float64,
    "weight": pl.Float64,
}
NUMBERS = ["weight_share", "rate", "variance", "lower", "upper"]


def rates_of(text: str, **options: object) -> pl.DataFrame:
    return direct_rates(table(text, STRATA, unit="a"), ["unit"], **options)  # pyright: ignore[reportArgumentType]


def limits_of_count(events: int) -> tuple[float, float]:
    lower, upper = poisson_limits(pl.lit(events), pl.lit(1.0))
    return pl.select(lower.alias("lower"), upper.alias("upper")).row(0)


@st.composite
def strata(draw: st.DrawFn) -> pl.DataFrame:
    """Two units of the same strata; some without weight, some without anybody."""
    number = draw(st.integers(1, 6))
    exposures = st.integers(0, 5) | st.integers(1, 2_000_000)
    rows = [
        {"unit": unit, "stratum": str(place), "exposure": float(exposure), "weight": float(weight)}
        | {"events": draw(st.integers(0, 5_000)) if exposure else 0}
        for place, weight in enumerate(draw(st.lists(st.integers(0, 90_000), min_size=number, max_size=number)))
        for unit in "ab"
        for exposure in [draw(exposures)]
    ]
    return pl.DataFrame(rows, schema=STRATA)


def test_two_strata_by_hand() -> None:
    row = rates_of(
        """
        stratum events exposure weight
        young   10     1000     3
        old     30     500      1
        """
    ).row(0, named=True)
    # (3 × 0.01 + 1 × 0.06) / 4, and (9 × 10/10⁶ + 30/250000) / 16
    assert row["rate"] == pytest.approx(0.0225)
    assert row["variance"] == pytest.approx((9 * 10 / 1000**2 + 30 / 500**2) / 16)
    lower, upper = limits_of_count(40)
    scale = (row["variance"] / 40) ** 0.5
    assert (row["lower"], row["upper"]) == pytest.approx((0.0225 + scale * (lower - 40), 0.0225 + scale * (upper - 40)))
    assert (row["events"], row["exposure"], row["weight_share"], row["missing_reason"]) == (40, 1500.0, 1.0, None)


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        ("old -  500 1", "a count, an exposure or a weight is missing or impossible"),
        ("old 30 -   1", "a count, an exposure or a weight is missing or impossible"),
        ("old 30 500 -", "a count, an exposure or a weight is missing or impossible"),
        ("old -1 500 1", "a count, an exposure or a weight is missing or impossible"),
        ("old 30 -1  1", "a count, an exposure or a weight is missing or impossible"),
        ("old 30 500 nan", "a count, an exposure or a weight is missing or impossible"),
        ("old 30 500 inf", "a count, an exposure or a weight is missing or impossible"),
        ("old 30 0   1", "a stratum has events but no exposure"),
        ("old 0  0   1", "a stratum of the standard has no exposure"),
    ],
)
def test_what_has_no_rate_says_why(second: str, reason: str) -> None:
    row = rates_of(f"stratum events exposure weight\n young 20 1000 3\n {second}").row(0, named=True)
    assert row["missing_reason"] == reason
    assert [row[name] for name in NUMBERS[1:]] == [None] * 4


def test_too_few_events_have_no_rate_unless_asked_for() -> None:
    text = "stratum events exposure weight\n young 9 1000 3"
    assert rates_of(text)["missing_reason"].to_list() == ["too few events"]
    row = rates_of(text, fewest_events=0).row(0, named=True)
    assert (row["lower"], row["upper"]) == pytest.approx(tuple(limit / 1000 for limit in limits_of_count(9)))


def test_no_event_has_a_rate_of_zero_without_limits() -> None:
    row = rates_of("stratum events exposure weight\n young 0 1000 3", fewest_events=0).row(0, named=True)
    assert (row["rate"], row["variance"], row["lower"], row["upper"]) == (0.0, 0.0, None, None)


def test_weights_of_zero_alone_give_no_rate() -> None:
    row = rates_of("stratum events exposure weight\n young 20 1000 0\n old 30 500 0").row(0, named=True)
    assert (row["rate"], row["weight_share"], row["missing_reason"]) == (None, None, "no stratum has a weight")


def test_a_stratum_of_weight_zero_counts_nowhere() -> None:
    text = "stratum events exposure weight\n young 20 1000 3"
    assert rates_of(f"{text}\n old 30 0 0").equals(rates_of(text))


def test_reweighing_leaves_out_the_stratum_and_says_how_much_it_weighs() -> None:
    row = rates_of("stratum events exposure weight\n young 20 1000 3\n old 0 0 1", reweigh=True).row(0, named=True)
    assert (row["rate"], row["weight_share"], row["missing_reason"]) == (0.02, 0.75, None)


def test_reweighing_without_anybody_gives_no_rate() -> None:
    row = rates_of("stratum events exposure weight\n young 0 0 3", reweigh=True).row(0, named=True)
    assert (row["rate"], row["missing_reason"]) == (None, "a stratum of the standard has no exposure")


def test_a_lower_limit_is_never_below_zero() -> None:
    # Nearly all of the variance is that of ten events, the weight of the other thousand is next to nothing.
    row = rates_of("stratum events exposure weight\n young 1 1 1000\n old 1000 1000000 1").row(0, named=True)
    assert row["lower"] == 0.0 < row["rate"] < row["upper"]


def test_units_do_not_touch_one_another_and_are_sorted() -> None:
    both = """
        unit stratum events exposure weight
        b    young   20     1000     1
        a    young   -      1000     1
        -    young   30     1000     1
    """
    rates = direct_rates(table(both, STRATA), ["unit"])
    assert rates["unit"].to_list() == ["a", "b", None]
    assert rates["rate"].to_list() == [None, 0.02, 0.03]


def test_nobody_at_all() -> None:
    nobody = direct_rates(pl.DataFrame(schema=STRATA), ["unit"])
    assert nobody.height == 0
    assert [nobody.schema[name] for name in NUMBERS] == [pl.Float64] * 5


def test_confidence_is_a_share() -> None:
    with pytest.raises(ValueError, match="confidence must be a share"):
        rates_of("stratum events exposure weight\n young 20 1000 3", confidence=95.0)


@given(strata(), st.integers(0, 1_000), st.booleans())
def test_the_order_of_rows_changes_nothing(rows: pl.DataFrame, seed: int, reweigh: bool) -> None:
    order = random.Random(seed).sample(range(rows.height), rows.height)
    once, again = (direct_rates(each, ["unit"], reweigh=reweigh) for each in (rows, rows[order]))
    assert once.equals(again)


@given(strata(), st.booleans())
def test_never_nan_and_limits_hold_the_rate(rows: pl.DataFrame, reweigh: bool) -> None:
    rates = direct_rates(rows, ["unit"], reweigh=reweigh)
    assert not any(rates[name].is_nan().any() or rates[name].is_infinite().any() for name in NUMBERS)
    assert rates["rate"].is_null().equals(rates["missing_reason"].is_not_null())
    given_rates = rates.drop_nulls("rate")
    assert (given_rates["lower"] <= given_rates["rate"]).all()
    assert (given_rates["rate"] < given_rates["upper"]).all()


@given(st.lists(st.tuples(st.integers(0, 5_000), st.integers(1, 900_000)), min_size=1, max_size=6))
def test_a_unit_with_the_structure_of_the_standard_has_its_crude_rate(counts: list[tuple[int, int]]) -> None:
    events, exposure = sum(count for count, _ in counts), sum(people for _, people in counts)
    rows = [
        {"unit": "a", "stratum": str(place), "events": count, "exposure": people, "weight": people}
        for place, (count, people) in enumerate(counts)
    ]
    row = direct_rates(pl.DataFrame(rows, schema=STRATA, strict=False), ["unit"], fewest_events=1).row(0, named=True)
    if events:
        assert row["rate"] == pytest.approx(events / exposure)
        expected = tuple(limit / exposure for limit in limits_of_count(events))
        assert (row["lower"], row["upper"]) == pytest.approx(expected)


@given(strata(), st.floats(1e-6, 1e6))
def test_the_scale_of_the_weights_falls_out(rows: pl.DataFrame, times: float) -> None:
    once = direct_rates(rows, ["unit"])
    scaled = direct_rates(rows.with_columns(pl.col("weight") * times), ["unit"])
    assert scaled["missing_reason"].equals(once["missing_reason"])
    assert_frame_equal(scaled, once, rel_tol=1e-9)
