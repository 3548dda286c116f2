"""What one method counts beside the official one, by hand: whole numbers by indicator, team and province."""

import dataclasses

import polars as pl
import pytest

from schemas.methods import MethodCounts
from tests.tables import assert_rows
from tests.transforms.rows import base
from transforms.catalogue import indicators
from transforms.indicators.definition import Clause
from transforms.methods.members import count_beside, mark_with_teams

# For this test alone: what counts above the line is said by the attribution itself.
ROSTERED = dataclasses.replace(
    indicators()["continuity_hqo"],
    id="rostered",
    denominator=(),
    numerator=Clause("rostered", pl.col("tier") == "rostered"),
    features=(),
)
EMERGENCY = indicators()["ed_rate"]
BOTH = [ROSTERED, EMERGENCY]
IDS = ["rostered", "ed_rate"]

OFFICIAL = base("""
    person_id oht_id tier     ed_visits_12m
    1         T1     rostered 4
    2         T1     virtual  0
    3         T1     rostered 1   # goes to T2 by the other
    4         T2     rostered 0   # goes to T1
    6         -      virtual  2   # no team by either
""")
OTHER = base("""
    person_id oht_id tier     ed_visits_12m
    1         T1     rostered 4
    2         T1     rostered 0   # another tier
    3         T2     rostered 1
    4         T1     virtual  0
    5         T1     virtual  7   # counted by the other alone
    6         -      virtual  2
""")
COUNTS = """
    indicator_id level    unit_id numerator denominator shared_numerator shared_denominator
    ed_rate      oht      T1      11        4           4                2
    ed_rate      oht      T2      1         1           0                0
    ed_rate      province ontario 14        6           7                5
    rostered     oht      T1      2         4           2                2
    rostered     oht      T2      1         1           0                0
    rostered     province ontario 3         6           3                5
"""
OFFICIAL_SHARED = """
    indicator_id unit_id official_shared_numerator official_shared_denominator
    ed_rate      T1      4                         2
    ed_rate      T2      0                         0
    ed_rate      ontario 7                         5
    rostered     T1      1                         2
    rostered     T2      0                         0
    rostered     ontario 3                         5
"""


def counts(one: pl.DataFrame, official: pl.DataFrame) -> pl.DataFrame:
    marked = [mark_with_teams(frame, "person_id", BOTH) for frame in (one, official)]
    return MethodCounts.validate(count_beside(*marked, "person_id", IDS))


def test_a_method_is_counted_beside_the_official_one() -> None:
    found = counts(OTHER, OFFICIAL)
    assert_rows(found, COUNTS)
    assert_rows(found, OFFICIAL_SHARED)


def test_neither_the_order_of_rows_nor_of_indicators_matters() -> None:
    assert counts(OTHER.reverse(), OFFICIAL.reverse()).equals(counts(OTHER, OFFICIAL))
    marked = [mark_with_teams(frame, "person_id", BOTH[::-1]) for frame in (OTHER, OFFICIAL)]
    assert count_beside(*marked, "person_id", IDS[::-1]).equals(counts(OTHER, OFFICIAL))


def test_the_official_one_shares_everything_with_itself() -> None:
    found = counts(OFFICIAL, OFFICIAL)
    for part in ("numerator", "denominator"):
        assert found[part].to_list() == found[f"shared_{part}"].to_list() == found[f"official_shared_{part}"].to_list()


def test_a_method_with_nobody_has_zeros_for_the_province_alone() -> None:
    found = counts(OTHER.clear(), OFFICIAL)
    assert found["level"].to_list() == ["province", "province"]
    assert found.select(pl.exclude("indicator_id", "level", "unit_id")).sum_horizontal().sum() == 0


@pytest.mark.parametrize("frame", [OTHER, OTHER.clear()])
def test_without_any_computable_indicator_there_are_no_rows(frame: pl.DataFrame) -> None:
    marked = [mark_with_teams(table, "person_id", []) for table in (frame, OFFICIAL)]
    assert MethodCounts.validate(count_beside(*marked, "person_id", [])).is_empty()
