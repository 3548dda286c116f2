"""Sums into values with limits, and the rows of what cannot be computed (indicators.md 18.6 to 18.10)."""

import datetime as dt

import polars as pl
import pytest

from schemas.results import Results
from tests.tables import assert_rows, table
from tests.transforms.indicators.records import counted
from transforms.catalogue import indicators
from transforms.indicators.counting import SQUARES, parts_of
from transforms.indicators.definition import Indicator
from transforms.indicators.measure import measure, not_computable, result_state

KEY = {"level": pl.String(), "unit_id": pl.String()}
COUNTS = {**KEY, "numerator": pl.Int64(), "denominator": pl.Int64()}
UNITS = table("level unit_id\nprovince ontario\npractice a\npractice b\noht T1", {**COUNTS}).select("level", "unit_id")


def measured(indicator: str, counts: str) -> pl.DataFrame:
    """One row per unit; every event is of another person, so that those that could repeat have a count's limits."""
    of_each = {SQUARES: "numerator", "members_above": "numerator", "members": "denominator"}
    sums = table(counts, COUNTS).with_columns(pl.col(part).alias(name) for name, part in of_each.items())
    return Results.validate(measure(indicators()[indicator], sums, UNITS, "2026-09", "m"))


def test_every_unit_has_a_row_and_zero_denominators_have_no_value() -> None:
    counts = "level unit_id numerator denominator\npractice a 3 4\noht T1 0 0\nprovince ontario 1 1"
    expected = """
        level    unit_id numerator denominator value
        oht      T1      0         0           -
        practice a       3         4           75.0
        practice b       0         0           -      # no count at all
        province ontario 1         1           100.0
    """
    assert_rows(measured("continuity_hqo", counts), expected)


def test_without_a_value_there_are_no_limits() -> None:
    rows = measured("continuity_hqo", "level unit_id numerator denominator\npractice a 3 4").filter(
        pl.col("value").is_null()
    )
    assert rows.height == 3
    assert rows.select(pl.all_horizontal(pl.col("lower", "upper").is_null()).all()).item()


@pytest.mark.parametrize(
    ("indicator", "value"), [("continuity_hqo", 50.0), ("acsc", 50_000.0), ("ed_rate", 50.0), ("md_panel", 0.5)]
)
def test_the_rate_is_in_the_unit_of_the_indicator(indicator: str, value: float) -> None:
    row = measured(indicator, "level unit_id numerator denominator\npractice a 10 20").row(1, named=True)
    assert row["value"] == value
    assert row["lower"] < value < row["upper"]


@pytest.mark.parametrize(
    ("indicator", "lower", "upper"),
    [("continuity_hqo", 29.93, 70.07), ("ed_rate", 23.94, 91.95), ("md_panel", 0.2394, 0.9195)],
)
def test_the_limits_are_in_the_same_unit(indicator: str, lower: float, upper: float) -> None:
    """Wilson of 10 in 20; Byar of 10 events, 4.787 and 18.391, over 20."""
    row = measured(indicator, "level unit_id numerator denominator\npractice a 10 20").row(1, named=True)
    assert (row["lower"], row["upper"]) == pytest.approx((lower, upper), rel=5e-4)


def one(record: Indicator, **sums: int) -> dict[str, object]:
    """Give the result of one unit with these sums."""
    counts = pl.DataFrame({"level": "oht", "unit_id": "T1", **sums})
    units = UNITS.filter(pl.col("unit_id") == "T1")
    return Results.validate(measure(record, counts, units, "2026-09", "m")).row(0, named=True)


PERSONS = {"members_above": 6, "members": 50}


def test_limits_of_events_that_repeat_are_stretched_by_their_squares() -> None:
    """Byar of 20 events, 12.2114 and 30.8899, twice as far away, because 80 squares over 20 events are 2²."""
    row = one(counted(limits="repeat"), numerator=20, denominator=50, numerator_squares=80, **PERSONS)
    assert (row["lower"], row["value"], row["upper"]) == pytest.approx((8.845715, 40.0, 83.559521))


def test_events_that_could_repeat_and_did_not_happen_have_the_limits_of_a_count() -> None:
    """Garwood's upper limit of no event is 3.688879."""
    row = one(counted(limits="repeat"), numerator=0, denominator=50, numerator_squares=0, **PERSONS)
    assert (row["lower"], row["value"], row["upper"]) == pytest.approx((0.0, 0.0, 7.377759))


CLUSTERS = {"numerator_squares": 14, "products": 18, "denominator_squares": 24, "members": 3, "members_above": 3}


def test_limits_of_a_ratio_over_persons() -> None:
    """1 of 2, 2 of 2 and 3 of 4, as in the test of the method itself: 0.75 from 0.28422 to 1.21578."""
    row = one(counted(limits="clustered"), numerator=6, denominator=8, **CLUSTERS)
    assert (row["lower"], row["value"], row["upper"]) == pytest.approx((28.42241, 75.0, 121.57759), abs=1e-4)


def test_a_mean_of_shares_of_persons_is_cut_at_0_and_100() -> None:
    """What is a mean, as shares of persons are, has the limits of a ratio."""
    parts = 10_000
    share = counted(limits="clustered", unit="%", multiplier=100 / parts)
    often = {**CLUSTERS, "numerator_squares": 14 * parts**2, "products": 18 * parts}
    row = one(share, numerator=6 * parts, denominator=8, **often)
    assert (row["value"], row["upper"]) == (75.0, 100.0)
    assert row["lower"] == pytest.approx(28.42241, abs=1e-4)
    rare = {**CLUSTERS, "numerator_squares": parts**2, "products": 2 * parts}
    assert one(share, numerator=parts, denominator=8, **rare)["lower"] == 0.0


def test_a_share_of_rows_has_limits_that_keep_within_0_and_100() -> None:
    """The same three persons, worked in the test of the method itself: worth 3.32 rows."""
    row = one(counted(limits="clustered", unit="%"), numerator=6, denominator=8, **CLUSTERS)
    assert (row["lower"], row["value"], row["upper"]) == pytest.approx((27.15752, 75.0, 96.02227), abs=1e-4)


def test_a_share_of_rows_of_which_none_counts_has_a_width() -> None:
    """Three persons and t of two degrees of freedom, 4.302653: t² ÷ (t² + 3)."""
    none = {**CLUSTERS, "numerator_squares": 0, "products": 0}
    row = one(counted(limits="clustered", unit="%"), numerator=0, denominator=8, **none)
    assert (row["lower"], row["value"], row["upper"]) == pytest.approx((0.0, 0.0, 86.05482), abs=1e-4)


def test_one_person_with_rows_has_a_value_and_no_limits() -> None:
    sums = {"numerator_squares": 9, "products": 12, "denominator_squares": 16, "members": 1, "members_above": 1}
    row = one(counted(limits="clustered"), numerator=3, denominator=4, **sums)
    assert (row["lower"], row["value"], row["upper"]) == (None, 75.0, None)


@pytest.mark.parametrize(
    ("limits", "above", "below", "fewest"),
    [("repeat", 6, 50, 6), ("clustered", 6, 4, 4), ("clustered", 0, 4, 4), ("repeat", 0, 0, None)],
)
def test_sums_say_how_few_persons_make_them(limits: str, above: int, below: int, fewest: int | None) -> None:
    record = counted(limits=limits)
    sums = dict.fromkeys(parts_of(record), 0) | {"members_above": above, "members": below}
    assert one(record, **sums)["fewest_persons"] == fewest


def test_counts_of_persons_and_of_hospital_sites_say_nothing_of_persons() -> None:
    for record in (counted(limits="wilson"), indicators()["alc_rate"]):
        assert one(record, **dict.fromkeys(parts_of(record), 0))["fewest_persons"] is None


def test_a_record_may_give_no_limits() -> None:
    row = one(counted(limits="none"), numerator=3, denominator=4)
    assert (row["lower"], row["value"], row["upper"]) == (None, 75.0, None)


@pytest.mark.parametrize("limits", ["wilson", "poisson", "repeat", "clustered", "none"])
def test_nobody_below_the_line_has_zeros_and_nothing_else_by_every_method(limits: str) -> None:
    record = counted(limits=limits)
    none = pl.DataFrame(schema={**KEY, **dict.fromkeys(parts_of(record), pl.Int64)})
    rows = Results.validate(measure(record, none, UNITS, "2026-09", "m"))
    assert rows.select("numerator", "denominator").unique().row(0) == (0, 0)
    assert rows.select("value", "lower", "upper").null_count().row(0) == (4, 4, 4)
    assert rows["limits_method"].unique().to_list() == [limits]


@pytest.mark.parametrize(("denominator", "is_below"), [(29, True), (30, False), (0, True)])
def test_too_few_below_the_line_are_marked(denominator: int, is_below: bool) -> None:
    row = one(counted(limits="wilson", minimum_denominator=30), numerator=0, denominator=denominator)
    assert row["is_below_minimum"] == is_below


def test_a_result_that_is_not_computed_says_nothing_of_few() -> None:
    rows = not_computable(counted(), UNITS, "needs visits", "2026-09", "m")
    assert rows["is_below_minimum"].null_count() == 4


def test_only_the_levels_of_the_record_are_shown() -> None:
    above = counted(limits="wilson", levels=("oht", "province"))
    counts = table("level unit_id numerator denominator\npractice a 3 4\noht T1 3 4\nprovince ontario 3 4", COUNTS)
    for rows in (
        measure(above, counts, UNITS, "2026-09", "m"),
        not_computable(above, UNITS, "needs visits", "2026-09", "m"),
    ):
        assert rows["level"].to_list() == ["oht", "province"]


def test_adjusted_values_stand_beside_their_units_and_are_missing_elsewhere() -> None:
    adjusted = pl.DataFrame(
        {"level": "oht", "unit_id": "T1", "adjusted": 41.0, "adjusted_lower": 30.0, "adjusted_upper": 55.0}
    )
    counts = table("level unit_id numerator denominator\noht T1 3 4\nprovince ontario 3 4", COUNTS)
    record = counted(limits="wilson", adjustment="direct")
    rows = Results.validate(measure(record, counts, UNITS, "2026-09", "m", adjusted))
    expected = """
        unit_id adjusted adjusted_lower adjusted_upper adjustment
        T1      41       30             55             direct
        a       -        -              -              direct
        b       -        -              -              direct
        ontario -        -              -              direct
    """
    assert_rows(rows, expected)


def test_zero_events_have_a_value_and_a_lower_limit_of_zero() -> None:
    row = measured("ed_rate", "level unit_id numerator denominator\npractice a 0 20").row(1, named=True)
    assert (row["value"], row["lower"]) == (0.0, 0.0)
    assert row["upper"] > 0


def test_what_cannot_be_computed_is_never_zero() -> None:
    rows = Results.validate(not_computable(indicators()["ed_rate"], UNITS, "needs ed_visits", "2026-09", "m"))
    expected = """
        level    unit_id numerator denominator value lower upper
        oht      T1      -         -           -     -     -
        practice a       -         -           -     -     -
        practice b       -         -           -     -     -
        province ontario -         -           -     -     -
    """
    assert_rows(rows, expected)
    assert rows["not_computable"].unique().to_list() == ["needs ed_visits"]


def test_rows_say_what_they_rest_on() -> None:
    row = measured("continuity_hqo", "level unit_id numerator denominator").row(0, named=True)
    labels = ["indicator_id", "period", "limits_method", "is_proportion", "definition_version", "method_id"]
    assert [row[name] for name in labels] == ["continuity_hqo", "2026-09", "wilson", True, 1, "m"]


@pytest.mark.parametrize(
    ("end", "known_until", "state"),
    [
        ("2026-09-30", "2026-09-30", "provisional"),
        ("2026-09-30", "2026-12-31", "provisional"),  # the third month after
        ("2026-09-30", "2027-01-01", "final"),  # the fourth
        ("2026-12-31", "2027-03-31", "provisional"),
        ("2026-12-31", "2027-04-01", "final"),
        ("2024-12-31", "2026-01-01", "final"),
    ],
)
def test_results_are_final_after_the_months_of_maturity(end: str, known_until: str, state: str) -> None:
    assert result_state(dt.date.fromisoformat(end), 3, dt.date.fromisoformat(known_until)) == state
