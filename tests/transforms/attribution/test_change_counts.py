"""Counts of changes: joins, leaves and changes within a unit, and that they add up in any population."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandera.errors import SchemaError

from schemas.changes import ChangeCounts, ChangeTotals
from tests.tables import assert_rows, table
from tests.transforms.attribution.placements import END, START, inputs, placed, sides
from tests.transforms.rows import METHOD
from transforms.attribution.change_counts import REASON_KEY, count_changes, count_totals, of_unit
from transforms.attribution.changes import find_changes
from transforms.indicators.units import COUNT_KEY, add_up

NO_INPUTS = inputs()
WORDS = [
    None,
    "enrolment:a:T1",
    "enrolment:b:T1",
    "core_care:a:T1",
    "core_care:a:T2",
    "core_care:c:T2",
    "centre_roster:H1:T2",
    "area:.:T1",
    "no_oht:.:.",
]


def counted(before: pl.DataFrame, after: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give the counts and the totals of two attributions."""
    changes = find_changes(before, after, NO_INPUTS, (START, END), METHOD, False)
    counts = ChangeCounts.validate(count_changes(changes))
    return counts, ChangeTotals.validate(count_totals(before, after, counts))


PERSONS = """
person_id was                 now
1         enrolment:a:T1      enrolment:a:T1   # the same
2         enrolment:a:T1      -                # gone
3         -                   enrolment:a:T1   # come
4         core_care:a:T1      core_care:b:T1   # from one practice to another of the team
5         core_care:a:T1      core_care:b:T2   # and of another team
6         core_care:a:T1      enrolment:a:T1   # within the practice
7         area:.:T1           centre_roster:H1:T1
8         no_oht:.:.          area:.:T2
"""


def test_a_move_leaves_the_one_and_joins_the_other() -> None:
    counts, totals = counted(*sides(PERSONS))
    assert_rows(
        counts,
        """
        level    unit_id direction reason           persons
        oht      T1      changed   provider_changed 3        # 4, 6 and 7 stayed in the team
        oht      T1      joined    registered_late  1
        oht      T1      left      left_registry    1
        oht      T1      left      provider_changed 1
        oht      T2      joined    area_placed      1
        oht      T2      joined    provider_changed 1
        practice a       changed   provider_changed 1        # 6
        practice a       joined    registered_late  1
        practice a       left      left_registry    1
        practice a       left      provider_changed 2
        practice b       joined    provider_changed 2
        province ontario changed   area_placed      1
        province ontario changed   provider_changed 4
        province ontario joined    registered_late  1
        province ontario left      left_registry    1
        """,
    )
    assert_rows(
        totals,
        """
        level    unit_id before_persons joined_persons left_persons after_persons
        oht      T1      6              1              2            5
        oht      T2      0              2              0            2
        practice a       5              1              3            3
        practice b       0              2              0            2
        province ontario 7              1              1            7
        """,
    )


def test_a_unit_nobody_moved_in_or_out_of_has_its_totals() -> None:
    counts, totals = counted(*sides("person_id was now\n1 enrolment:a:T1 enrolment:a:T1"))
    assert counts.is_empty()
    assert totals.select(pl.exclude("level", "unit_id")).unique().rows() == [(1, 0, 0, 1)]


def test_nobody_at_all() -> None:
    counts, totals = counted(*sides("person_id was now\n1 - -"))
    assert counts.is_empty()
    assert totals.is_empty()


def test_the_counts_of_one_unit() -> None:
    counts, totals = counted(*sides(PERSONS))
    assert of_unit(counts, "practice", "b")["persons"].to_list() == [2]
    assert of_unit(totals, "oht", "b").is_empty()


pairs = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS)), max_size=40)


@settings(max_examples=25)
@given(pairs, st.integers(1, 4))
def test_changes_add_up_in_any_population(words: list[tuple[str | None, str | None]], buckets: int) -> None:
    rows = [{"person_id": place, "was": was, "now": now} for place, (was, now) in enumerate(words)]
    split = [[row for row in rows if row["person_id"] % buckets == bucket] for bucket in range(buckets)]
    parts = [counted(placed(part, "was"), placed(part, "now")) for part in split]
    counts = add_up((part[0] for part in parts), REASON_KEY)
    totals = ChangeTotals.validate(add_up((part[1] for part in parts), COUNT_KEY))
    whole = counted(placed(rows, "was"), placed(rows, "now"))
    assert counts.equals(whole[0])
    assert totals.equals(whole[1])
    joined = totals.filter(pl.col("level") == "province")["joined_persons"].sum()
    assert joined == sum(1 for was, now in words if now and not was)


def test_counts_that_do_not_add_up_are_refused() -> None:
    wrong = table(
        "level unit_id before_persons joined_persons left_persons after_persons\noht T1 3 1 1 4", ChangeTotals
    )
    with pytest.raises(SchemaError, match="changes_add_up"):
        ChangeTotals.validate(wrong)
