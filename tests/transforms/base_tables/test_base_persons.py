"""The base table of persons: age on D, and zeros for those with nothing to count."""

import datetime as dt

import polars as pl
import pytest

from tests.tables import assert_rows
from tests.transforms.rows import D, attribution, core_lines, ed_visits
from transforms.base_tables.persons import build_persons
from transforms.features import emergency, primary_care

FAMILIES = [primary_care.FAMILY, emergency.FAMILY]


def build(people: str, lines: str = "person_id", visits: str = "person_id", end: dt.date = D) -> pl.DataFrame:
    frames = {"core_lines": core_lines(lines), "ed_visits": ed_visits(visits)}
    features = {family.name: family.build(frames, end) for family in FAMILIES}
    return build_persons(attribution(people), features, FAMILIES, end)


def test_those_with_nothing_to_count_have_zeros_and_null_dates() -> None:
    text = """
        person_id | primary_care_visits_24m most_seen_visits_24m last_primary_care_date ed_visits_12m last_ed_date
        1         | 1                       1                    2026-03-02             1             2026-03-02
        2         | 1                       1                    2026-03-02             0             -
        3         | 0                       0                    -                      0             -
    """
    assert_rows(build(text, "person_id\n1\n2", "person_id\n1"), text)


def test_features_of_persons_not_counted_are_left_out() -> None:
    assert_rows(build("person_id\n2\n1", "person_id\n1\n99", "person_id\n99"), "person_id\n1\n2")


@pytest.mark.parametrize(
    ("born", "end", "age"),
    [
        ("1951-09-30", "2026-09-30", 75),  # the birthday on D
        ("1951-10-01", "2026-09-30", 74),  # the day after
        ("2026-09-30", "2026-09-30", 0),  # born on D
        ("2024-02-29", "2025-02-28", 0),  # counts as 1 March in common years
        ("2024-02-29", "2025-03-31", 1),
        ("2024-02-29", "2028-02-29", 4),
        ("2024-02-28", "2025-02-28", 1),
    ],
)
def test_age_in_completed_years_at_d(born: str, end: str, age: int) -> None:
    people = f"person_id birth_date\n1 {born}"
    table = build(people, end=dt.date.fromisoformat(end))
    assert_rows(table, f"person_id age_years\n1 {age}")
    assert table.schema["age_years"] == pl.Int32


def test_a_family_left_out_brings_no_columns() -> None:
    table = build_persons(attribution("person_id\n1"), {}, [], D)
    assert not {"ed_visits_12m", "primary_care_visits_24m"} & set(table.columns)
