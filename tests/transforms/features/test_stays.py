"""Stays and what their own records tell (indicators.md 20), and readmission among them (19.11)."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from reference.hospital_codes import selected_conditions
from schemas.core import Attribution
from tests.tables import assert_rows
from tests.transforms.hospital_rows import everybody, stays
from tests.transforms.rows import D, attribution
from transforms.features.stay_days import FAMILY as DAYS
from transforms.features.stays import FAMILY


def built(text: str, people: pl.DataFrame | None = None) -> pl.DataFrame:
    """One row per stay of somebody counted."""
    seen = stays(text)
    return FAMILY.build({"discharges": seen, "attribution": everybody(seen) if people is None else people}, D)


def check(text: str, people: pl.DataFrame | None = None) -> None:
    assert_rows(built(text, people).sort("person_id"), text)


def test_discharged_in_12_months_and_no_newborns_or_donors() -> None:
    check("""
        person_id admission_date discharge_date admission_category care_type | event_date days_to_period_end
        1         2025-09-20     2025-09-30     U                  medical   | x          x    # 12 months before D
        2         2025-09-20     2025-10-01     U                  medical   | 2025-10-01 364
        3         2026-09-20     2026-09-30     U                  medical   | 2026-09-30 0    # D
        4         2026-09-20     2026-10-01     U                  medical   | x          x
        5         2026-03-01     2026-03-02     N                  newborn   | x          x
        6         2026-03-01     2026-03-02     U                  newborn   | x          x
        7         2026-03-01     2026-03-02     S                  other     | x          x
        8         2026-03-01     2026-03-02     R                  other     | x          x
        9         2026-03-01     2026-03-02     RI                 other     | x          x
        10        2026-03-01     2026-03-02     L                  maternal  | 2026-03-02 212
    """)


def test_who_is_not_counted_has_no_stay() -> None:
    text = "person_id admission_date discharge_date\n1 2026-03-01 2026-03-02"
    assert built(text, Attribution.empty()).is_empty()


def test_conditions_by_the_main_diagnosis() -> None:
    text = """
        person_id admission_date discharge_date main_diagnosis_code | condition        is_copd is_heart_failure
        1         2026-03-01     2026-03-02     J189                | pneumonia        false   false
        2         2026-03-01     2026-03-02     E1152               | diabetes         false   false
        3         2026-03-01     2026-03-02     I639                | stroke           false   false
        4         2026-03-01     2026-03-02     K922                | gastrointestinal false   false
        5         2026-03-01     2026-03-02     I500                | heart_failure    false   true
        6         2026-03-01     2026-03-02     J441                | copd             true    false
        7         2026-03-01     2026-03-02     I214                | heart_attack     false   false
        8         2026-03-01     2026-03-02     I489                | other_cardiac    false   false
        9         2026-03-01     2026-03-02     A099                | -                false   false
        10        2026-03-01     2026-03-02     -                   | -                false   false
        11        2026-03-01     2026-03-02     J41                 | copd             true    false
        12        2026-03-01     2026-03-02     J42                 | copd             true    false
        13        2026-03-01     2026-03-02     J439                | copd             true    false
        14        2026-03-01     2026-03-02     J459                | -                false   false   # asthma
        15        2026-03-01     2026-03-02     J17                 | -                false   false
        16        2026-03-01     2026-03-02     E12                 | -                false   false
    """
    check(text)


def test_no_prefix_of_a_condition_begins_another() -> None:
    prefixes = selected_conditions()["prefix"].to_list()
    assert not [one for one in prefixes for other in prefixes if one != other and other.startswith(one)]
    assert len(set(prefixes)) == len(prefixes)
    assert selected_conditions()["condition"].n_unique() == 8


def test_how_long_how_ended_and_what_for() -> None:
    text = """
        person_id admission_date discharge_date discharge_time disposition_code care_type
        1         2026-03-02     2026-03-02     07:59:59       05               medical
        2         2026-03-01     2026-03-02     08:00          07               surgical
        3         2026-03-01     2026-03-05     -              72               maternal
        4         2026-03-01     2026-03-05     23:00          -                mental_health
    """
    told = """
        person_id length_days discharged_before_eight has_died is_maternal_or_newborn
        1         1           true                    false    false
        2         1           false                   true     false
        3         4           false                   true     true
        4         4           false                   false    false
    """
    assert_rows(built(text), told)


def test_age_on_the_day_of_discharge() -> None:
    people = attribution("person_id birth_date\n1 1986-03-02\n2 1986-03-03\n3 1984-02-29\n4 1984-02-29\n5 2026-03-09")
    text = """
        person_id admission_date discharge_date | age_at_discharge
        1         2026-02-20     2026-03-02     | 40   # the birthday
        2         2026-02-20     2026-03-02     | 39   # the day before
        3         2026-02-20     2026-02-28     | 41   # born on 29 February
        4         2026-02-20     2026-03-01     | 42
        5         2026-03-01     2026-03-02     | 0    # a mistake of the source
    """
    check(text, people)


SECOND = "person_id discharge_id hospital_id admission_date discharge_date admission_category is_transfer_in"


def after(line: str) -> bool:
    """Give the flag of a stay that ended on 3 March in S1, when `line` is another stay of the person."""
    found = built(f"{SECOND}\n1 a S1 2026-03-01 2026-03-03 U false\n{line}").filter(pl.col("event_id") == "a")
    return found["is_readmitted_30d"].item()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1 b S2 2026-03-03 2026-03-04 U false", True),  # the day itself
        ("1 b S2 2026-04-02 2026-04-04 U false", True),  # day 30
        ("1 b S2 2026-04-03 2026-04-04 U false", False),  # day 31
        ("1 b S2 2026-04-02 2026-04-04 L false", False),  # planned
        ("1 b S2 2026-04-02 2026-04-04 U true", False),  # a transfer
        ("1 b S1 2026-04-02 2026-04-04 U true", True),  # a transfer into the same hospital
        ("1 b S2 2026-04-02 2026-04-04 U -", True),  # not coded
        ("1 b S2 2026-03-02 2026-03-04 U false", False),  # began before the discharge
        ("1 b S2 2026-04-02 2026-04-04 N false", False),  # no stay
        ("1 b S2 2026-03-20 2026-10-01 U false", False),  # not ended by D
        ("2 b S2 2026-03-20 2026-03-21 U false", False),  # somebody else
    ],
)
def test_another_stay_within_30_days(line: str, expected: bool) -> None:
    assert after(line) is expected


def test_of_stays_on_one_day_only_the_later_is_a_return() -> None:
    text = """
        discharge_id admission_date admission_time discharge_date
        b            2026-03-02     08:00          2026-03-02
        a            2026-03-02     12:00          2026-03-02
    """
    assert_rows(built(text), "event_id is_readmitted_30d\na false\nb true")


def test_the_first_of_several_need_not_count() -> None:
    text = f"""
        {SECOND}
        1 a S1 2026-03-01 2026-03-03 U false
        1 b S2 2026-03-10 2026-03-11 L false
        1 c S2 2026-03-20 2026-03-21 U false
    """
    assert_rows(built(text), "event_id is_readmitted_30d\na true\nb true\nc false")


@settings(max_examples=20)
@given(st.permutations(range(4)))
def test_any_order_of_rows_gives_the_same(order: list[int]) -> None:
    seen = stays("""
        discharge_id admission_date discharge_date
        a            2026-03-01     2026-03-03
        b            2026-03-03     2026-03-03
        c            2026-03-03     2026-03-03
        d            2026-03-20     2026-03-21
    """)
    frames = {"discharges": seen, "attribution": everybody(seen)}
    assert_frame_equal(FAMILY.build(frames, D), FAMILY.build({**frames, "discharges": seen[order]}, D))


def test_days_waiting_for_care_elsewhere_are_at_most_those_of_the_stay() -> None:
    seen = stays("""
        person_id admission_date discharge_date alc_days disposition_code
        1         2026-03-01     2026-03-11     4        05
        2         2026-03-01     2026-03-11     11       72   # rounded up by the source; deaths count
        3         2026-03-01     2026-03-01     1        05   # at least a day
        4         2026-03-01     2026-03-11     -        05   # not supplied
        5         2025-09-20     2025-09-30     4        05   # 12 months before D
    """)
    found = DAYS.build({"discharges": seen, "attribution": everybody(seen)}, D)
    assert_rows(found, "person_id length_days alc_days\n1 10 4\n2 10 10\n3 1 1\n4 10 0")
    assert DAYS.build({"discharges": seen, "attribution": Attribution.empty()}, D).is_empty()
