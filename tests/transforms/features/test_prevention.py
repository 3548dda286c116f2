"""Influenza vaccines, visits at 18 months and talks on smoking (families/immunisations.md 40.3 to 40.5)."""

import datetime as dt

import polars as pl
import pytest

from tests.tables import assert_rows
from tests.transforms.rows import D, attribution, immunisations, preventive_lines
from transforms.features import eighteen_month_visits, influenza_vaccine, smoking_advice
from transforms.features.family import ATTRIBUTION

NONE = "person_id"


@pytest.mark.parametrize(
    ("end", "first", "last"),
    [
        ("2026-09-30", "2025-09-01", "2026-03-31"),
        ("2026-03-31", "2025-09-01", "2026-03-31"),
        ("2026-02-28", "2024-09-01", "2025-03-31"),
        ("2025-12-31", "2024-09-01", "2025-03-31"),
    ],
)
def test_the_season_is_the_last_that_is_over(end: str, first: str, last: str) -> None:
    found = influenza_vaccine.season_before(dt.date.fromisoformat(end))
    assert found == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


def vaccinated(doses: str = NONE, lines: str = NONE) -> pl.DataFrame:
    frames = {"immunisations": immunisations(doses), "preventive_lines": preventive_lines(lines)}
    return influenza_vaccine.FAMILY.build(frames, D)


def test_doses_of_the_season_by_the_registry() -> None:
    text = """
        person_id agent_code given_date | has_influenza_vaccine
        1         influenza  2025-08-31 | x
        2         influenza  2025-09-01 | true
        3         influenza  2026-03-31 | true
        4         influenza  2026-04-01 | x
        5         covid19    2025-11-01 | x
    """
    assert_rows(vaccinated(text), text)


def test_doses_of_the_season_by_claims_and_twice_told() -> None:
    text = """
        person_id service   service_date | has_influenza_vaccine
        1         influenza 2025-08-31   | x
        2         influenza 2025-09-01   | true
        3         influenza 2026-03-31   | true
        4         covid19   2025-11-01   | x
    """
    assert_rows(vaccinated(lines=text), text)
    both = vaccinated("person_id given_date\n2 2025-11-01\n2 2025-12-01", "person_id service_date\n2 2025-11-01")
    assert_rows(both, "person_id has_influenza_vaccine\n2 true")


def seen(people: str, lines: str = NONE, end: dt.date = D) -> pl.DataFrame:
    frames = {ATTRIBUTION: attribution(people), "preventive_lines": preventive_lines(lines)}
    return eighteen_month_visits.FAMILY.build(frames, end)


def test_children_who_turned_24_months() -> None:
    text = """
        person_id birth_date | has_reached_24_months has_18_month_visit
        1         2023-09-30 | x                     x
        2         2023-10-01 | true                  false
        3         2024-09-30 | true                  false
        4         2024-10-01 | x                     x
    """
    assert_rows(seen(text), text)


@pytest.mark.parametrize(
    ("born", "day", "is_seen"),
    [
        ("2024-06-10", "2025-11-09", False),
        ("2024-06-10", "2025-11-10", True),
        ("2024-06-10", "2026-06-10", True),
        ("2024-06-10", "2026-06-11", False),
        ("2024-09-30", "2026-02-28", False),  # there is no 30 February
        ("2024-09-30", "2026-03-01", True),
    ],
)
def test_the_visit_from_17_months_to_24_months(born: str, day: str, is_seen: bool) -> None:
    lines = f"person_id service service_date\n1 visit_18_months {day}\n2 visit_18_months 2026-01-10"
    assert seen(f"person_id birth_date\n1 {born}", lines)["has_18_month_visit"].to_list() == [is_seen]


def test_another_line_is_no_visit() -> None:
    lines = "person_id service service_date\n1 mmr 2026-01-10"
    assert seen("person_id birth_date\n1 2024-06-10", lines)["has_18_month_visit"].to_list() == [False]


def talked(lines: str) -> pl.DataFrame:
    return smoking_advice.FAMILY.build({"preventive_lines": preventive_lines(lines)}, D)


def test_first_talks_of_24_months() -> None:
    text = """
        person_id service        service_date | has_year_after
        1         smoking_advice 2024-09-30   | x
        2         smoking_advice 2024-10-01   | true
        3         smoking_advice 2025-09-30   | true
        4         smoking_advice 2025-10-01   | false
        5         influenza      2025-03-02   | x
    """
    assert_rows(talked(text), text)


@pytest.mark.parametrize(
    ("physician", "day", "followed"),
    [
        ("a", "2025-03-02", False),  # on the day itself
        ("a", "2025-03-03", True),
        ("a", "2026-03-02", True),  # 365 days later
        ("a", "2026-03-03", False),
        ("a", "2025-03-01", False),
        ("b", "2025-06-02", False),
    ],
)
def test_follow_up_by_the_same_physician(physician: str, day: str, followed: bool) -> None:
    lines = f"""
        person_id physician_id service           service_date
        1         a            smoking_advice    2025-03-02
        1         {physician}  smoking_follow_up {day}
    """
    assert talked(lines)["is_followed_up"].to_list() == [followed]


def test_every_physician_and_day_is_an_event_and_order_does_not_matter() -> None:
    lines = """
        person_id physician_id service           service_date
        1         b            smoking_advice    2025-03-02
        1         a            smoking_advice    2025-03-02
        1         a            smoking_advice    2025-05-02
        1         a            smoking_follow_up 2025-06-02
        1         a            smoking_follow_up 2025-07-02
        2         a            smoking_follow_up 2025-06-02
    """
    expected = """
        person_id is_followed_up
        1         true
        1         false
        1         true
    """
    assert_rows(talked(lines), expected)
    frames = {"preventive_lines": preventive_lines(lines).reverse()}
    assert smoking_advice.FAMILY.build(frames, D).equals(talked(lines))
