"""Episodes of mental health care in both kinds of beds (families/mental_health_stays.md, 2 and 3)."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.core import Attribution
from schemas.inputs.mental_health_stays import MentalHealthStays
from tests.tables import assert_rows, table
from tests.transforms.hospital_rows import NO_LAST_DAYS, NO_SURGERY, stays
from tests.transforms.rows import D, attribution
from transforms.catalogue import indicators
from transforms.episodes.last_days import LAST_DAYS
from transforms.features.episodes import FAMILY as ACUTE_ALONE
from transforms.features.mental_health_episodes import FAMILY

NONE = "person_id"
PEOPLE = attribution("person_id\n1\n2\n3\n4\n5\n6")
LATE = "2026-09-20 2026-09-28"


def beds(text: str) -> pl.DataFrame:
    """One row per line: a stay in a designated mental-health bed of site S1, from which the patient went home."""
    return table(text, MentalHealthStays, person_id=1, stay_id=str, hospital_id="S1", disposition="home")


def episodes(
    acute: str, designated: str, last_days: pl.DataFrame = NO_LAST_DAYS, people: pl.DataFrame = PEOPLE
) -> pl.DataFrame:
    frames = {"discharges": stays(acute), "day_surgeries": NO_SURGERY, "mental_health_stays": beds(designated)}
    days = {"hospital_last_days": NO_LAST_DAYS, "designated_last_days": last_days}
    return FAMILY.build({**frames, **days, "attribution": people}, D)


def counted(acute: str, designated: str) -> dict[str, bool]:
    """Give, for the episodes in the denominator of readmit_mha30, whether they are in its numerator."""
    record = indicators()["readmit_mha30"]
    events = episodes(acute, designated).join(PEOPLE, on="person_id")
    rows = events.filter(record.is_counted).select("event_id", record.numerator.rule.alias("numerator"))
    return dict(rows.sort("event_id").iter_rows())


def test_a_return_from_one_kind_of_bed_into_the_other() -> None:
    acute = f"""
        discharge_id admission_date discharge_date care_type
        a            2026-01-01     2026-01-03     mental_health
        c            2026-03-08     2026-03-09     mental_health  # on day 30
        z            {LATE}                        medical
    """
    designated = f"""
        stay_id admission_date discharge_date
        b       2026-02-02     2026-02-06      # on day 30
        d       2026-04-09     2026-04-10      # on day 31
        z       {LATE}
    """
    assert counted(acute, designated) == {"a": True, "designated:b": True, "c": False, "designated:d": False}


def test_the_next_episode_may_be_one_for_anything() -> None:
    designated = f"stay_id admission_date discharge_date\nb 2026-02-02 2026-02-06\nc 2026-02-20 2026-02-22\nz {LATE}"
    acute = "discharge_id admission_date discharge_date care_type\na 2026-02-08 2026-02-09 surgical"
    assert counted(acute, designated) == {"designated:b": False, "designated:c": False}
    assert counted(NONE, designated) == {"designated:b": True, "designated:c": False}


@pytest.mark.parametrize(
    ("admitted", "disposition", "linked"),
    [
        ("16:59", "home", True),  # 419 minutes
        ("17:00", "home", False),
        ("22:00", "transfer", True),  # 720 minutes
        ("22:01", "transfer", False),
        ("-", "home", True),  # the same day
    ],
)
def test_stays_are_linked_whatever_the_bed(admitted: str, disposition: str, linked: bool) -> None:
    header = "admission_date discharge_date discharge_time disposition\n2026-01-01 2026-01-03 10:00"
    acute = f"discharge_id admission_date admission_time discharge_date\na 2026-01-03 {admitted} 2026-01-09\nz {LATE}"
    acute = acute.replace(f"z {LATE}", "z 2026-09-20 - 2026-09-28")
    found = episodes(acute, f"stay_id {header} {disposition}".replace("\n", "\nb "))
    expected = ["a"] if linked else ["designated:b"]
    assert found["event_id"].to_list() == expected
    assert found["encounters"].to_list() == [2 if linked else 1]


def test_an_acute_stay_for_anything_that_goes_on_in_a_designated_bed_is_mental_health_care() -> None:
    acute = "discharge_id admission_date discharge_date main_diagnosis_code\na 2026-01-01 2026-01-03 T391"
    found = episodes(acute, "stay_id admission_date discharge_date\nb 2026-01-03 2026-01-20")
    assert_rows(
        found, "event_id event_date first_admission_date is_designated\ndesignated:b 2026-01-20 2026-01-01 true"
    )


def test_of_equal_ends_the_designated_bed_is_the_last() -> None:
    acute = "discharge_id admission_date discharge_date hospital_id\nz 2026-01-01 2026-01-03 S2"
    found = episodes(acute, "stay_id admission_date discharge_date\na 2026-01-01 2026-01-03")
    assert_rows(found, "event_id hospital_id encounters\ndesignated:a S1 2")


def test_who_is_still_in_the_bed_has_come_back_and_is_no_index() -> None:
    designated = """
        person_id stay_id admission_date discharge_date
        1         a       2026-01-01     2026-01-03
        1         b       2026-02-02     -
        2         c       2026-01-01     2026-01-03
        2         d       2026-02-02     2026-10-01   # ended after D: still in on D
        3         e       2026-01-01     2026-01-03
        3         f       2026-10-01     -            # admitted after D
        4         g       2020-01-01     2026-01-03   # years
        5         h       2020-01-01     2025-06-30   # ended 15 months before D
        6         z       2026-09-20     2026-09-28
    """
    found = episodes(NONE, designated).select("event_id", "days_to_next")
    assert_rows(
        found,
        """
        event_id     days_to_next
        designated:a 30
        designated:c 30
        designated:e -
        designated:g -
        designated:z -
        """,
    )


def test_a_stay_that_never_ended_swallows_what_came_after() -> None:
    designated = "stay_id admission_date discharge_date\na 2022-01-01 -\nb 2026-01-01 2026-01-03"
    assert episodes(NONE, designated).is_empty()


def test_how_a_stay_in_a_designated_bed_ended() -> None:
    designated = """
        person_id stay_id admission_date discharge_date disposition
        1         a       2026-01-01     2026-01-03     died
        2         b       2026-01-01     2026-01-03     sign_out
        3         c       2026-01-01     2026-01-03     transfer
        4         d       2026-01-01     2026-01-03     other
        5         e       2026-01-01     2026-01-03     -
        6         z       2026-09-20     2026-09-28     died
    """
    assert_rows(
        episodes(NONE, designated),
        """
        event_id     has_died is_self_sign_out has_unknown_end is_censored
        designated:a true     false            false           false
        designated:b false    true             false           false
        designated:c false    false            true            false
        designated:d false    false            false           false
        designated:e false    false            false           false
        designated:z true     false            false           true
        """,
    )


def test_the_buffer_asks_for_beds_of_the_same_kind() -> None:
    acute = (
        f"discharge_id admission_date discharge_date care_type\na 2026-02-01 2026-02-03 mental_health\nz {LATE} medical"
    )
    designated = "stay_id admission_date discharge_date\nb 2026-04-01 2026-04-03"
    assert_rows(episodes(acute, designated), "event_id is_censored\na false\ndesignated:b true")
    province = table("hospital_id last_discharge_date\nS1 2026-06-02", LAST_DAYS)
    assert_rows(episodes(acute, designated, province), "event_id is_censored\na false\ndesignated:b false")


def test_numbers_that_both_sources_use_stay_apart() -> None:
    acute = "discharge_id admission_date discharge_date care_type\n1 2026-02-01 2026-02-03 mental_health"
    found = episodes(acute, "stay_id admission_date discharge_date\n1 2026-04-01 2026-04-03")
    assert found["event_id"].to_list() == ["1", "designated:1"]


def test_nobody_and_who_is_not_counted() -> None:
    designated = "stay_id admission_date discharge_date\nb 2026-04-01 2026-04-03"
    assert episodes(NONE, NONE).is_empty()
    assert episodes(NONE, designated, people=Attribution.empty()).is_empty()
    assert dict(episodes(NONE, designated).schema) == {
        "person_id": pl.Int64(), "event_id": pl.String(), "event_date": pl.Date(), **FAMILY.columns
    }  # fmt: skip


DAYS = st.integers(0, 400)
STAY = st.tuples(st.integers(1, 2), DAYS, st.integers(0, 40), st.sampled_from(["medical", "mental_health"]))


@given(st.lists(STAY, max_size=8), st.randoms(use_true_random=False))
def test_without_designated_beds_episodes_are_those_of_acute_beds(rows: list, random) -> None:
    """And the order of the rows makes no difference."""
    lines = [
        f"{person} s{place} {_day(first)} {_day(first + length)} {kind}"
        for place, (person, first, length, kind) in enumerate(rows)
    ]
    shuffled = random.sample(lines, len(lines))
    header = "person_id discharge_id admission_date discharge_date care_type"
    found = episodes("\n".join([header, *lines]), NONE)
    assert found.equals(episodes("\n".join([header, *shuffled]), NONE))
    frames = {"discharges": stays("\n".join([header, *lines])), "day_surgeries": NO_SURGERY}
    alone = ACUTE_ALONE.build({**frames, "hospital_last_days": NO_LAST_DAYS, "attribution": PEOPLE}, D)
    same = [name for name in found.columns if name in alone.columns]
    assert found.select(same).equals(alone.filter("is_mental_health").select(same))


def _day(number: int) -> str:
    return str(pl.select(pl.lit(D) - pl.duration(days=420 - number)).item())
