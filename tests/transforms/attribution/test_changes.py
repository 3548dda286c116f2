"""Changes over time: each reason on its own, and the order of the reasons where two hold."""

import dataclasses
import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from reference.load import Method
from schemas.changes import REASONS_OVER_TIME, Changes
from tests.transforms.attribution.placements import END, START, assert_reasons, inputs, sides
from tests.transforms.rows import METHOD
from transforms.attribution.change_facts import Frames
from transforms.attribution.changes import find_changes

NO_INPUTS = inputs()


def changes(
    text: str, frames: Frames = NO_INPUTS, is_other_method: bool = False, method: Method = METHOD
) -> pl.DataFrame:
    """One row per person placed differently at the end of September than at the end of August 2026."""
    return Changes.validate(find_changes(*sides(text), frames, (START, END), method, is_other_method))


def test_who_is_placed_the_same_has_not_changed() -> None:
    text = """
    person_id was                now                | change
    1         enrolment:a:T1     enrolment:a:T1     | x   # the same in all
    2         enrolment:a:T1:N6A enrolment:a:T1:K9J | x   # a new address that decides nothing
    3         paediatrician:p:T1 other_visits:p:T1  | x   # another rule of the same tier
    4         no_oht:.:.         no_oht:.:.         | x   # nowhere on both days
    """
    assert changes(text).is_empty()


def test_the_widest_difference_is_the_change() -> None:
    text = """
    person_id was              now              | change
    1         -                enrolment:a:T1   | joined
    2         enrolment:a:T1   -                | left
    3         enrolment:a:T1   core_care:b:T2   | moved_team      # provider and tier too
    4         enrolment:a:T1   core_care:b:T1   | moved_provider  # tier too
    5         core_care:a:T1   centre_roster:H1:T1 | moved_provider
    6         core_care:a:T1   enrolment:a:T1   | moved_tier
    7         no_oht:.:.       area:.:T1        | moved_team
    """
    assert_reasons(changes(text), text)


def test_who_came_to_be_counted() -> None:
    frames = inputs("""
    person_id birth_date coverage_start_date
    1         2026-09-01 -           # the first day after August
    2         2026-08-31 -           # on the last day of August: was counted in truth, and unknown
    3         1980-06-15 2026-09-30
    4         1980-06-15 2026-08-31
    5         2026-09-02 2026-09-05  # born before insured: the registry's first reason is birth
    """)
    text = """
    person_id was now            | change reason
    1         -   mother:a:T1    | joined born
    2         -   mother:a:T1    | joined registered_late
    3         -   area:.:T1      | joined coverage_started
    4         -   area:.:T1      | joined registered_late
    5         -   mother:a:T1    | joined born
    6         -   area:.:T1      | joined registered_late    # not in the registry any more
    """
    assert_reasons(changes(text, frames), text)


def test_who_is_no_longer_counted() -> None:
    frames = inputs("""
    person_id birth_date death_date coverage_end_date last_contact_date
    1         1950-01-01 2026-09-30 2026-09-30        -             # dead and no longer insured: dead
    2         1950-01-01 2026-08-31 -                 -             # known late, dead all the same
    3         1950-01-01 2026-10-01 2026-09-30        -
    4         1950-01-01 -          2026-10-01        -             # still insured on the day
    5         1920-09-30 -          -                 2019-01-01    # 106 on the day, and long unseen
    6         1950-01-01 -          -                 2019-09-30
    7         1950-01-01 -          -                 2019-10-01
    8         2026-10-01 -          -                 -             # a birthday corrected into the future
    """)
    text = """
    person_id was            now | change reason
    1         enrolment:a:T1 -   | left   died
    2         enrolment:a:T1 -   | left   died
    3         enrolment:a:T1 -   | left   coverage_lapsed
    4         enrolment:a:T1 -   | left   left_registry
    5         enrolment:a:T1 -   | left   too_old
    6         enrolment:a:T1 -   | left   no_contact
    7         enrolment:a:T1 -   | left   left_registry
    8         enrolment:a:T1 -   | left   left_registry
    9         enrolment:a:T1 -   | left   left_registry
    """
    assert_reasons(changes(text, frames), text)


def test_enrolments() -> None:
    frames = inputs(
        spells="""
        person_id physician_id start_date end_date
        1         b            2026-09-01 -
        2         b            2026-08-31 -           # began before: not new
        3         b            2026-09-30 2026-10-01
        4         b            2026-10-01 -           # begins after the day
        5         a            2020-01-01 2026-09-30
        6         a            2020-01-01 2026-10-01  # open on the day
        7         a            2020-01-01 2026-09-10
        7         b            2026-09-10 -
        8         a            2020-01-01 2026-09-10
        8         a            2026-09-10 -           # ended and begun again
        9         a            2026-09-10 -
        """,
        care="person_id service_date\n2 2026-09-02",
    )
    text = """
    person_id was            now            | change         reason
    1         core_care:a:T1 enrolment:b:T1 | moved_provider enrolled
    2         enrolment:a:T1 enrolment:b:T1 | moved_provider de_enrolled     # no spell with a is open any more
    3         core_care:a:T1 enrolment:b:T1 | moved_provider enrolled
    4         core_care:a:T1 enrolment:b:T1 | moved_provider provider_changed
    5         enrolment:a:T1 core_care:b:T2 | moved_team     de_enrolled
    6         enrolment:a:T1 core_care:b:T2 | moved_team     provider_changed  # open, and yet not asked
    7         enrolment:a:T1 enrolment:b:T2 | moved_team     enrolled          # from one to the other: the new one says
    8         enrolment:a:T1 enrolment:a:T2 | moved_team     provider_placed
    9         core_care:a:T1 enrolment:a:T1 | moved_tier     enrolled          # with the physician already seen
    """
    assert_reasons(changes(text, frames), text)


def test_health_centres() -> None:
    frames = inputs(
        registrations="""
        person_id centre_id start_date end_date
        1         H1        2026-09-01 -
        2         H1        2026-08-31 -           # registered before, seen since
        3         H1        2020-01-01 2026-09-30
        4         H1        2020-01-01 -           # still registered, last visit too long ago
        5         H1        2020-01-01 2026-09-15
        5         H2        2026-09-15 -
        """,
        visits="person_id visit_date\n2 2026-09-02\n4 2024-09-01",
    )
    text = """
    person_id was                 now                 | change         reason
    1         core_care:a:T1      centre_roster:H1:T1 | moved_provider registered_with_centre
    2         core_care:a:T1      centre_roster:H1:T1 | moved_provider care_changed
    3         centre_roster:H1:T1 core_care:a:T1      | moved_provider left_centre
    4         centre_roster:H1:T1 area:.:T1           | moved_provider care_changed
    5         centre_roster:H1:T1 centre_roster:H2:T1 | moved_provider registered_with_centre
    6         centre_roster:H1:T1 centre_roster:H1:T2 | moved_team     left_centre      # no registration is known now
    """
    assert_reasons(changes(text, frames), text)


def test_addresses_and_places_of_providers() -> None:
    open_spells = inputs(spells="person_id\n6\n7\n8\n9\n10\n11")
    text = """
    person_id was                       now                       | change     reason
    1         area:.:T1:N6A             area:.:T2:K9J             | moved_team moved
    2         area:.:T1:N6A             area:.:T2:N6A             | moved_team area_placed   # the area goes elsewhere
    3         no_oht:.:.:P0V            area:.:T1:N6A             | moved_team moved
    4         no_oht:.:.:N6A            area:.:T1:N6A             | moved_team area_placed
    5         area:.:T1:N6A             no_postal_code:.:.:.      | moved_team moved
    6         enrolment:a:T1:N6A        out_of_province:.:.:.     | moved_team moved
    7         enrolment:a:T1:N6A        enrolment:a:T2:N6A        | moved_team provider_placed
    8         enrolment:a:T1:N6A        enrolment:a:T2:K9J        | moved_team provider_placed # networks differ
    9         enrolment:a:T1:N6A:area   enrolment:a:T2:K9J:area   | moved_team moved
    10        enrolment:a:T1:N6A:area   enrolment:a:T2:N6A:area   | moved_team area_placed
    11        enrolment:a:T1:N6A:area   enrolment:a:T2:N6A        | moved_team provider_placed # had no team of its own
    """
    assert_reasons(changes(text, open_spells), text)


def test_a_network_shared_by_areas() -> None:
    was, now = sides("person_id was now\n1 enrolment:a:T1:N6A enrolment:a:T2:K9J")
    shared = [side.with_columns(pl.lit("N1").alias("network_id")) for side in (was, now)]
    found = find_changes(shared[0], shared[1], inputs(spells="person_id\n1"), (START, END), METHOD, False)
    assert found["reason"].to_list() == ["moved"]


def test_birthdays() -> None:
    text = """
    person_id born       was                 now               | change         reason
    1         2024-09-30 mother:a:T1         area:.:T2         | moved_team     aged        # two years on the day
    2         2024-10-01 mother:a:T1         area:.:T2         | moved_team     mother_changed
    3         2008-09-30 paediatrician:p:T1  non_comprehensive:a:T1 | moved_provider aged
    4         2008-10-01 paediatrician:p:T1  area:.:T1         | moved_provider provider_changed
    5         2026-01-01 mother:a:T1         mother:b:T1       | moved_provider mother_changed
    6         2026-01-01 area:.:T1           mother:b:T1       | moved_provider mother_changed
    """
    assert_reasons(changes(text), text)


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2024-08-31", "provider_changed"),  # on neither day: too long ago in August already
        ("2024-09-01", "care_changed"),  # the first that left
        ("2024-09-30", "care_changed"),  # the last that left
        ("2024-10-01", "provider_changed"),  # on both days
        ("2026-08-31", "provider_changed"),
        ("2026-09-01", "care_changed"),
        ("2026-09-30", "care_changed"),
        ("2026-10-01", "provider_changed"),
    ],
)
def test_care_that_entered_or_left_the_look_back(day: str, reason: str) -> None:
    frames = inputs(care=f"person_id service_date\n1 {day}")
    text = f"person_id was now | change reason\n1 core_care:a:T1 core_care:b:T1 | moved_provider {reason}"
    assert_reasons(changes(text, frames), text)


def test_the_other_reading_of_the_window() -> None:
    method = dataclasses.replace(METHOD, window="from_included")
    frames = inputs(care="person_id service_date\n1 2024-09-30\n2 2024-08-31\n3 2026-08-31\n4 2026-09-30")
    text = """
    person_id was            now            | change         reason
    1         core_care:a:T1 core_care:b:T1 | moved_provider provider_changed  # in both
    2         core_care:a:T1 core_care:b:T1 | moved_provider care_changed      # left
    3         core_care:a:T1 core_care:b:T1 | moved_provider care_changed      # entered
    4         core_care:a:T1 core_care:b:T1 | moved_provider provider_changed  # not yet
    """
    assert_reasons(changes(text, frames, method=method), text)


def test_care_and_what_care_cannot_explain() -> None:
    frames = inputs(spells="person_id\n2\n3", care="person_id service_date\n1 2026-09-02\n2 2026-09-02\n3 2026-09-02")
    text = """
    person_id was                   now            | change         reason
    1         area:.:T1             core_care:a:T1 | moved_provider care_changed
    2         enrolment:a:T1        core_care:b:T1 | moved_provider provider_changed  # enrolled still
    3         core_care:b:T1        enrolment:a:T1 | moved_provider other             # by a spell of long ago
    4         non_comprehensive:a:T1 core_care:a:T1 | moved_tier    provider_changed
    5         invalid_key:.:.       area:.:T1      | moved_team     other             # a key put right
    6         invalid_key:.:.       core_care:a:T1 | moved_team     other
    """
    assert_reasons(changes(text, frames), text)


def test_another_method_is_the_reason_only_when_nothing_surer_is() -> None:
    frames = inputs(
        "person_id death_date\n1 -\n2 2026-09-02\n3 -",
        spells="person_id start_date\n4 2026-09-02",
        care="person_id service_date\n5 2026-09-02",
    )
    text = """
    person_id was            now            | change         reason
    1         -              area:.:T1      | joined         rule_changed
    2         area:.:T1      -              | left           died
    3         area:.:T1      -              | left           rule_changed
    4         core_care:b:T1 enrolment:a:T1 | moved_provider enrolled
    5         core_care:a:T1 core_care:b:T1 | moved_provider rule_changed   # care may be the reason: nobody can tell
    6         core_care:a:T1 core_care:a:T2 | moved_team     provider_placed
    """
    assert_reasons(changes(text, frames, is_other_method=True), text)


def test_teams_of_the_official_file() -> None:
    frames = inputs(spells="person_id physician_id start_date\n5 b 2026-09-02\n6 a 2026-09-02\n7 a 2020-01-01")
    text = """
    person_id was                         now                                          | change         reason
    1         core_care:a:T1:N6A:official core_care:a:T2:N6A:official                  | moved_team     official_file
    2         core_care:a:T1:N6A:official core_care:a:.:N6A:not_in_official_file       | moved_team     official_file
    3         area:.:T1:N6A:official      area:.:T2:K9J:official                       | moved_team     official_file
    4         core_care:a:T1:N6A:official core_care:b:T2:N6A:official                  | moved_team     official_file
    5         core_care:a:T1:N6A:official enrolment:b:T2:N6A:official                  | moved_team     enrolled
    6         core_care:a:T1:N6A:official enrolment:a:T2:N6A:official                  | moved_team     official_file
    7         enrolment:a:T1              enrolment:a:T2:N6A:official                  | moved_team     official_choice
    8         area:.:T1:N6A:official      area:.:T2                                    | moved_team     official_choice
    9         area:.:T1                   area:.:.:N6A:official_oht_unknown            | moved_team     official_choice
    10        no_oht:.:.                  no_oht:.:T1:N6A:official                     | moved_team     official_choice
    11        core_care:a:T1              core_care:b:T1:N6A:official                  | moved_provider provider_changed
    12        core_care:a:T1:N6A:official -                                            | left           left_registry
    13        invalid_key:.:T1:N6A:official invalid_key:.:T2:N6A:official              | moved_team     official_file
    """
    assert_reasons(changes(text, frames), text)


def test_the_choice_of_the_file_comes_before_the_method() -> None:
    text = "person_id was now | change reason\n1 area:.:T1 area:.:T2:N6A:official | moved_team official_choice"
    assert_reasons(changes(text, is_other_method=True), text)


def test_reasons_do_not_hang_on_the_order_of_rows() -> None:
    text = "person_id was now\n1 area:.:T1 -\n2 - area:.:T1\n3 core_care:a:T1 core_care:b:T2"
    before, after = sides(text)
    backwards = find_changes(before.reverse(), after.reverse(), NO_INPUTS, (START, END), METHOD, False)
    assert backwards.equals(changes(text))


def test_days_of_any_distance() -> None:
    frames = inputs("person_id birth_date\n1 2026-01-15")
    before, after = sides("person_id was now\n1 - mother:a:T1")
    found = find_changes(before, after, frames, (dt.date(2025, 12, 31), END), METHOD, False)
    assert found["reason"].to_list() == ["born"]


def test_every_reason_over_time_is_tested_here() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert [reason for reason in REASONS_OVER_TIME if text.count(f" {reason}") == 0] == []
