"""People and their counts by area."""

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from tests.tables import table
from transforms.neighbourhoods.counting import count_area_persons, count_area_results, count_practice_areas

PERSONS = {"person_id": pl.Int64(), "area_id": pl.String(), "physician_id": pl.String()}
PEOPLE = table(
    """
    person_id area_id physician_id
    1         N6A     a
    2         N6A     a
    3         N6A     -      # with nobody
    4         K9J     b
    5         -       a      # no known address
    """,
    PERSONS,
)
MEMBERS = pl.DataFrame(
    {
        "person_id": [1, 2, 3, 4, 5],
        "x/numerator": [2, 0, 1, 0, 7],
        "x/denominator": [1, 1, 1, 0, 1],
        "y/numerator": [0, 0, 0, 0, 0],
        "y/denominator": [1, 0, 0, 1, 0],
    },
    schema_overrides={f"{name}/{part}": pl.Int32 for name in "xy" for part in ("numerator", "denominator")},
)


def test_persons_by_area() -> None:
    assert dict(count_area_persons(PEOPLE).iter_rows()) == {"N6A": 3, "K9J": 1}


def test_persons_of_practices_by_area() -> None:
    assert list(count_practice_areas(PEOPLE).iter_rows()) == [("a", "N6A", 2), ("b", "K9J", 1)]


def test_results_by_area_leave_out_who_has_no_area_and_areas_without_a_denominator() -> None:
    found = count_area_results(PEOPLE, MEMBERS, ["x", "y"])
    assert list(found.iter_rows()) == [("K9J", "y", 0, 1), ("N6A", "x", 3, 3), ("N6A", "y", 0, 1)]


def test_the_order_of_rows_changes_nothing() -> None:
    turned = count_area_results(PEOPLE.reverse(), MEMBERS.reverse(), ["y", "x"])
    assert_frame_equal(turned, count_area_results(PEOPLE, MEMBERS, ["x", "y"]))


def test_members_of_other_rows_are_refused() -> None:
    with pytest.raises(ValueError, match="5 persons stand beside 4 members"):
        count_area_results(PEOPLE, MEMBERS.head(4), ["x"])


def test_nothing_told_has_no_rows() -> None:
    assert count_area_results(PEOPLE, MEMBERS, []).is_empty()
