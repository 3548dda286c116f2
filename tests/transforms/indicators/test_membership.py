"""Who counts in each indicator (method, 6), both sides of each boundary."""

import polars as pl
import pytest

from schemas.membership import PersonMembership
from tests.tables import assert_rows, table
from tests.transforms.rows import base
from transforms.catalogue import indicators
from transforms.indicators.measure import build_membership

PHYSICIAN = {
    "physician_id": pl.String(),
    "is_primary_care": pl.Boolean(),
    "is_in_practice": pl.Boolean(),
    "panel_persons": pl.Int64(),
}


def check(indicator: str, text: str) -> None:
    membership = build_membership(base(text), "person_id", indicators()[indicator])
    assert_rows(PersonMembership.validate(membership), text)


def test_continuity_of_more_than_three_visits_and_at_least_three_quarters() -> None:
    check(
        "continuity_hqo",
        """
        person_id primary_care_visits_24m most_seen_visits_24m | in_denominator numerator
        1         0                       0                    | false          0
        2         3                       3                    | false          0   # three visits are not enough
        3         4                       4                    | true           1
        4         4                       3                    | true           1   # exactly 75 %
        5         4                       2                    | true           0
        6         8                       6                    | true           1   # exactly 75 %
        7         8                       5                    | true           0
        8         7                       5                    | true           0   # 71 %
        9         101                     75                   | true           0   # 74.3 %
        10        100                     75                   | true           1
        """,
    )


def test_stays_of_people_younger_than_75() -> None:
    check(
        "acsc",
        """
        person_id age_years acsc_admissions_12m | in_denominator numerator
        1         74        2                   | true           2
        2         75        2                   | false          0   # the stays of the old do not count
        3         74        0                   | true           0
        4         0         1                   | true           1
        """,
    )


def test_emergency_visits_of_everybody() -> None:
    check(
        "ed_rate",
        """
        person_id age_years tier           ed_visits_12m | in_denominator numerator
        1         0         rostered       0             | true           0
        2         105       unattributable 7             | true           7
        """,
    )


def test_panels_of_family_physicians_in_practice_with_people() -> None:
    text = """
        physician_id is_primary_care is_in_practice panel_persons | in_denominator numerator
        a            true            true           1             | true           1
        b            true            true           0             | false          0   # nobody attributed
        c            true            false          9             | false          0   # not in practice at D
        d            false           true           9             | false          0   # of another specialty
    """
    assert_rows(build_membership(table(text, PHYSICIAN), "physician_id", indicators()["md_panel"]), text)


@pytest.mark.parametrize("name", [name for name, record in indicators().items() if record.grain == "person"])
def test_nobody_counts_where_nobody_is(name: str) -> None:
    membership = build_membership(base("person_id"), "person_id", indicators()[name])
    assert PersonMembership.validate(membership).is_empty()
