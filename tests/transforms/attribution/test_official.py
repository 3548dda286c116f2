"""The official attribution of a bucket: the team is the file's, all else as recomputed (method, 11)."""

import datetime as dt

import polars as pl
import pytest

from schemas.agreement import OfficialChoice, OfficialDays, OfficialFile
from schemas.core import Attribution
from schemas.inputs.crosswalk import Ohts
from tests.tables import assert_rows, table
from tests.transforms.rows import AS_OF, D, attribution, official
from transforms.attribution.official import (
    attribute_by_file,
    count_days,
    count_strays,
    describe_choice,
    describe_file,
    latest_file_day,
    rows_as_of,
)

OHTS = table("oht_id name\nT1 one\nT2 two", Ohts)
RECOMPUTED = """
    person_id tier           tier_rule oht_id network_id confidence unattributable_reason physician_id oht_basis
    1         rostered       enrolment T1     N1         high       -                     a            provider
    2         rostered       enrolment T1     N1         high       -                     a            provider
    3         virtual        core_care T1     N1         low        -                     b            area
    4         rostered       enrolment T1     N1         medium     -                     a            provider
    5         unattributable -         -      -          -          no_postal_code        -            -
    6         unattributable -         -      -          -          no_oht                -            -
"""
FILE = """
    person_id oht_id
    1         T1
    2         T2      # another team
    4         T9      # a team that ohts does not know
    5         T2      # the file places whom the method cannot
    7         T1      # not counted
"""
EXPECTED = """
    person_id tier           tier_rule oht_id oht_basis network_id physician_id confidence unattributable_reason
    1         rostered       enrolment T1     official  -          a            high       -
    2         rostered       enrolment T2     official  -          a            high       -
    3         virtual        core_care -      -         -          b            low        not_in_official_file
    4         rostered       enrolment -      -         -          a            medium     official_oht_unknown
    5         unattributable -         T2     official  -          -            -          -
    6         unattributable -         -      -         -          -            -          not_in_official_file
"""


def by_file() -> pl.DataFrame:
    return attribute_by_file(attribution(RECOMPUTED), rows_as_of(official(FILE), AS_OF), OHTS)


def test_the_team_is_of_the_file_and_the_rest_as_recomputed() -> None:
    assert_rows(Attribution.validate(by_file()), EXPECTED)


def test_nobody_is_lost_or_gained() -> None:
    table_ = by_file()
    assert table_["person_id"].to_list() == attribution(RECOMPUTED)["person_id"].to_list()
    with_team = table_.group_by("oht_id").len().drop_nulls()["len"].sum()
    assert with_team + table_["unattributable_reason"].count() == table_.height


def test_the_order_of_the_rows_does_not_matter() -> None:
    file, persons = rows_as_of(official(FILE).reverse(), AS_OF), attribution(RECOMPUTED).reverse()
    assert attribute_by_file(persons, file, OHTS.reverse()).equals(by_file())


def test_only_rows_of_the_file_that_holds_count() -> None:
    files = official("person_id as_of_date oht_id\n1 2025-03-31 T2\n1 2026-03-31 T1\n2 2025-03-31 T2")
    assert_rows(rows_as_of(files, AS_OF), "person_id oht_id\n1 T1")


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["2026-03-31", "2026-09-30", "2026-10-01"], "2026-09-30"),  # on the last day of the period, and the day after
        (["2026-10-01"], None),
        (["2026-03-31", "2025-03-31"], "2026-03-31"),
        ([], None),
    ],
)
def test_the_file_that_holds_is_the_latest_on_or_before_the_period_end(days: list[str], expected: str | None) -> None:
    found = latest_file_day([dt.date.fromisoformat(day) for day in days], D)
    assert found == (dt.date.fromisoformat(expected) if expected else None)


def test_the_file_is_found_over_all_buckets() -> None:
    buckets = [
        official("person_id as_of_date\n1 2026-03-31\n2 2026-10-31"),
        official("person_id as_of_date\n3 2026-03-31\n4 2025-03-31"),
        official("person_id"),
    ]
    found = OfficialFile.validate(describe_file([bucket.select("as_of_date") for bucket in buckets], D))
    assert found.rows() == [(AS_OF, D, 183, 2)]
    assert describe_file([buckets[2].select("as_of_date")], D).is_empty()
    assert describe_file([bucket.select("as_of_date") for bucket in buckets], dt.date(2025, 3, 30)).is_empty()


@pytest.mark.parametrize(
    ("later_rows", "as_of"),
    [
        (1, "2026-01-31"),  # a slip of the pen
        (9, "2026-01-31"),  # one less than a tenth of 95
        (10, "2026-09-30"),  # a tenth or more
        (95, "2026-09-30"),
    ],
)
def test_a_day_with_less_than_a_tenth_of_the_rows_is_no_file(later_rows: int, as_of: str) -> None:
    days = [["2026-01-31"] * 50 + ["2026-09-30"] * (later_rows - 1), ["2026-01-31"] * 45 + ["2026-09-30"]]
    buckets = [pl.DataFrame({"as_of_date": bucket}).with_columns(pl.col("as_of_date").str.to_date()) for bucket in days]
    [found] = describe_file(buckets, D).rows(named=True)
    assert found["as_of_date"] == dt.date.fromisoformat(as_of)
    assert found["persons"] == (95 if as_of == "2026-01-31" else later_rows)
    by_day = OfficialDays.validate(count_days(buckets))
    assert count_strays(by_day) == ((later_rows, 1) if as_of == "2026-01-31" else (0, 0))


def test_a_file_of_exactly_a_tenth_is_one_and_days_after_the_period_are_compared_too() -> None:
    rows = ["2026-01-31"] * 2 + ["2026-03-31"] + ["2026-12-31"] * 20
    days = pl.DataFrame({"as_of_date": rows}).with_columns(pl.col("as_of_date").str.to_date())
    assert describe_file([days], D)["as_of_date"].to_list() == [dt.date(2026, 1, 31)]
    assert count_strays(count_days([days])) == (1, 1)


@pytest.mark.parametrize(
    ("wanted", "as_of", "in_force", "needed"),
    [
        ("file", AS_OF, "file", None),
        ("recomputed", AS_OF, "recomputed", None),
        ("file", None, "recomputed", "not computable: needs official_attribution as of 2026-09-30 or earlier"),
    ],
)
def test_what_is_wanted_and_what_is_in_force(
    wanted: str, as_of: dt.date | None, in_force: str, needed: str | None
) -> None:
    assert OfficialChoice.validate(describe_choice(wanted, as_of, D)).rows() == [(wanted, in_force, as_of, needed)]
