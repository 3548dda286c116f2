"""Doses of children who turned two (families/immunisations.md 40.2)."""

import datetime as dt
from random import Random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tables import assert_rows
from tests.transforms.rows import D, attribution, immunisations, preventive_lines
from transforms.features.child_immunisations import FAMILY
from transforms.features.family import ATTRIBUTION

NONE = "person_id"
# One on 10 June 2025, two on 10 June 2026.
CHILD = "person_id birth_date\n1 2024-06-10"


def built(doses: str = NONE, lines: str = NONE, people: str = CHILD, end: dt.date = D) -> pl.DataFrame:
    frames = {
        ATTRIBUTION: attribution(people),
        "immunisations": immunisations(doses),
        "preventive_lines": preventive_lines(lines),
    }
    return FAMILY.build(frames, end)


def test_children_who_turned_two_in_the_12_months() -> None:
    text = """
        person_id birth_date | has_turned_two
        1         2023-09-30 | x      # two on the day 12 months before D
        2         2023-10-01 | true
        3         2024-09-30 | true   # two on D
        4         2024-10-01 | x
        5         1980-06-15 | x
    """
    assert_rows(built(people=text), text)


def test_who_was_born_on_29_february_turns_two_on_1_march() -> None:
    people = "person_id birth_date\n1 2024-02-29"
    assert built(people=people, end=dt.date(2026, 2, 28)).is_empty()
    assert built(people=people, end=dt.date(2026, 3, 31)).height == 1
    doses = "person_id agent_code given_date\n1 pneumococcal 2026-03-01"
    assert built(doses, people=people, end=dt.date(2026, 3, 31))["doses_pneumococcal"].to_list() == [1]


@pytest.mark.parametrize(
    ("agent", "day", "doses"),
    [
        ("dtap_ipv_hib", "2024-06-10", 1),
        ("dtap_ipv_hib", "2024-06-09", 0),  # before the birth
        ("dtap_ipv_hib", "2026-06-10", 1),  # the second birthday
        ("dtap_ipv_hib", "2026-06-11", 0),
        ("pneumococcal", "2024-08-10", 1),
        ("men_c", "2025-06-10", 1),  # the first birthday
        ("men_c", "2025-06-09", 0),
        ("mmr", "2025-06-10", 1),
        ("mmr", "2025-06-09", 0),
        ("varicella", "2025-06-09", 0),
        ("varicella", "2026-06-10", 1),
    ],
)
def test_ages_at_which_a_dose_counts(agent: str, day: str, doses: int) -> None:
    by_registry = built(f"person_id agent_code given_date\n1 {agent} {day}")
    by_claim = built(lines=f"person_id service service_date\n1 {agent} {day}")
    assert [found[f"doses_{agent}"].item() for found in (by_registry, by_claim)] == [doses, doses]


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        ("mmrv", {"doses_mmr": 1, "doses_varicella": 1}),
        ("men_acyw", {"doses_men_c": 1}),
        ("men_b", {}),
        ("dtap_ipv", {}),
        ("rotavirus", {}),
        ("influenza", {}),
    ],
)
def test_what_a_vaccine_is_a_dose_of(agent: str, told: dict[str, int]) -> None:
    row = built(f"person_id agent_code given_date\n1 {agent} 2025-07-01").row(0, named=True)
    assert {name: row[name] for name in FAMILY.zeros if row[name]} == told


@pytest.mark.parametrize(("second", "doses"), [("2024-09-06", 1), ("2024-09-07", 2), ("2024-08-10", 1)])
def test_days_fewer_than_28_apart_are_one_dose_whoever_told_them(second: str, doses: int) -> None:
    first = "person_id agent_code given_date\n1 pneumococcal 2024-08-10"
    twice = built(f"{first}\n1 pneumococcal {second}")
    billed = built(first, f"person_id service service_date\n1 pneumococcal {second}")
    assert [found["doses_pneumococcal"].item() for found in (twice, billed)] == [doses, doses]


def test_a_day_counts_from_the_one_before_though_that_one_does_not_count() -> None:
    days = "".join(f"\n1 pneumococcal {day}" for day in ("2024-08-10", "2024-08-30", "2024-09-20"))
    assert built(f"person_id agent_code given_date{days}")["doses_pneumococcal"].to_list() == [1]


def test_an_early_dose_against_measles_does_not_hold_up_the_right_one() -> None:
    doses = "person_id agent_code given_date\n1 mmr 2025-06-01\n1 mmr 2025-06-10"
    assert built(doses)["doses_mmr"].to_list() == [1]


def test_whom_nobody_counts_has_no_doses() -> None:
    found = built("person_id agent_code given_date\n2 mmr 2025-07-01")
    assert_rows(found, "person_id doses_mmr has_turned_two\n1 0 true")


@given(
    st.lists(st.tuples(st.sampled_from(["mmr", "pneumococcal", "mmrv"]), st.integers(0, 800)), max_size=8), st.randoms()
)
def test_neither_the_order_nor_the_sender_matters(given_doses: list[tuple[str, int]], random: Random) -> None:
    rows = [f"\n1 {agent} {dt.date(2024, 6, 10) + dt.timedelta(days=days)}" for agent, days in given_doses]
    told = "person_id agent_code given_date" + "".join(rows)
    mixed = "person_id agent_code given_date" + "".join(random.sample(rows, len(rows)))
    assert built(told).equals(built(mixed))
    assert built(told)["doses_pneumococcal"].item() <= 1 + 730 // 28
