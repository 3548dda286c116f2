"""The people of a base period in the units of then, measured later: worked by hand."""

import polars as pl
import pytest
from pandera.errors import SchemaError

from schemas.changes import FixedCohortCounts
from schemas.membership import PersonMembership
from tests.tables import assert_rows, table
from tests.transforms.rows import results
from transforms.indicators.fixed_cohort import count_fixed_members, count_still_there, missing_of, still_counted

UNITS = {"person_id": pl.Int64(), "physician_id": pl.String(), "oht_id": pl.String()}
BASE = table(
    """
    person_id physician_id oht_id
    1         a            T1
    2         a            T1
    3         b            T1
    4         -            T2      # placed by address
    5         c            T2      # nobody of this practice is left
    6         -            -       # unattributable then
    """,
    UNITS,
)
MEMBERS = table(
    """
    person_id in_denominator numerator
    7         true           9          # came later: not of the cohort
    4         true           1
    3         false          0
    2         true           0
    1         true           2
    6         true           1
    """,
    PersonMembership,
)


def test_who_is_in_both_counts_where_he_or_she_was() -> None:
    assert_rows(
        count_fixed_members(BASE, MEMBERS),
        """
        level    unit_id numerator denominator
        oht      T1      2         2
        oht      T2      1         1
        practice a       2         2
        practice b       0         0             # counted, but not in the denominator
        province ontario 4         4             # 6 counts for the province alone
        """,
    )


def test_how_many_are_still_counted() -> None:
    counts = FixedCohortCounts.validate(count_still_there(BASE, MEMBERS))
    assert_rows(
        counts,
        """
        level    unit_id base_persons counted_persons
        oht      T1      3            3
        oht      T2      2            1
        practice a       2            2
        practice b       1            1
        practice c       1            0
        province ontario 6            5
        """,
    )
    assert still_counted(counts) == (6, 5)


def test_the_order_of_rows_is_irrelevant() -> None:
    assert count_fixed_members(BASE.reverse(), MEMBERS.reverse()).equals(count_fixed_members(BASE, MEMBERS))
    assert count_still_there(BASE.reverse(), MEMBERS.reverse()).equals(count_still_there(BASE, MEMBERS))


def test_more_than_there_were_are_refused() -> None:
    wrong = table("level unit_id base_persons counted_persons\noht T1 2 3", FixedCohortCounts)
    with pytest.raises(SchemaError, match="no_more_than_there_were"):
        FixedCohortCounts.validate(wrong)


def test_what_cannot_be_computed_says_so_for_the_cohort_too() -> None:
    missing = results("level unit_id not_computable\noht T1 -\nprovince ontario needs_visits")
    assert missing_of(missing) == "needs_visits"
    assert missing_of(results("level unit_id not_computable\noht T1 needs_claims\nprovince ontario -")) is None
