"""Counts by practice, team and province (method, 6): who belongs to which."""

import polars as pl
import pytest

from schemas.results import CohortCounts, TierCounts
from tests.tables import assert_rows, table
from tests.transforms.indicators.example_rows import PHYSICIAN_BASE
from tests.transforms.rows import base
from transforms.catalogue import cohorts, indicators
from transforms.cohorts.members import build_cohort, count_cohort
from transforms.indicators.counting import count_members, counts_of
from transforms.indicators.membership import PARTS, mark_members
from transforms.indicators.units import COUNT_KEY, add_up, count_tiers

PEOPLE = """
    person_id tier           physician_id group_id oht_id ed_visits_12m unattributable_reason
    1         rostered       a            G1       T1     4             -
    2         virtual        a            G1       T2     3             -     # same practice, by the own area
    3         virtual        b            -        T1     0             -     # a physician without a group
    4         postal_area    -            -        T1     5             -     # in no practice
    5         unattributable -            -        -      9             no_oht
    6         unattributable -            -        -      0             invalid_key
"""
EMERGENCY = indicators()["ed_rate"]


def counted(text: str = PEOPLE) -> pl.DataFrame:
    people = base(text)
    wide = count_members(mark_members(people, "person_id", [EMERGENCY]), people, [EMERGENCY])
    return counts_of(wide, EMERGENCY, PARTS, COUNT_KEY)


def test_each_person_counts_at_every_level_that_has_him_or_her() -> None:
    expected = """
        level    unit_id numerator denominator
        group    G1      7         2    # whatever the team
        oht      T1      9         3    # rostered, virtual and by area
        oht      T2      3         1
        practice a       7         2    # rostered and virtual
        practice b       0         1
        province ontario 21        6    # the unattributable included
    """
    assert_rows(counted(), expected)
    assert counted().schema["denominator"] == counted().schema["numerator"] == pl.Int64


def test_persons_of_the_province_are_those_of_all_teams_and_those_with_a_reason() -> None:
    people = """
        person_id tier           physician_id oht_id unattributable_reason
        1         rostered       a            T1     -
        2         rostered       a            -      not_in_official_file  # the practice keeps the person
        3         unattributable -            T1     -                     # only the official file can place the person
        4         unattributable -            -      official_oht_unknown
    """
    expected = """
        level    unit_id tier           reason               persons
        oht      T1      rostered       -                    1
        oht      T1      unattributable -                    1
        practice a       rostered       not_in_official_file 1
        practice a       rostered       -                    1
        province ontario rostered       not_in_official_file 1
        province ontario rostered       -                    1
        province ontario unattributable official_oht_unknown 1
        province ontario unattributable -                    1
    """
    counts = TierCounts.validate(count_tiers(base(people)))
    assert_rows(counts, expected)
    teamless = counts.filter(pl.col("level") == "province", pl.col("reason").is_not_null())["persons"].sum()
    of = {level: counts.filter(pl.col("level") == level)["persons"].sum() for level in ("oht", "province")}
    assert of["province"] == of["oht"] + teamless == len(people.split("\n")) - 3


def test_the_cohort_is_counted_the_same_way() -> None:
    people = base(PEOPLE)
    cohort = build_cohort(people, cohorts()["frequent_ed"])
    expected = """
        level    unit_id persons
        group    G1      1
        oht      T1      2
        oht      T2      0
        practice a       1     # four visits; three are not enough
        practice b       0
        province ontario 3
    """
    assert_rows(CohortCounts.validate(count_cohort(people, cohort)), expected)


def test_tiers_with_the_reason_of_the_unattributable() -> None:
    expected = """
        level    unit_id tier           reason      persons
        group    G1      rostered       -           1
        group    G1      virtual        -           1
        oht      T1      postal_area    -           1
        oht      T1      rostered       -           1
        oht      T1      virtual        -           1
        oht      T2      virtual        -           1
        practice a       rostered       -           1
        practice a       virtual        -           1
        practice b       virtual        -           1
        province ontario postal_area    -           1
        province ontario rostered       -           1
        province ontario unattributable invalid_key 1
        province ontario unattributable no_oht      1
        province ontario virtual        -           2
    """
    assert_rows(TierCounts.validate(count_tiers(base(PEOPLE))), expected)


def test_a_physician_without_a_team_counts_for_the_province_only() -> None:
    text = """
        physician_id group_id oht_id panel_persons is_primary_care is_in_practice
        a            G1       T1     700           true            true
        b            G1       T1     900           true            true
        c            -        -      500           true            true
    """
    physicians, panel = table(text, PHYSICIAN_BASE), indicators()["md_panel"]
    wide = count_members(mark_members(physicians, "physician_id", [panel]), physicians, [panel])
    assert_rows(
        counts_of(wide, panel, PARTS, COUNT_KEY),
        """
        level    unit_id numerator denominator
        group    G1      1600      2
        oht      T1      1600      2
        practice a       700       1
        practice b       900       1
        practice c       500       1
        province ontario 2100      3
        """,
    )


def test_buckets_add_up_to_the_whole() -> None:
    lines = PEOPLE.strip().splitlines()
    parts = [counted("\n".join([lines[0], *lines[low : low + 2]])) for low in (1, 3, 5)]
    assert add_up(parts, ["level", "unit_id"]).equals(counted())


def test_nulls_in_a_key_add_up_too() -> None:
    part = pl.DataFrame({"tier": ["a", "a"], "reason": [None, "x"], "persons": [1, 2]})
    total = add_up([part, part.reverse()], ["tier", "reason"])
    assert total.rows() == [("a", "x", 4), ("a", None, 2)]


def test_nothing_to_add_up_is_told() -> None:
    with pytest.raises(ValueError, match="no bucket"):
        add_up([], ["unit_id"])
