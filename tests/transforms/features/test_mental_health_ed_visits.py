"""Mental-health emergency visits as events (indicators.md 21): first ones, care before, returns."""

import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.base_tables import Contacts
from schemas.inputs.mental_health_stays import MentalHealthStays
from tests.tables import assert_rows, table
from tests.transforms.rows import D, discharges, ed_visits
from transforms.features.mental_health_ed_visits import FAMILY

NONE = "person_id"


def contacts(text: str) -> pl.DataFrame:
    """One row per line: a contact of mental health in the office."""
    flags = dict.fromkeys(("is_at_distance", "is_video", "is_telephone", "has_first_visit_premium"), False)
    return table(text, Contacts, **{"physician_id": "a", "is_mental_health": True, **flags})


def beds(text: str) -> pl.DataFrame:
    """One row per line: a stay in a designated mental-health bed."""
    return table(text, MentalHealthStays, stay_id=str, hospital_id="S1")


def built(visits: str, stays: str = NONE, contact: str = NONE, end: dt.date = D, bed: str = NONE) -> pl.DataFrame:
    seen = ed_visits(visits).with_columns(pl.col("main_diagnosis_code").fill_null("F329"))
    frames = {"ed_visits": seen, "discharges": discharges(stays), "contacts": contacts(contact)}
    return FAMILY.build({**frames, "mental_health_stays": beds(bed)}, end)


def test_events_are_unscheduled_mental_health_visits_of_12_months() -> None:
    text = """
        visit_id person_id visit_date is_scheduled main_diagnosis_code | is_substance
        a        1         2025-09-30 false        F329                | x     # 12 months before D
        b        2         2025-10-01 false        F329                | false
        c        3         2026-09-30 false        F102                | true  # D
        d        4         2026-10-01 false        F329                | x
        e        5         2026-03-02 true         F329                | x     # booked
        f        6         2026-03-02 false        R104                | x
        g        7         2026-03-02 false        F199                | true
        h        8         2026-03-02 false        F200                | false
        i        9         2026-03-02 false        F099                | false
    """
    assert_rows(built(text).rename({"event_id": "visit_id"}), text)


def test_the_first_is_by_day_then_visit_id() -> None:
    text = """
        visit_id person_id visit_date main_diagnosis_code | is_first
        b        1         2026-03-02 F329                | false
        c        1         2026-03-03 F329                | false
        d        1         2026-03-01 F102                | true   # substance use is included
        b        2         2026-03-02 F329                | false
        a        2         2026-03-02 F102                | true   # of one day the smaller id
    """
    came = built(text).rename({"event_id": "visit_id"}).select("person_id", "visit_id", "is_first")
    expected = "person_id visit_id is_first\n1 b false\n1 c false\n1 d true\n2 a true\n2 b false"
    assert_rows(came, expected)


def test_a_visit_before_the_window_is_care_before_and_leaves_the_first_of_the_window_first() -> None:
    came = built("visit_id person_id visit_date\na 1 2025-09-30\nb 1 2026-03-02")
    assert_rows(came, "event_id is_first had_care_before\nb true true")


@pytest.mark.parametrize(
    ("day", "before"),
    [("2024-03-01", False), ("2024-03-02", True), ("2026-03-01", True), ("2026-03-02", False), ("2026-03-03", False)],
)
def test_care_on_a_day_of_the_24_months_before_the_visit(day: str, before: bool) -> None:
    visit = "visit_id person_id visit_date\na 1 2026-03-02"
    by_contact = built(visit, contact=f"person_id service_date\n1 {day}")
    by_stay = built(visit, f"person_id admission_date discharge_date care_type\n1 2023-01-01 {day} mental_health")
    by_visit = built(f"{visit}\nb 1 {day}").filter(pl.col("event_id") == "a")
    for came in (by_contact, by_stay, by_visit):
        assert came["had_care_before"].to_list() == [before]


def test_of_a_stay_the_day_of_discharge_counts() -> None:
    stay = "person_id admission_date discharge_date care_type\n1 2026-02-20 2026-03-05 mental_health"
    assert built("visit_id person_id visit_date\na 1 2026-03-02", stay)["had_care_before"].to_list() == [False]


@pytest.mark.parametrize(
    ("stay", "before"),
    [
        ("care_type\nmental_health", True),
        ("care_type\nmedical", False),
        ("main_diagnosis_code\nF320", True),
        ("main_diagnosis_code\nF050", False),
        ("main_diagnosis_code other_diagnosis_codes\nT509 X61", True),
        ("main_diagnosis_code other_diagnosis_codes\nT509 F320", False),
        ("care_type admission_category\nmental_health N", False),
        ("care_type main_diagnosis_code\nnewborn F320", False),
        ("care_type disposition_code\nmental_health 72", True),
    ],
)
def test_which_stays_are_of_mental_health(stay: str, before: bool) -> None:
    names, values = stay.split("\n")
    text = f"person_id discharge_date {names}\n1 2026-02-01 {values}"
    assert built("visit_id person_id visit_date\na 1 2026-03-02", text)["had_care_before"].to_list() == [before]


def test_other_contacts_other_visits_and_other_people_are_no_care_before() -> None:
    visits = """
        visit_id person_id visit_date is_scheduled main_diagnosis_code
        a        1         2026-03-02 false        F329
        b        1         2026-02-01 true         F329                 # booked
        c        1         2026-02-02 false        R104
        d        2         2026-02-03 false        F329
    """
    contact = "person_id service_date is_mental_health\n1 2026-02-04 false\n3 2026-02-05 true"
    assert_rows(built(visits, contact=contact), "event_id had_care_before\na false\nd false")


def test_24_months_before_the_last_day_of_february() -> None:
    visit = "visit_id person_id visit_date\na 1 2024-02-29"
    for day, before in (("2022-02-27", False), ("2022-02-28", True)):
        came = built(visit, contact=f"person_id service_date\n1 {day}", end=dt.date(2024, 9, 30))
        assert came["had_care_before"].to_list() == [before]


@pytest.mark.parametrize(
    ("day", "returned"),
    [("2026-03-02", False), ("2026-03-03", True), ("2026-04-01", True), ("2026-04-02", False), ("2026-03-01", False)],
)
def test_a_return_is_1_to_30_days_later(day: str, returned: bool) -> None:
    came = built(f"visit_id person_id visit_date\na 1 2026-03-02\nb 1 {day}").filter(pl.col("event_id") == "a")
    assert came["returned_in_30_days"].to_list() == [returned]


def test_a_return_for_substance_use_counts_and_one_after_the_period_end_does_not() -> None:
    visits = """
        visit_id person_id visit_date main_diagnosis_code
        a        1         2026-03-02 F329
        b        1         2026-03-20 F102
        c        2         2026-09-20 F329
        d        2         2026-10-02 F329
    """
    assert_rows(built(visits), "event_id returned_in_30_days\na true\nb false\nc false")


def test_30_days_must_lie_before_the_period_end() -> None:
    came = built("visit_id person_id visit_date\na 1 2026-08-31\nb 2 2026-09-01")
    assert_rows(came, "event_id has_follow_up\na true\nb false")


def test_nobody() -> None:
    empty = built(NONE)
    assert empty.is_empty()
    expected = {"person_id": pl.Int64(), "event_id": pl.String(), "event_date": pl.Date(), **FAMILY.columns}
    assert dict(empty.schema) == expected


DAYS = st.lists(st.tuples(st.integers(1, 3), st.integers(0, 1200), st.booleans()), max_size=12)


@given(DAYS)
def test_any_order_of_rows_agrees_with_a_slow_reading(rows: list[tuple[int, int, bool]]) -> None:
    visits = pl.DataFrame(
        [
            {
                "visit_id": f"v{number:02d}",
                "person_id": person,
                "visit_date": D - dt.timedelta(days=back),
                "is_scheduled": False,
                "main_diagnosis_code": "F102" if substance else "F329",
            }
            for number, (person, back, substance) in enumerate(rows)
        ],
        schema=ed_visits(NONE).schema,
    )
    frames = {"ed_visits": visits, "discharges": discharges(NONE), "contacts": contacts(NONE)}
    frames["mental_health_stays"] = MentalHealthStays.empty()
    came = FAMILY.build(frames, D)
    assert came.equals(FAMILY.build({**frames, "ed_visits": visits.sample(fraction=1.0, shuffle=True, seed=3)}, D))
    days = {
        person: sorted(d for p, d in visits.select("person_id", "visit_date").iter_rows() if p == person)
        for person in (1, 2, 3)
    }
    for row in came.iter_rows(named=True):
        after = [(day - row["event_date"]).days for day in days[row["person_id"]]]
        assert row["returned_in_30_days"] == any(1 <= number <= 30 for number in after)
        assert row["had_care_before"] == any(
            day < row["event_date"] and _two_years_before(row["event_date"]) <= day for day in days[row["person_id"]]
        )


def _two_years_before(day: dt.date) -> dt.date:
    try:
        return day.replace(year=day.year - 2)
    except ValueError:
        return dt.date(day.year - 2, 2, 28)


@pytest.mark.parametrize(
    ("admitted", "discharged", "before"),
    [
        ("2023-01-01", "2024-03-01", False),  # the day before the 24 months
        ("2023-01-01", "2024-03-02", True),
        ("2026-03-01", "2026-03-05", True),
        ("2026-03-02", "2026-03-05", False),  # the day of the visit
        ("2019-01-01", "2026-08-01", True),  # in the bed all the while
        ("2019-01-01", "2026-10-05", True),  # and after D
        ("2019-01-01", "-", True),  # has not ended
        ("2026-03-02", "-", False),
        ("2026-10-01", "-", False),
    ],
)
def test_a_day_in_a_designated_bed_in_the_24_months_before(admitted: str, discharged: str, before: bool) -> None:
    bed = f"person_id admission_date discharge_date diagnosis_category\n1 {admitted} {discharged} neurocognitive"
    assert built("visit_id person_id visit_date\na 1 2026-03-02", bed=bed)["had_care_before"].to_list() == [before]


def test_beds_of_other_people_and_several_beds() -> None:
    bed = """
        person_id admission_date discharge_date
        1         2025-01-01     2025-01-05
        1         2025-02-01     2025-02-05
        2         2026-04-01     2026-04-05
    """
    came = built("visit_id person_id visit_date\na 1 2026-03-02\nb 2 2026-03-02\nc 3 2026-03-02", bed=bed)
    assert_rows(came, "event_id had_care_before\na true\nb false\nc false")


def test_days_36_months_before_the_period_end_are_not_read() -> None:
    """24 months before 29 February 2024 is 28 February 2022, which is 36 months before 28 February 2025."""
    for day, before in (("2022-02-28", False), ("2022-03-01", True)):
        bed = f"person_id admission_date discharge_date\n1 2021-01-01 {day}"
        came = built("visit_id person_id visit_date\na 1 2024-02-29", bed=bed, end=dt.date(2025, 2, 28))
        assert came["had_care_before"].to_list() == [before]
