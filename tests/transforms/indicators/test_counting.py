"""Sums over members by unit and stratum (indicators.md 18.4 and 18.5): squares, products, members, groups."""

import polars as pl
import pytest

from tests.tables import assert_rows, table
from tests.transforms.indicators.records import counted
from transforms.indicators.counting import (
    count_members,
    count_patterns,
    count_strata,
    counts_of,
    parts_of,
    strata_parts,
)
from transforms.indicators.units import COUNT_KEY, add_up

DAYS = counted("days", limits="clustered")
VISITS = counted("visits", limits="repeat")
SHARE = counted("share", limits="wilson")
ALL = [DAYS, VISITS, SHARE]
NUMBERS = [f"{record.id}/{part}" for record in ALL for part in ("numerator", "denominator")]
UNIT = {"person_id": pl.Int64(), "physician_id": pl.String(), "group_id": pl.String(), "oht_id": pl.String()}
UNITS = table(
    """
    person_id physician_id group_id oht_id
    1         a            G1       T1
    2         a            G1       T2      # the same practice, another team
    3         b            G1       T1      # the same group, another practice
    4         -            -        T1
    5         -            -        -
    """,
    UNIT,
)
MEMBERS = table(
    """
    person_id days/numerator days/denominator visits/numerator visits/denominator share/numerator share/denominator
    1         2              5                4                1                  1               1
    2         1              7                0                1                  0               1
    3         0              0                3                1                  0               0   # no days
    4         3              4                0                0                  1               1
    5         0              2                1                1                  0               1
    """,
    {"person_id": pl.Int64(), **dict.fromkeys(NUMBERS, pl.Int32())},
)
STRATA = pl.Series(["F", "F", "M", None, "M"])


def sums(indicator: object, members: pl.DataFrame = MEMBERS, units: pl.DataFrame = UNITS) -> pl.DataFrame:
    wide = count_members(members, units, ALL)
    return counts_of(wide, indicator, parts_of(indicator), COUNT_KEY)  # type: ignore[arg-type]


def test_sums_squares_products_and_members_of_a_ratio_over_persons() -> None:
    """Of practice a: 2 + 1, 5 + 7; 2² + 1², 2·5 + 1·7, 5² + 7²; two persons with days."""
    assert_rows(
        sums(DAYS),
        """
        level    unit_id numerator denominator numerator_squares products denominator_squares members members_above
        group    G1      3         12          5                 17       74                  2       2
        oht      T1      5         9           13                22       41                  2       2
        oht      T2      1         7           1                 7        49                  1       1
        practice a       3         12          5                 17       74                  2       2
        practice b       0         0           0                 0        0                   0       0
        province ontario 6         18          14                29       94                  4       3
        """,
    )


def test_squares_of_events_that_repeat() -> None:
    assert_rows(
        sums(VISITS),
        """
        level    unit_id numerator denominator numerator_squares members members_above
        group    G1      7         3           25                3       2
        oht      T1      7         2           25                2       2
        oht      T2      0         1           0                 1       0
        practice a       4         2           16                2       1
        practice b       3         1           9                 1       1
        province ontario 8         4           26                4       3
        """,
    )


def test_a_proportion_has_its_two_sums_alone() -> None:
    assert sums(SHARE).columns == [*COUNT_KEY, "numerator", "denominator"]
    assert {f"{name}/{part}" for name in ("share",) for part in ("numerator_squares", "members")}.isdisjoint(
        count_members(MEMBERS, UNITS, ALL).columns
    )


def test_sums_are_wide_enough_for_squares_of_a_province() -> None:
    big = MEMBERS.with_columns(pl.col(NUMBERS) * 0 + 100_000)
    wide = sums(DAYS, big)
    assert all(kind == pl.Int64 for kind in wide.select(pl.exclude(COUNT_KEY)).schema.values())
    assert wide.filter(pl.col("level") == "province")["products"].item() == 5 * 100_000**2


@pytest.mark.parametrize("split", [1, 2, 4])
def test_buckets_and_order_are_irrelevant(split: int) -> None:
    parts = [(MEMBERS[:split], UNITS[:split]), (MEMBERS[split:].reverse(), UNITS[split:].reverse())]
    partials = [count_members(members, units, ALL) for members, units in parts]
    assert add_up(partials, COUNT_KEY).equals(count_members(MEMBERS, UNITS, ALL))


def test_nobody_and_no_indicator() -> None:
    assert count_members(MEMBERS.clear(), UNITS.clear(), ALL).is_empty()
    units_alone = count_members(MEMBERS.select("person_id"), UNITS, [])
    assert units_alone.columns == COUNT_KEY
    assert units_alone.height == 6


def test_strata_of_each_unit_the_unknown_apart() -> None:
    wide = count_strata(MEMBERS, UNITS, STRATA, ALL)
    assert_rows(
        counts_of(wide, VISITS, strata_parts(VISITS), [*COUNT_KEY, "stratum"]),
        """
        level    unit_id stratum numerator denominator numerator_squares members members_above
        group    G1      F       4         2           16                2       1
        group    G1      M       3         1           9                 1       1
        oht      T1      -       0         0           0                 0       0
        oht      T1      F       4         1           16                1       1
        oht      T1      M       3         1           9                 1       1
        oht      T2      F       0         1           0                 1       0
        practice a       F       4         2           16                2       1
        practice b       M       3         1           9                 1       1
        province ontario -       0         0           0                 0       0
        province ontario F       4         2           16                2       1
        province ontario M       4         2           10                2       2
        """,
    )
    assert strata_parts(DAYS) == ("numerator", "denominator", "numerator_squares", "members_above", "members")
    assert strata_parts(SHARE) == ("numerator", "denominator")


def test_strata_add_up_to_the_unit() -> None:
    columns = [f"{record.id}/{part}" for record in ALL for part in strata_parts(record)]
    by_unit = count_strata(MEMBERS, UNITS, STRATA, ALL).group_by(COUNT_KEY).agg(pl.col(columns).sum()).sort(COUNT_KEY)
    assert by_unit.equals(count_members(MEMBERS, UNITS, ALL).select(COUNT_KEY + columns))


def test_patterns_by_unit() -> None:
    patterns = table(
        """
        person_id indicator_id pattern numerator denominator
        1         days         F       2         3
        1         days         M       1         1
        2         days         F       0         2
        2         share        F       1         1
        5         days         F       1         1
        8         days         F       9         9          # not counted in the period
        """,
        {
            "person_id": pl.Int64(),
            "indicator_id": pl.String(),
            "pattern": pl.String(),
            "numerator": pl.Int32(),
            "denominator": pl.Int32(),
        },
    )
    found = count_patterns(patterns, UNITS)
    assert_rows(
        found.filter(pl.col("level").is_in(["practice", "province"])),
        """
        level    unit_id indicator_id pattern numerator denominator
        practice a       days         F       2         5
        practice a       days         M       1         1
        practice a       share        F       1         1
        province ontario days         F       3         6
        province ontario days         M       1         1
        province ontario share        F       1         1
        """,
    )
    assert count_patterns(patterns.reverse(), UNITS.reverse()).equals(found)
    assert count_patterns(patterns.clear(), UNITS).is_empty()
