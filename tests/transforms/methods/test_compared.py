"""Results by method, the share of a difference that comes from who is counted, and the range: worked by hand."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import permutations
from random import Random

import polars as pl
import pytest

from schemas.methods import MethodCounts, MethodRanges, MethodResults
from tests.tables import assert_rows, table
from tests.transforms.methods.test_members import BOTH, IDS, OFFICIAL, OTHER, ROSTERED
from transforms.catalogue import indicators
from transforms.methods.compared import Counted, range_over_methods, results_by_method
from transforms.methods.decomposition import who_share
from transforms.methods.members import count_beside, mark_with_teams

UNITS = pl.DataFrame({"level": ["oht", "oht", "province"], "unit_id": ["T1", "T2", "ontario"]})
PERIOD = "2026-09"
NOBODY = OTHER.clear()
A, B = "a-official", "b"
EMERGENCY = indicators()["ed_rate"]


def counted(
    name: str, persons: pl.DataFrame, missing: Mapping[str, str] | None = None, below: str | None = None
) -> Counted:
    marked = [mark_with_teams(frame, "person_id", BOTH) for frame in (persons, OFFICIAL)]
    return Counted(name, name == A, count_beside(*marked, "person_id", IDS), missing or {}, below)


def results(*methods: Counted) -> pl.DataFrame:
    found = results_by_method([counted(A, OFFICIAL), *methods], UNITS, BOTH, PERIOD)
    return MethodResults.validate(found)


def test_results_by_method_with_the_share_of_who_is_counted() -> None:
    """Rostered in T1: A has 2 of 3, B 2 of 4; of the two shared, A calls one rostered, B both.

    So who is counted gives (2/4 − 2/2) − (2/3 − 1/2) = −2/3, what is counted 2/2 − 1/2 = 1/2; together −1/6.
    Emergency visits: (11/4 − 4/2) − (5/3 − 4/2) = 13/12, all of the difference: each visit is the person's own.
    """
    expected = f"""
        indicator_id level    unit_id method_id numerator denominator
        ed_rate      oht      T1      {A}       5         3
        ed_rate      oht      T1      {B}       11        4
        ed_rate      oht      T2      {A}       0         1
        ed_rate      oht      T2      {B}       1         1
        ed_rate      province ontario {A}       7         5
        ed_rate      province ontario {B}       14        6
        rostered     oht      T1      {A}       2         3
        rostered     oht      T1      {B}       2         4
        rostered     oht      T2      {A}       1         1
        rostered     oht      T2      {B}       1         1
        rostered     province ontario {A}       3         5
        rostered     province ontario {B}       3         6
    """
    found = results(counted(B, OTHER))
    assert_rows(found, expected)
    by_b = found.filter(pl.col("method_id") == B)
    # Nobody of T2 is shared, so that nothing can be taken apart there; rostered does not even differ.
    assert by_b["who_share"].to_list() == [1.0, None, 1.0, 4.0, None, 1.0]
    differences = [100 * 13 / 12, 100.0, 100 * (14 / 6 - 7 / 5), -100 / 6, 0.0, 100 * (3 / 6 - 3 / 5)]
    assert by_b["difference"].to_list() == pytest.approx(differences)
    official = found.filter("is_official")
    assert official["difference"].null_count() == official["who_share"].null_count() == official.height == 6


def test_the_same_people_counted_otherwise_is_nothing_of_who() -> None:
    changed = OFFICIAL.with_columns(pl.lit("virtual").alias("tier"))
    found = results(counted(B, changed)).filter((pl.col("method_id") == B) & (pl.col("indicator_id") == "rostered"))
    assert found["who_share"].to_list() == [0.0, 0.0, 0.0]
    assert str(found["who_share"][0]) == "0.0"  # and not minus zero


def test_a_method_that_has_nobody_has_zeros_and_no_value() -> None:
    found = results(counted(B, NOBODY)).filter(pl.col("method_id") == B)
    assert found.select("numerator", "denominator").unique().rows() == [(0, 0)]
    for name in ("value", "difference", "who_share"):
        assert found[name].null_count() == found.height
    ranges = range_over_methods(results(counted(B, NOBODY)))
    assert ranges["methods"].unique().to_list() == [1]
    assert ranges["lowest_method_ids"].unique().to_list() == [A]


def test_what_is_not_computable_says_so_and_is_no_part_of_the_range() -> None:
    methods = [counted(B, OTHER, {"rostered": "needs claims"}), counted("c", OTHER, below="needs claims from 2023")]
    found = results(*methods)
    expected = f"""
        indicator_id unit_id method_id numerator not_computable
        rostered     T1      {A}       2         -
        rostered     T1      {B}       -         needs_claims
        rostered     T1      c         -         needs_claims_from_2023
        rostered     ontario {A}       3         -
        rostered     ontario {B}       -         needs_claims
        rostered     ontario c         3         -
    """
    of_rostered = (pl.col("indicator_id") == "rostered") & (pl.col("unit_id") != "T2")
    shown = found.with_columns(pl.col("not_computable").str.replace_all(" ", "_"))
    assert_rows(shown.filter(of_rostered), expected)
    assert found.filter(pl.col("not_computable").is_not_null() & pl.col("value").is_not_null()).is_empty()
    assert_rows(
        range_over_methods(found).filter(of_rostered), "unit_id methods lowest_method_ids\nT1 1 a-official\nontario 2 c"
    )


def test_when_the_official_method_is_not_computable_there_is_no_difference() -> None:
    marked = [mark_with_teams(frame, "person_id", BOTH) for frame in (OFFICIAL, OFFICIAL)]
    lacking = Counted(A, True, count_beside(*marked, "person_id", IDS), {"rostered": "needs claims"}, None)
    found = results_by_method([lacking, counted(B, OTHER)], UNITS, BOTH, PERIOD)
    of_b = found.filter((pl.col("indicator_id") == "rostered") & (pl.col("method_id") == B))
    assert of_b["value"].null_count() == 0
    assert of_b["difference"].null_count() == of_b["who_share"].null_count() == 3


def test_the_range_names_all_who_give_an_end() -> None:
    ranges = MethodRanges.validate(range_over_methods(results(counted(B, OTHER), counted("c", OFFICIAL))))
    expected = f"""
        indicator_id level    unit_id lowest_method_ids highest_method_ids methods
        ed_rate      oht      T1      {A},c             b                  3
        ed_rate      oht      T2      {A},c             b                  3
        ed_rate      province ontario {A},c             b                  3
        rostered     oht      T1      b                 {A},c              3
        rostered     oht      T2      {A},b,c           {A},b,c            3
        rostered     province ontario b                 {A},c              3
    """
    assert_rows(ranges.with_columns(pl.col("^.*_ids$").str.replace_all(" ", "")), expected)
    assert ranges["lowest"].to_list() == pytest.approx([500 / 3, 0.0, 140.0, 50.0, 100.0, 50.0])
    assert ranges["highest"].to_list() == pytest.approx([275.0, 100.0, 1400 / 6, 200 / 3, 100.0, 60.0])


def test_the_order_of_methods_does_not_matter() -> None:
    methods = [counted(A, OFFICIAL), counted(B, OTHER), counted("c", NOBODY)]
    found = [results_by_method(list(order), UNITS, BOTH, PERIOD) for order in permutations(methods)]
    assert all(table.equals(found[0]) for table in found)


def test_the_share_is_exact_over_many_draws() -> None:
    """Against fractions worked out one row at a time; the parts of who and what make up the difference."""
    random = Random(16)
    names = ["denominator", "official_denominator", "shared_denominator", "official_shared_denominator"]
    rows = []
    for _ in range(500):
        below = {name: random.choice([0, 1, 7, 12_345_678, 16_000_000]) for name in names}
        above = {name.replace("denominator", "numerator"): random.randint(0, 16_000_000) for name in names}
        above = {name: value if below[name.replace("numerator", "denominator")] else 0 for name, value in above.items()}
        rows.append({**below, **above})
    frame = pl.DataFrame(rows)
    for row, found in zip(rows, frame.select(who_share().alias("share"))["share"], strict=True):
        expected = _share(row) if all(row[name] for name in names) else None
        assert found is None if expected is None else found == pytest.approx(float(expected), rel=1e-12)


def _share(row: Mapping[str, int]) -> Fraction | None:
    """Give the share from the formula of the text; null: there is no difference."""
    b, a, b_c, a_c = (
        Fraction(row[f"{prefix}numerator"], row[f"{prefix}denominator"])
        for prefix in ("", "official_", "shared_", "official_shared_")
    )
    return ((b - b_c) - (a - a_c)) / (b - a) if a != b else None


def test_counts_of_a_unit_unknown_to_the_others_are_theirs_alone() -> None:
    """A method may place people in a team that has nobody by the official one."""
    lone = table("level unit_id numerator denominator\noht T3 2 8", MethodCounts, indicator_id="rostered")
    units = pl.concat([UNITS, pl.DataFrame({"level": ["oht"], "unit_id": ["T3"]})])
    methods = [counted(A, OFFICIAL), Counted(B, False, lone, {}, None)]
    found = results_by_method(methods, units, [ROSTERED], PERIOD).filter(pl.col("unit_id") == "T3")
    assert found.select("method_id", "denominator", "value", "difference").rows() == [
        (A, 0, None, None),
        (B, 8, 25.0, None),
    ]
