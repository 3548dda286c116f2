"""Place of death and the last 30 days (families/deaths.md), both sides of each boundary."""

import datetime as dt

import polars as pl
import pytest

from flows.coverage import Coverage, missing_for
from schemas.inputs.deaths import DEATH_PLACES, Deaths
from tests.tables import assert_rows, table
from tests.transforms.home_care_rows import stays_in_homes
from tests.transforms.rows import D, discharges, ed_visits, netted, persons
from transforms.features import (
    deaths,
    emergency_before_death,
    home_care_before_death,
    home_visits_before_death,
    hospital_before_death,
    long_term_care_before_death,
    mid_years,
)
from transforms.features.family import Family

# Died on 10 March 2026: the last 30 days are 9 February to 10 March.
DEAD = persons("person_id death_date\n1 2026-03-10\n2 -")


def recorded(text: str) -> pl.DataFrame:
    return deaths.FAMILY.build({"deaths": table(text, Deaths, death_date=dt.date(2026, 3, 10), place="home")}, D)


def test_every_place_is_in_hospital_in_long_term_care_or_in_the_community() -> None:
    text = """
        person_id place                   | died_in_hospital died_in_facility died_in_long_term_care died_in_community
        1         hospital_inpatient      | true             false            false                  false
        2         emergency               | true             false            false                  false
        3         complex_continuing_care | true             true             false                  false
        4         rehabilitation          | true             true             false                  false
        5         mental_health_bed       | true             true             false                  false
        6         long_term_care          | false            true             true                   false
        7         home                    | false            false            false                  true
        8         other                   | false            false            false                  true
        9         unknown                 | x                x                x                      x
        10        -                       | x                x                x                      x
    """
    assert_rows(recorded(text), text)
    assert len(DEATH_PLACES) == 9


def test_the_record_is_of_the_last_12_months() -> None:
    text = """
        person_id death_date | has_death_place
        1         2025-10-01 | true
        2         2025-09-30 | x
        3         2026-09-30 | true
        4         2026-10-01 | x
    """
    assert_rows(recorded(text), text)


@pytest.mark.parametrize(
    ("day", "counts"),
    [("2026-02-08", 0), ("2026-02-09", 1), ("2026-03-10", 1), ("2026-03-11", 0)],
)
def test_the_last_30_days_end_with_the_day_of_death(day: str, counts: int) -> None:
    visits = ed_visits(f"person_id visit_date\n1 {day}\n2 2026-03-09")
    found = emergency_before_death.FAMILY.build({"persons": DEAD, "ed_visits": visits}, D)
    assert found["ed_visits_before_death"].to_list() == [1] * counts
    lines = netted(f"person_id service_date location\n1 {day} home\n2 2026-03-09 home")
    home = home_visits_before_death.FAMILY.build({"persons": DEAD, "claims": lines}, D)
    assert home["home_visits_before_death"].to_list() == [1] * counts


SERVICES = {"person_id": pl.Int64(), "service_date": pl.Date(), "service_code": pl.String()}


def test_home_care_in_the_last_30_days_without_case_management_and_placement() -> None:
    services = """
        person_id service_date service_code
        1         2026-02-08   01       # the day before
        1         2026-02-09   01
        1         2026-02-09   11       # the same day
        1         2026-03-10   11       # the day of death
        1         2026-03-11   01       # after it
        1         2026-03-01   10       # case management
        1         2026-03-02   14       # placement
        2         2026-03-01   01       # alive
    """
    frames = {"persons": DEAD, "home_care_services": table(services, SERVICES)}
    found = home_care_before_death.FAMILY.build(frames, D)
    assert_rows(found, "person_id home_care_days_before_death\n1 2")


def test_booked_emergency_visits_do_not_count() -> None:
    visits = ed_visits("person_id visit_date is_scheduled\n1 2026-03-01 true\n1 2026-03-01 false\n1 2026-03-01 false")
    found = emergency_before_death.FAMILY.build({"persons": DEAD, "ed_visits": visits}, D)
    assert_rows(found, "person_id ed_visits_before_death\n1 2")


@pytest.mark.parametrize(
    ("code", "location", "counts"),
    [
        ("A900", "other", True),
        ("B998", "unknown", True),
        ("B987", "home", True),
        ("A007", "home", True),
        ("A007", "office", False),
        ("B965", "other", False),  # beside the list
        ("A902", "home", False),  # death pronounced
        ("K300", "home", False),
        ("K301", "home", False),
        ("K080", "home", False),  # temporary virtual care
        ("G511", "home", False),  # palliative care by telephone
        ("G512", "home", False),  # managed for a week
        ("A102", "home", False),
        ("A901", "other", True),  # historic
    ],
)
def test_what_is_a_home_visit(code: str, location: str, counts: bool) -> None:
    lines = netted(f"person_id service_date fee_code location\n1 2026-03-01 {code} {location}")
    found = home_visits_before_death.FAMILY.build({"persons": DEAD, "claims": lines}, D)
    assert found.height == counts


def test_a_home_visit_is_a_physician_and_a_day() -> None:
    lines = """
        person_id physician_id service_date fee_code location
        1         a            2026-03-01   A900     home
        1         a            2026-03-01   B960     home
        1         b            2026-03-01   A007     home
        1         a            2026-03-02   A007     home
    """
    found = home_visits_before_death.FAMILY.build({"persons": DEAD, "claims": netted(lines)}, D)
    assert_rows(found, "person_id home_visits_before_death\n1 3")


def test_a_day_of_care_at_a_distance_is_no_home_visit() -> None:
    lines = """
        person_id physician_id service_date fee_code location
        1         a            2026-03-01   A007     home
        1         a            2026-03-01   K301     office  # wherever
        1         b            2026-03-02   B960     other
        1         b            2026-03-02   K300     home
        1         b            2026-03-03   A007     home
        1         b            2026-03-03   A007     virtual
        1         b            2026-03-01   A007     home    # the telephone was another physician's
        1         a            2026-03-02   A007     home    # and of another day
    """
    found = home_visits_before_death.FAMILY.build({"persons": DEAD, "claims": netted(lines)}, D)
    assert_rows(found, "person_id home_visits_before_death\n1 2")


@pytest.mark.parametrize(
    ("admitted", "discharged", "throughout"),
    [
        ("2026-02-08", "2026-03-10", True),
        ("2026-02-09", "2026-03-10", False),  # 29 days before
        ("2026-02-08", "2026-03-09", False),  # out the day before
        ("2026-02-08", "2026-03-11", True),
        ("2026-02-08", "2026-10-01", False),  # nothing after D is read
    ],
)
def test_in_a_bed_throughout(admitted: str, discharged: str, throughout: bool) -> None:
    stays = discharges(f"person_id admission_date discharge_date\n1 {admitted} {discharged}\n1 2026-03-01 2026-03-10")
    found = hospital_before_death.FAMILY.build({"persons": DEAD, "discharges": stays}, D)
    assert found.height == throughout


@pytest.mark.parametrize(
    ("moved_in", "moved_out", "lived_there"),
    [
        ("2024-01-01", "-", True),
        ("2024-01-01", "2026-02-08", True),  # the 30th day before death
        ("2024-01-01", "2026-02-07", False),
        ("2026-02-08", "-", True),
        ("2026-02-09", "-", False),  # moved in within the last 30 days
    ],
)
def test_lived_in_long_term_care_before_the_last_30_days(moved_in: str, moved_out: str, lived_there: bool) -> None:
    homes = stays_in_homes(f"person_id admission_date discharge_date\n1 {moved_in} {moved_out}\n2 2024-01-01 -")
    found = long_term_care_before_death.FAMILY.build({"persons": DEAD, "long_term_care_stays": homes}, D)
    assert found["was_in_long_term_care"].to_list() == [True] * lived_there


def test_two_stays_in_homes_are_one_row() -> None:
    homes = stays_in_homes("facility_id admission_date\nL1 2024-01-01\nL2 2025-01-01")
    frames = {"persons": DEAD, "long_term_care_stays": homes}
    assert long_term_care_before_death.FAMILY.build(frames, D).height == 1


def test_two_stays_are_one_row() -> None:
    stays = discharges("person_id admission_date discharge_date\n1 2026-01-01 2026-03-10\n1 2026-02-01 2026-03-10")
    assert hospital_before_death.FAMILY.build({"persons": DEAD, "discharges": stays}, D).height == 1


def test_middles_of_three_years() -> None:
    text = """
        person_id birth_date death_date | mid_years
        1         1980-06-15 -          | 3
        2         2024-03-31 -          | 3   # born on the first middle
        3         2024-04-01 -          | 2
        4         2026-03-31 -          | 1   # born on the last
        5         2026-04-01 -          | x
        6         1980-06-15 2026-03-31 | 2   # dead on the last
        7         1980-06-15 2026-04-01 | 3
        8         1980-06-15 2024-03-31 | x
        9         1980-06-15 2024-04-01 | 1
        10        1980-06-15 2026-10-01 | 3
    """
    assert_rows(mid_years.FAMILY.build({"persons": persons(text)}, D), text)


FAMILIES: dict[str, tuple[Family, str]] = {
    "deaths": (deaths.FAMILY, "needs deaths, persons"),
    "emergency": (emergency_before_death.FAMILY, "needs ed_visits, persons"),
    "home visits": (home_visits_before_death.FAMILY, "needs claims, persons"),
    "hospital": (hospital_before_death.FAMILY, "needs discharges, persons"),
    "long-term care": (long_term_care_before_death.FAMILY, "needs long_term_care_stays, persons"),
    "mid-years": (mid_years.FAMILY, "needs persons"),
}


@pytest.mark.parametrize("name", FAMILIES)
def test_what_they_need(name: str) -> None:
    family, sentence = FAMILIES[name]
    assert missing_for(family.requires, Coverage({}, frozenset(), frozenset()), D) == sentence
    absent = frozenset({("persons", "death_date")})
    inputs = frozenset({"persons", family.requires[0].input_name})
    assert missing_for(family.requires, Coverage({}, absent, inputs), D) == "needs persons.death_date"


def test_a_source_that_has_deaths_without_places() -> None:
    known = Coverage({}, frozenset({("deaths", "place")}), frozenset({"persons", "deaths"}))
    assert missing_for(deaths.FAMILY.requires, known, D) == "needs deaths.place"
