"""A median from marking to the result, and what leaves medians out (families/referrals.md 42)."""

import dataclasses

import polars as pl
import pytest

from schemas.membership import RiskPatterns
from schemas.results import Results
from tests.tables import assert_rows, table
from tests.transforms.indicators.records import counted
from transforms.catalogue import indicators
from transforms.comparisons.benchmark import best_quarter
from transforms.disclosure.audience import Audience
from transforms.disclosure.primary import suppress_small_cells
from transforms.indicators.counting import count_members, count_patterns, counts_of, parts_of
from transforms.indicators.definition import Indicator
from transforms.indicators.design_effect import kind_of
from transforms.indicators.inequality import kind_of as kind_of_inequality
from transforms.indicators.measure import measure
from transforms.indicators.medians import find_medians
from transforms.indicators.membership import column_of, mark_members, mark_patterns
from transforms.indicators.strata import measure_strata
from transforms.indicators.units import COUNT_KEY, add_up
from transforms.methods.compared import Counted, results_by_method

WAIT = indicators()["specialist_wait"]
EVENTS = {
    "person_id": pl.Int64(),
    "has_year_after": pl.Boolean(),
    "is_to_specialist": pl.Boolean(),
    "is_seen_in_a_year": pl.Boolean(),
    "wait_days": pl.Int32(),
}
UNITS = {"person_id": pl.Int64(), "physician_id": pl.String(), "group_id": pl.String(), "oht_id": pl.String()}
PEOPLE = table("person_id physician_id group_id oht_id\n1 a g T1\n2 a g T1\n3 b g T1\n4 b g T1\n5 - - -", UNITS)
KEY = ["level", "unit_id", "indicator_id", "pattern"]


def referred(text: str) -> pl.DataFrame:
    """One row per line: a referral to a specialist, followed for a year; a wait means seen."""
    rows = table(text, EVENTS, has_year_after=True, is_to_specialist=True, is_seen_in_a_year=True)
    return rows.with_columns(pl.col("is_seen_in_a_year") & pl.col("wait_days").is_not_null())


# By person: 10, 20 and waiting; 30; 40, 50; waiting; 5.
REFERRED = "person_id wait_days\n1 10\n1 20\n1 -\n2 30\n3 40\n3 50\n4 -\n5 5"


def found(text: str, buckets: int = 1) -> pl.DataFrame:
    """One row per level and unit: the results of referrals of the people, counted in so many buckets."""
    wide, patterns = [], []
    for bucket in range(buckets):
        people = PEOPLE.filter(pl.col("person_id") % buckets == bucket)
        events = referred(text).join(people.select("person_id"), on="person_id", how="semi")
        wide.append(count_members(mark_members(people, "person_id", [WAIT], {"referrals": events}), people, [WAIT]))
        patterns.append(count_patterns(RiskPatterns.validate(mark_patterns(events, WAIT)), people))
    sums = counts_of(add_up(wide, COUNT_KEY), WAIT, parts_of(WAIT), COUNT_KEY)
    medians = find_medians(add_up(patterns, KEY), sums)
    units = sums.select(COUNT_KEY)
    return Results.validate(measure(WAIT, sums, units, "2026-09", "m", None, medians))


def test_patterns_are_the_days_waited_and_those_who_wait() -> None:
    patterns = mark_patterns(referred("person_id wait_days\n1 10\n1 10\n1 -\n2 -"), WAIT)
    expected = """
        person_id pattern numerator denominator
        1         10      2         2
        1         unknown 0         1
        2         unknown 0         1
    """
    assert_rows(patterns, expected)


def test_a_wait_outside_the_numerator_is_waiting() -> None:
    late = referred("person_id wait_days\n1 400").with_columns(pl.lit(False).alias("is_seen_in_a_year"))
    assert mark_patterns(late, WAIT)["pattern"].to_list() == ["unknown"]


@pytest.mark.parametrize("buckets", [1, 3])
def test_the_median_of_every_unit_whatever_the_buckets(buckets: int) -> None:
    expected = """
        level    unit_id numerator denominator value
        group    g       5         7           40.0
        oht      T1      5         7           40.0
        practice a       3         4           20.0
        practice b       2         3           50.0
        province ontario 6         8           30.0
    """
    rows = found(REFERRED, buckets)
    assert_rows(rows, expected)
    assert rows["lower"].null_count() == rows.height
    assert rows["limits_method"].unique().to_list() == ["median"]
    assert rows["is_proportion"].all()


def test_where_most_wait_the_counts_stand_without_a_value() -> None:
    rows = found("person_id wait_days\n1 10\n1 -\n2 -")
    assert_rows(rows.filter(level="oht"), "unit_id numerator denominator value\nT1 1 3 -")
    assert rows["not_computable"].null_count() == rows.height


def test_a_unit_without_a_referral_has_zeros_and_no_value() -> None:
    rows = found("person_id wait_days\n1 10")
    assert_rows(rows.filter(unit_id="b"), "numerator denominator value lower upper\n0 0 - - -")


def test_limits_stand_where_there_are_enough_persons() -> None:
    people = "".join(f"\n{person}" for person in range(1, 26))
    units = table(f"person_id{people}", UNITS, physician_id="a")
    events = referred("person_id wait_days" + "".join(f"\n{person} {person}" for person in range(1, 26)))
    wide = count_members(mark_members(units, "person_id", [WAIT], {"referrals": events}), units, [WAIT])
    sums = counts_of(wide, WAIT, parts_of(WAIT), COUNT_KEY)
    medians = find_medians(count_patterns(mark_patterns(events, WAIT), units), sums)
    assert_rows(medians.filter(level="practice"), "unit_id value lower upper\na 13.0 8.0 18.0")


@pytest.mark.parametrize(
    ("numerator", "denominator", "is_hidden"), [(3, 30, True), (27, 30, True), (20, 30, False), (2, 5, True)]
)
def test_few_seen_or_few_waiting_hide_the_median_too(numerator: int, denominator: int, is_hidden: bool) -> None:
    row = found("person_id wait_days\n1 10").filter(level="oht")
    small = row.with_columns(pl.lit(numerator).alias("numerator"), pl.lit(denominator).alias("denominator"))
    assert (suppress_small_cells(small, Audience.OHT)["value"].item() is None) == is_hidden


def test_what_is_made_of_sums_leaves_medians_out() -> None:
    wide = pl.DataFrame({"level": ["oht"], "unit_id": ["T1"], "stratum": ["1"]}).with_columns(
        pl.lit(10).alias(column_of(WAIT.id, part)) for part in ("numerator", "denominator")
    )
    assert measure_strata(WAIT, wide, "deprivation", "2026-09").is_empty()
    assert kind_of(WAIT) is None
    assert kind_of_inequality(WAIT) is None
    results = pl.DataFrame({"indicator_id": [WAIT.id], "unit_id": ["a"], "numerator": [20], "denominator": [40]})
    assert best_quarter(results, {WAIT.id: WAIT}).is_empty()


def test_methods_side_by_side_say_why_they_leave_medians_out() -> None:
    columns = [f"{first}shared_{part}" for first in ("", "official_") for part in ("numerator", "denominator")]
    counts = pl.DataFrame(
        {"indicator_id": [WAIT.id], "level": ["province"], "unit_id": ["ontario"], "numerator": [3], "denominator": [4]}
    ).with_columns(pl.lit(3).alias(name) for name in columns)
    units = counts.select("level", "unit_id")
    rows = results_by_method([Counted("m", True, counts, {}, None)], units, [WAIT], "2026-09")
    assert rows["value"].to_list() == [None]
    assert "median" in rows["not_computable"].item()


def test_the_column_of_a_median_is_part_of_its_rule() -> None:
    def rule(record: Indicator) -> object:
        return record.rule()

    assert rule(WAIT) != rule(dataclasses.replace(WAIT, median_of="person_id"))
    assert rule(counted()) == rule(dataclasses.replace(counted(), source="other words"))
