"""Who counts in each indicator (method, 6), both sides of each boundary."""

import polars as pl
import pytest

from schemas.membership import PersonMembership, PhysicianMembership
from tests.tables import assert_rows, table
from tests.transforms.indicators.example_rows import PHYSICIAN_BASE, base_row
from tests.transforms.rows import base
from transforms.catalogue import indicators
from transforms.indicators.membership import mark_members, mark_rows, marks_of


def check(indicator: str, text: str) -> None:
    assert_rows(with_marks(base(text), indicator), text)


def with_marks(rows: pl.DataFrame, indicator: str) -> pl.DataFrame:
    """The same rows, with what they count for."""
    return pl.concat([rows, mark_rows(rows, indicators()[indicator])], how="horizontal")


def test_continuity_of_more_than_three_visits_and_at_least_three_quarters() -> None:
    check(
        "continuity_hqo",
        """
        person_id primary_care_visits_24m most_seen_visits_24m | denominator numerator
        1         0                       0                    | 0           0
        2         3                       3                    | 0           0   # three visits are not enough
        3         4                       4                    | 1           1
        4         4                       3                    | 1           1   # exactly 75 %
        5         4                       2                    | 1           0
        6         8                       6                    | 1           1   # exactly 75 %
        7         8                       5                    | 1           0
        8         7                       5                    | 1           0   # 71 %
        9         101                     75                   | 1           0   # 74.3 %
        10        100                     75                   | 1           1
        """,
    )


def test_stays_of_people_younger_than_75() -> None:
    check(
        "acsc",
        """
        person_id age_years acsc_admissions_12m | denominator numerator
        1         74        2                   | 1           2
        2         75        2                   | 0           0   # the stays of the old do not count
        3         74        0                   | 1           0
        4         0         1                   | 1           1
        """,
    )


def test_emergency_visits_of_everybody() -> None:
    check(
        "ed_rate",
        """
        person_id age_years tier           ed_visits_12m | denominator numerator
        1         0         rostered       0             | 1           0
        2         105       unattributable 7             | 1           7
        """,
    )


def test_panels_of_family_physicians_in_practice_with_people() -> None:
    text = """
        physician_id is_primary_care is_in_practice panel_persons | denominator numerator
        a            true            true           1             | 1           1
        b            true            true           0             | 0           0   # nobody attributed
        c            true            false          9             | 0           0   # not in practice at D
        d            false           true           9             | 0           0   # of another specialty
    """
    assert_rows(with_marks(table(text, PHYSICIAN_BASE), "md_panel"), text)


@pytest.mark.parametrize("name", indicators())
def test_nobody_counts_where_nobody_is(name: str) -> None:
    record = indicators()[name]
    marks = mark_rows(base_row(record, {}).clear(), record)
    assert marks.schema == dict.fromkeys(marks_of(record), pl.Int32)
    assert marks.is_empty()


def test_all_indicators_of_nobody_are_a_table_all_the_same() -> None:
    persons = [record for record in indicators().values() if record.grain == "person"]
    members = PersonMembership.validate(mark_members(base("person_id"), "person_id", persons))
    assert members.width == 1 + sum(len(marks_of(record)) for record in persons)
    physicians = [record for record in indicators().values() if record.grain == "physician"]
    table_of_none = table("physician_id", PHYSICIAN_BASE)
    assert PhysicianMembership.validate(mark_members(table_of_none, "physician_id", physicians)).is_empty()
