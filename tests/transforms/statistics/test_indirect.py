"""Indirectly standardised ratios and rates: by hand, what has none, and what must hold for any strata."""

import random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tables import table
from transforms.statistics.indirect import indirect_rates
from transforms.statistics.poisson import poisson_limits

COUNTS = {"stratum": pl.String, "events": pl.Int64, "exposure": pl.Int64}
STRATA = {"unit": pl.String, **COUNTS}
REFERENCE = table("stratum events exposure\n young 100 10000\n old 300 5000\n none 0 2000", COUNTS)
RATIOS = ["ratio", "ratio_lower", "ratio_upper", "rate", "rate_lower", "rate_upper"]
GROUPS = st.lists(st.tuples(st.integers(1, 3_000), st.integers(1, 900_000)), min_size=1, max_size=6)


def ratios_of(text: str, reference: pl.DataFrame = REFERENCE) -> dict[str, float]:
    return indirect_rates(table(text, STRATA, unit="a"), reference, ["unit"]).row(0, named=True)


def frame_of(groups: list[tuple[int, int]]) -> pl.DataFrame:
    rows = [{"stratum": str(place), "events": e, "exposure": x} for place, (e, x) in enumerate(groups)]
    return pl.DataFrame(rows, schema=COUNTS)


def test_two_strata_by_hand() -> None:
    row = ratios_of("stratum events exposure\n young 3 200\n old 9 50")
    # 200 × 0.01 + 50 × 0.06 = 5 expected, 12 seen; the reference has 400 events in 17000.
    assert (row["observed"], row["exposure"], row["expected"]) == (12, 250, pytest.approx(5.0))
    assert (row["ratio"], row["rate"]) == (pytest.approx(2.4), pytest.approx(2.4 * 400 / 17000))
    lower, upper = poisson_limits(pl.lit(12), pl.lit(5.0))
    assert pl.select(lower, upper.alias("upper")).row(0) == pytest.approx((row["ratio_lower"], row["ratio_upper"]))
    assert row["rate_upper"] == pytest.approx(row["ratio_upper"] * 400 / 17000)


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        ("old  -  50", "a count or an exposure is missing or impossible"),
        ("old  9  -", "a count or an exposure is missing or impossible"),
        ("old  -1 50", "a count or an exposure is missing or impossible"),
        ("old  9  0", "a stratum has events but no exposure"),
        ("else 9  50", "the reference has no rate for a stratum"),
        ("-    9  50", "the reference has no rate for a stratum"),
    ],
)
def test_what_has_no_ratio_says_why(second: str, reason: str) -> None:
    row = ratios_of(f"stratum events exposure\n young 3 200\n {second}")
    assert row["missing_reason"] == reason
    assert [row[name] for name in RATIOS] == [None] * 6


def test_nothing_expected_has_no_ratio() -> None:
    row = ratios_of("stratum events exposure\n none 1 200")
    assert (row["expected"], row["ratio"], row["missing_reason"]) == (0.0, None, "no event is expected")


def test_a_stratum_without_anybody_needs_no_reference() -> None:
    assert ratios_of("stratum events exposure\n young 3 200\n else 0 0")["expected"] == pytest.approx(2.0)


def test_a_reference_without_exposure_has_no_rate() -> None:
    reference = table("stratum events exposure\n young 0 0", COUNTS)
    assert ratios_of("stratum events exposure\n young 3 200", reference)["expected"] is None


def test_an_unknown_number_of_the_reference_leaves_the_ratio_but_no_rate() -> None:
    reference = table("stratum events exposure\n young 100 10000\n old - 5000", COUNTS)
    row = ratios_of("stratum events exposure\n young 3 200", reference)
    assert (row["ratio"], row["rate"], row["rate_lower"]) == (pytest.approx(1.5), None, None)


def test_nobody_at_all() -> None:
    nobody = indirect_rates(pl.DataFrame(schema=STRATA), REFERENCE.clear(), ["unit"])
    assert [nobody.schema[name] for name in ["expected", *RATIOS]] == [pl.Float64] * 7


def test_a_stratum_twice_in_the_reference_is_refused() -> None:
    with pytest.raises(pl.exceptions.ComputeError):
        ratios_of("stratum events exposure\n young 3 200", pl.concat([REFERENCE, REFERENCE]))


@given(GROUPS)
def test_the_reference_beside_itself_is_one(groups: list[tuple[int, int]]) -> None:
    reference = frame_of(groups)
    row = indirect_rates(reference.with_columns(unit=pl.lit("a")), reference, ["unit"]).row(0, named=True)
    assert row["ratio"] == pytest.approx(1.0)
    events, exposure = (sum(numbers) for numbers in zip(*groups, strict=True))
    assert row["rate"] == pytest.approx(events / exposure)
    assert row["ratio_lower"] < 1 < row["ratio_upper"]


@given(GROUPS, GROUPS, st.integers(0, 1_000))
def test_order_changes_nothing_and_limits_hold_the_ratio(
    groups: list[tuple[int, int]], others: list[tuple[int, int]], seed: int
) -> None:
    strata, reference = frame_of(groups).with_columns(unit=pl.lit("a")), frame_of(others)
    order = random.Random(seed).sample(range(strata.height), strata.height)
    once = indirect_rates(strata, reference, ["unit"])
    assert indirect_rates(strata[order], reference, ["unit"]).equals(once)
    assert not any(once[name].is_nan().any() for name in ["expected", *RATIOS])
    row = once.row(0, named=True)
    if row["missing_reason"] is None:
        assert row["ratio_lower"] <= row["ratio"] < row["ratio_upper"]
