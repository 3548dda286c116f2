"""Stays for mental health in both kinds of beds, and what followed (families/mental_health_stays.md, 4)."""

import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.code_sets import code_set
from schemas.core import Attribution
from schemas.inputs.mental_health_stays import MentalHealthStays
from tests.tables import assert_rows, table
from tests.transforms.hospital_rows import contacts, stays
from tests.transforms.rows import D, attribution, physicians
from transforms.catalogue import indicators
from transforms.features.mental_health_stays import FAMILY

NONE = "person_id"
REGISTRY = "physician_id specialty_code\na 00\np 19\nq 26\ns 13"
PEOPLE = attribution("person_id\n1\n2\n3\n4\n5\n6\n7\n8\n9")


def beds(text: str) -> pl.DataFrame:
    """One row per line: a stay in a designated mental-health bed from which the patient went home."""
    return table(text, MentalHealthStays, person_id=1, stay_id=str, hospital_id="S1", disposition="home")


def followed(acute: str, designated: str, met: str = NONE, people: pl.DataFrame = PEOPLE) -> pl.DataFrame:
    frames = {"discharges": stays(acute), "mental_health_stays": beds(designated), "contacts": contacts(met)}
    return FAMILY.build({**frames, "physicians": physicians(REGISTRY), "attribution": people}, D)


def numbered(last: int) -> str:
    """Write the people 1 to the last."""
    return "\n".join([NONE, *(str(person) for person in range(1, last + 1))])


def test_which_stays_are_for_mental_health() -> None:
    acute = """
        person_id discharge_id admission_date discharge_date main_diagnosis_code other_diagnosis_codes care_type
        1         a            2026-03-01     2026-03-05     F320                []                    medical
        2         b            2026-03-01     2026-03-05     F059                []                    mental_health
        3         c            2026-03-01     2026-03-05     T391                X61                   medical
    """
    designated = """
        person_id stay_id admission_date discharge_date diagnosis_category main_diagnosis_code
        1         d       2026-05-01     2026-05-05     mood               -
        2         e       2026-05-01     2026-05-05     neurocognitive     -
        3         f       2026-05-01     2026-05-05     neurocognitive     F209     # the code decides
        4         g       2026-05-01     2026-05-05     mood               F051
        5         h       2026-05-01     2026-05-05     -                  -        # the bed says enough
        6         i       2026-05-01     2026-05-05     -                  F06
        7         j       2026-05-01     2026-05-05     -                  Z000
    """
    came = followed(acute, designated)["event_id"].to_list()
    assert came == ["a", "designated:d", "c", *[f"designated:{name}" for name in "fhij"]]


def test_mental_health_by_the_main_diagnosis_or_self_harm_beside_another() -> None:
    text = """
        person_id admission_date discharge_date main_diagnosis_code other_diagnosis_codes | is_there
        1         2026-03-01     2026-03-02     F059                []                    | false
        2         2026-03-01     2026-03-02     F06                 []                    | true
        3         2026-03-01     2026-03-02     F999                -                     | true
        4         2026-03-01     2026-03-02     G000                -                     | false
        5         2026-03-01     2026-03-02     T391                X60                   | true
        6         2026-03-01     2026-03-02     T391                A099,X849             | true
        7         2026-03-01     2026-03-02     T391                X59,X85               | false
        8         2026-03-01     2026-03-02     T391                Y10                   | true
        9         2026-03-01     2026-03-02     T391                Y199                  | true
        10        2026-03-01     2026-03-02     T391                Y09,Y20,Y27,Y29       | false
        11        2026-03-01     2026-03-02     T391                Y28                   | true
        12        2026-03-01     2026-03-02     T391                F329                  | false   # not the main one
        13        2026-03-01     2026-03-02     -                   -                     | false
        14        2026-03-01     2026-03-02     -                   X61                   | true
    """
    said = [line.split("#")[0].split("|") for line in text.strip().splitlines()]
    expected = [int(left.split()[0]) for left, right in said[1:] if right.strip() == "true"]
    found = followed("\n".join(left for left, _ in said), NONE, people=attribution(numbered(14)))
    assert found["person_id"].to_list() == expected


def test_organic_diagnoses_are_the_blocks_before_those_that_count() -> None:
    organic = code_set("organic_mental_disorders")["code"].to_list()
    assert organic == ["F00", "F01", "F02", "F03", "F04", "F05"]
    assert not set(organic) & set(code_set("mental_health_diagnoses")["code"])


def test_stays_that_ended_within_12_months() -> None:
    designated = """
        person_id stay_id admission_date discharge_date
        1         a       2025-09-20     2025-09-30      # 12 months before D
        2         b       2020-01-01     2025-10-01
        3         c       2026-09-20     2026-09-30
        4         d       2026-09-20     2026-10-01
        5         e       2026-09-20     -
    """
    expected = "event_id event_date days_to_period_end\ndesignated:b 2025-10-01 364\ndesignated:c 2026-09-30 0"
    assert_rows(followed(NONE, designated), expected)


@pytest.mark.parametrize(
    ("acute", "designated", "again"),
    [
        ("2026-04-04 2026-04-06", "-", True),  # day 30
        ("2026-04-05 2026-04-06", "-", False),
        ("2026-03-05 2026-03-06", "-", True),  # the day itself
        ("2026-03-04 2026-03-06", "-", False),  # before it
        ("2026-04-04 2026-10-01", "-", False),  # not told by D
        ("-", "2026-04-04 2026-04-06", True),
        ("-", "2026-04-05 2026-04-06", False),
        ("-", "2026-04-04 -", True),  # still in the bed
        ("-", "2026-04-04 2026-10-01", True),
    ],
)
def test_another_stay_of_either_kind_within_30_days(acute: str, designated: str, again: bool) -> None:
    other = "" if designated == "-" else f"\nother {designated}"
    bed = f"stay_id admission_date discharge_date\nx 2026-03-01 2026-03-05{other}"
    stay = NONE if acute == "-" else f"discharge_id admission_date discharge_date\ny {acute}"
    found = followed(stay, bed).filter(pl.col("event_id") == "designated:x")
    assert found["has_stay_after_30d"].to_list() == [again]


def test_a_move_into_a_designated_bed_leaves_the_last_stay_to_be_followed() -> None:
    acute = "discharge_id admission_date discharge_date main_diagnosis_code\na 2026-03-01 2026-03-05 F320"
    found = followed(
        acute, "stay_id admission_date discharge_date\nb 2026-03-05 2026-03-20", "service_date\n2026-03-21"
    )
    assert_rows(
        found,
        """
        event_id     has_stay_after_30d has_mental_health_contact_7d
        a            true               false
        designated:b false              true
        """,
    )
    record = indicators()["fu7_mha"]
    assert found.filter(record.is_counted)["event_id"].to_list() == ["designated:b"]


@pytest.mark.parametrize(
    ("acute", "designated", "last"),
    [
        ("2026-03-05 2026-03-05 -     -", "2026-03-05 2026-03-05 -     -", "designated:x"),  # acute goes before
        ("2026-03-05 2026-03-05 10:00 -", "2026-03-05 2026-03-05 09:59 -", "y"),
        ("2026-03-05 2026-03-05 10:00 -", "2026-03-05 2026-03-05 10:01 -", "designated:x"),
        ("2026-03-05 2026-03-05 00:00 -", "2026-03-05 2026-03-05 -     -", "y"),  # an unknown time goes first
        ("2026-03-05 2026-03-05 - 12:00", "2026-03-05 2026-03-05 - 11:59", "y"),
        ("2026-03-05 2026-03-05 - 12:00", "2026-03-05 2026-03-05 -     -", "y"),
        ("2026-03-05 2026-03-06 10:00 -", "2026-03-05 2026-03-05 10:00 -", "y"),
        ("2026-03-05 2026-03-05 10:00 -", "2026-03-05 2026-03-06 10:00 -", "designated:x"),
    ],
)
def test_of_two_stays_of_one_day_the_last_is_followed(acute: str, designated: str, last: str) -> None:
    columns = "admission_date discharge_date admission_time discharge_time"
    found = followed(
        f"discharge_id main_diagnosis_code {columns}\ny F329 {acute}", f"stay_id {columns}\nx {designated}"
    )
    assert found.filter(~pl.col("has_stay_after_30d"))["event_id"].to_list() == [last]


def test_of_stays_of_one_day_and_kind_the_greater_number_is_the_last_and_an_open_one_ends_last() -> None:
    days = "2026-03-05 2026-03-05"
    found = followed(NONE, f"stay_id admission_date discharge_date\nb {days}\na {days}\nc {days}")
    assert_rows(found, "event_id has_stay_after_30d\ndesignated:a true\ndesignated:b true\ndesignated:c false")
    opened = followed(NONE, f"stay_id admission_date discharge_date\nb {days}\na 2026-03-05 -")
    assert_rows(opened, "event_id has_stay_after_30d\ndesignated:b true")


@pytest.mark.parametrize(
    ("physician", "day", "is_at_distance", "seen"),
    [
        ("a", "2026-03-05", "true", True),
        ("p", "2026-03-12", "false", True),
        ("q", "2026-03-08", "true", True),
        ("s", "2026-03-08", "false", False),
        ("z", "2026-03-08", "false", False),  # not in the registry
        ("p", "2026-03-13", "false", False),
        ("p", "2026-03-04", "false", False),
    ],
)
def test_a_contact_on_days_0_to_7(physician: str, day: str, is_at_distance: str, seen: bool) -> None:
    met = f"physician_id service_date is_at_distance\n{physician} {day} {is_at_distance}"
    found = followed(NONE, "stay_id admission_date discharge_date\nb 2026-03-01 2026-03-05", met)
    assert found["has_mental_health_contact_7d"].to_list() == [seen]


def test_who_died_in_either_kind_of_bed() -> None:
    acute = """
        person_id discharge_id admission_date discharge_date main_diagnosis_code disposition_code
        1         a            2026-03-01     2026-03-05     F320                72
        2         b            2026-03-01     2026-03-05     F320                -
    """
    designated = """
        person_id stay_id admission_date discharge_date disposition
        3         c       2026-03-01     2026-03-05     died
        4         d       2026-03-01     2026-03-05     -
        5         e       2026-03-01     2026-03-05     transfer
    """
    found = followed(acute, designated)
    assert found["has_died"].to_list() == [True, False, True, False, False]


def test_nobody_who_is_not_counted_and_any_order() -> None:
    designated = "person_id stay_id admission_date discharge_date\n1 a 2026-03-01 2026-03-05\n2 a 2026-03-01 2026-03-05"
    assert followed(NONE, NONE).is_empty()
    assert followed(NONE, designated, people=Attribution.empty()).is_empty()
    found = followed(NONE, designated)
    assert found.equals(followed(NONE, "\n".join([designated.split("\n")[0], *reversed(designated.split("\n")[1:])])))
    assert dict(found.schema) == {
        "person_id": pl.Int64(), "event_id": pl.String(), "event_date": pl.Date(), **FAMILY.columns
    }  # fmt: skip


STAY = st.tuples(st.booleans(), st.integers(1, 2), st.integers(0, 420), st.integers(0, 50), st.booleans())


@given(st.lists(STAY, max_size=7))
def test_a_slow_reading_finds_the_same(rows: list[tuple[bool, int, int, int, bool]]) -> None:
    """Acute and designated stays of two persons; an open one is in a designated bed."""
    told = [
        (is_bed, person, f"s{place}", D - dt.timedelta(days=420 - first), first + length, is_open and is_bed)
        for place, (is_bed, person, first, length, is_open) in enumerate(rows)
    ]
    ends = {name: None if is_open else D - dt.timedelta(days=420 - last) for _, _, name, _, last, is_open in told}
    lines = {True: ["person_id stay_id admission_date discharge_date"]}
    lines[False] = ["person_id discharge_id admission_date discharge_date main_diagnosis_code"]
    for is_bed, person, name, first, _, _ in told:
        end = ends[name] or "-"
        lines[is_bed].append(f"{person} {name} {first} {end}" + ("" if is_bed else " F329"))
    found = followed("\n".join(lines[False]), "\n".join(lines[True]))
    year = dt.date(2025, 9, 30)
    read = {
        name: (person, first, min(ends[name] or dt.date.max, D + dt.timedelta(days=1)), is_bed, name)
        for is_bed, person, name, first, _, _ in told
        if first <= D and (is_bed if ends[name] is None or ends[name] > D else ends[name] > year)
    }
    expected = {}
    for name, row in read.items():
        if (end := ends[name]) and end <= D:
            later = [other for other in read.values() if other[0] == row[0] and other > row]
            expected[name] = any(0 <= (other[1] - end).days <= 30 for other in later)
    told_here = found.with_columns(pl.col("event_id").str.strip_prefix("designated:"))
    assert dict(told_here.select("event_id", "has_stay_after_30d").iter_rows()) == expected
