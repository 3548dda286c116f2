"""Cases of people who died: where, how long ago, and what happened in the last 30 days."""

from functools import partial
from typing import Any

from synthetic.planted.cast import Cast, Row
from synthetic.planted.story import Case, Story, excluded

HOSPITAL, CARE_HOME, COMMUNITY = "death_hospital", "death_ltc", "death_community"
HOME_VISIT, EMERGENCY, PREMATURE, YEARS_LOST = "eol_mdhome30", "eol_ed14", "premature_mort", "pyll"
OUT: tuple[int, int] = (0, 0)
DAYS_AGO = 100


def cases() -> dict[str, Case]:
    """Give the cases by name."""
    return {**_places(), **_days(), **_homes(), **_home_visits(), **_emergency_visits()}


def _places() -> dict[str, Case]:
    """Deaths 100 days ago, by place."""
    counts = {"IP": (1, 0, 0), "CC": (1, 0, 0), "LT": (0, 1, 0), "OT": (0, 0, 1)}
    found = {
        f"died_in_{place}": partial(_dead, place=place, events=_in_all(*numerators))
        for place, numerators in counts.items()
    }
    nowhere: dict[str, tuple[int, int]] = dict.fromkeys((HOSPITAL, CARE_HOME, COMMUNITY, HOME_VISIT), OUT)
    return {
        **found,
        "died_at_unknown_place": partial(_dead, place="UK", events=nowhere),
        "died_without_record": lambda cast: _story(cast, DAYS_AGO, events=nowhere),
    }


def _in_all(hospital: int, care_home: int, community: int) -> dict[str, tuple[int, int]]:
    return {HOSPITAL: (1, hospital), CARE_HOME: (1, care_home), COMMUNITY: (1, community)}


def _days() -> dict[str, Case]:
    """Deaths on both sides of the first day of 12 and of 36 months, and at 74 and 75 years of age."""
    alive_twice, never = {PREMATURE: (2, 1), YEARS_LOST: (2, 35)}, {PREMATURE: OUT, YEARS_LOST: OUT}
    return {
        "died_on_first_day": lambda cast: _of_a_day(cast, 1, 1, {HOSPITAL: (1, 1), EMERGENCY: (1, 0), **alive_twice}),
        "died_a_day_before": lambda cast: _of_a_day(cast, 1, 0, {HOSPITAL: OUT, EMERGENCY: OUT, **alive_twice}),
        "died_three_years_ago": lambda cast: _of_a_day(cast, 3, 0, never),
        "died_a_day_after_that": lambda cast: _of_a_day(cast, 3, 1, {PREMATURE: (1, 1), YEARS_LOST: (1, 37)}),
        "died_at_74": lambda cast: _aged(cast, 1, {PREMATURE: (3, 1), YEARS_LOST: (3, 1)}),
        "died_at_75": lambda cast: _aged(cast, 0, never),
    }


def _of_a_day(cast: Cast, years: int, plus_days: int, events: dict[str, tuple[int, int]]) -> Story:
    died = cast.years_ago(years, plus_days)
    record = {"died_on": died.isoformat(), "died_in": "IP", "cause": "I259"}
    born = cast.years_ago(41).isoformat()
    return _story(cast, (cast.last_day - died).days, events=events, person={"born": born}, further={"deaths": [record]})


def _aged(cast: Cast, plus_days: int, events: dict[str, tuple[int, int]]) -> Story:
    """A person who died on the last day, on the 75th birthday or so many days before it."""
    born = cast.years_ago(75, plus_days).isoformat()
    return _story(cast, 0, events=events, person={"born": born}, further={"deaths": [_record(cast, 0, "HO")]})


def _homes() -> dict[str, Case]:
    """People who moved into a long-term care home so many days before they died in hospital."""
    return {
        "lived_in_long_term_care_and_died_in_IP": partial(_lodged, days=30, counts=OUT),
        "moved_to_long_term_care_and_died_in_IP": partial(_lodged, days=29, counts=(1, 0)),
    }


def _lodged(cast: Cast, days: int, counts: tuple[int, int]) -> Story:
    moved_in = cast.ago(DAYS_AGO + days).isoformat()
    further = {
        "deaths": [_record(cast, DAYS_AGO, "IP")],
        "long_term_care_stays": [{"home_no": "H1", "moved_in_on": moved_in, "moved_out_on": None}],
    }
    return _story(cast, DAYS_AGO, events={HOSPITAL: (1, 1), HOME_VISIT: counts}, further=further)


def _home_visits() -> dict[str, Case]:
    """A physician's visit so many days before a death at home."""
    at_home = {"place": "H"}
    return {
        "visited_at_home_on_the_day": partial(_visited, days=0, code="A900A", seen=1),
        "visited_at_home_29_days_before": partial(_visited, days=29, code="B998A", seen=1),
        "visited_at_home_30_days_before": partial(_visited, days=30, code="B998A", seen=0),
        "visited_at_home_by_place": partial(_visited, days=3, code="A007A", seen=1, **at_home),
        "seen_at_the_office": partial(_visited, days=3, code="A007A", seen=0),
        "pronounced_at_home": partial(_visited, days=0, code="A902A", seen=0, **at_home),
        "managed_by_telephone": partial(_visited, days=3, code="G511A", seen=0, **at_home),
    }


def _visited(cast: Cast, days: int, code: str, seen: int, **others: Any) -> Story:
    line = cast.line(cast.home.physicians["specialist"], DAYS_AGO + days, code, **others)
    return _dead(cast, "HO", {HOME_VISIT: (1, seen)}, claims=[line])


def _emergency_visits() -> dict[str, Case]:
    """Emergency visits so many days before death."""
    counts = {(0, 29): 1, (0, 30): 0, (5, 5): 1, (5,): 0}
    return {
        f"came_{'_and_'.join(map(str, days))}_days_before": partial(_came, days=days, often=often)
        for days, often in counts.items()
    }


def _came(cast: Cast, days: tuple[int, ...], often: int) -> Story:
    visits = [cast.visit(DAYS_AGO + day) for day in days]
    return _dead(cast, "ED", {EMERGENCY: (1, often)}, ed_visits=visits)


def _dead(cast: Cast, place: str, events: dict[str, tuple[int, int]], **rows: Any) -> Story:
    return _story(cast, DAYS_AGO, events=events, further={"deaths": [_record(cast, DAYS_AGO, place)]}, **rows)


def _record(cast: Cast, days_ago: int, place: str) -> Row:
    return {"died_on": cast.ago(days_ago).isoformat(), "died_in": place, "cause": "I259"}


def _story(cast: Cast, days_ago: int, person: Row | None = None, **others: Any) -> Story:
    died = {"died": cast.ago(days_ago).isoformat(), **(person or {})}
    return Story(excluded("dead"), person=died, enrolments=[cast.long_spell()], **others)
