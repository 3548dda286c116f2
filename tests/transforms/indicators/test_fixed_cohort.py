"""The people of a base period in the units of then, measured later: worked by hand."""

import polars as pl
import pytest
from pandera.errors import SchemaError

from schemas.changes import FixedCohortCounts
from tests.tables import assert_rows, table
from tests.transforms.indicators.records import counted
from tests.transforms.rows import results
from transforms.indicators.counting import counts_of, parts_of
from transforms.indicators.fixed_cohort import count_fixed_members, count_still_there, missing_of, still_counted
from transforms.indicators.units import COUNT_KEY

UNITS = {"person_id": pl.Int64(), "physician_id": pl.String(), "group_id": pl.String(), "oht_id": pl.String()}
BASE = table(
    """
    person_id physician_id group_id oht_id
    1         a            G        T1
    2         a            G        T1
    3         b            G        T1
    4         -            -        T2      # placed by address
    5         c            -        T2      # nobody of this practice is left
    6         -            -        -       # unattributable then
    """,
    UNITS,
)
SOME = counted()
MEMBERS = table(
    """
    person_id some/numerator some/denominator
    7         9              1          # came later: not of the cohort
    4         1              1
    3         0              0
    2         0              1
    1         2              1
    6         1              1
    """,
    {"person_id": pl.Int64(), "some/numerator": pl.Int32(), "some/denominator": pl.Int32()},
)


def fixed(base: pl.DataFrame = BASE, members: pl.DataFrame = MEMBERS) -> pl.DataFrame:
    return counts_of(count_fixed_members(base, members, [SOME]), SOME, parts_of(SOME), COUNT_KEY)


def test_who_is_in_both_counts_where_he_or_she_was() -> None:
    assert_rows(
        fixed(),
        """
        level    unit_id numerator denominator
        group    G       2         2
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
        group    G       3            3
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
    assert fixed(BASE.reverse(), MEMBERS.reverse()).equals(fixed())
    assert count_still_there(BASE.reverse(), MEMBERS.reverse()).equals(count_still_there(BASE, MEMBERS))


def test_more_than_there_were_are_refused() -> None:
    wrong = table("level unit_id base_persons counted_persons\noht T1 2 3", FixedCohortCounts)
    with pytest.raises(SchemaError, match="no_more_than_there_were"):
        FixedCohortCounts.validate(wrong)


def test_what_cannot_be_computed_says_so_for_the_cohort_too() -> None:
    missing = results("level unit_id not_computable\noht T1 -\nprovince ontario needs_visits")
    others = results("level unit_id not_computable\noht T1 needs_claims\nprovince ontario -")
    named = [missing, others.with_columns(pl.lit("other").alias("indicator_id"))]
    assert missing_of(pl.concat(named)) == {"ed_rate": "needs_visits"}
