"""The oracle against deaths worked by hand (families/deaths.md)."""

import pytest

from tests.oracle.oracle import Oracle
from tests.oracle.small_drop import Row, key_of
from tests.oracle.small_province import Person, by_hash, lines, province, stay

Counts = tuple[int, int] | None
OUT, NO, YES = None, (0, 1), (1, 1)
DIED = "2026-03-10"


def dead(*, place: str = "HO", day: str = DIED, recorded: str | None = None, **more: list[Row]) -> Person:
    """Give a person of 46 or so who died on a day, at home unless said, with a record and whatever else."""
    record = {"died_on": recorded or day, "died_in": place}
    return {"persons": {"died": day}, "deaths": [record], **more}


def lodged(first: str, last: str = "", place: str = "HO") -> Person:
    """Give a person who lived in a long-term care home from a day, to another if told, and died on 10 March."""
    return dead(place=place, long_term_care_stays=[{"home_no": "L1", "moved_in_on": first, "moved_out_on": last}])


# By person: rows, then death_hospital, death_ltc, death_community and eol_mdhome30.
PLACES: dict[str, tuple[Person, Counts, Counts, Counts, Counts]] = {
    "in a bed": (dead(place="IP"), YES, NO, NO, NO),
    "at the emergency": (dead(place="ED"), YES, NO, NO, NO),
    "in continuing care": (dead(place="CC"), YES, NO, NO, OUT),
    "in rehabilitation": (dead(place="RH"), YES, NO, NO, OUT),
    "in a mental-health bed": (dead(place="MH"), YES, NO, NO, OUT),
    "in long-term care": (dead(place="LT"), NO, YES, NO, OUT),
    "at home": (dead(), NO, NO, YES, NO),
    "elsewhere": (dead(place="OT"), NO, NO, YES, NO),
    "unknown": (dead(place="UK"), OUT, OUT, OUT, OUT),
    "not told": (dead(place=""), OUT, OUT, OUT, OUT),
    "no record": ({"persons": {"died": DIED}}, OUT, OUT, OUT, OUT),
    "alive, but recorded": ({"deaths": [{"died_on": DIED}]}, OUT, OUT, OUT, OUT),
    "first day": (dead(day="2025-10-01"), NO, NO, YES, NO),
    "day before": (dead(day="2025-09-30"), OUT, OUT, OUT, OUT),
    "last day": (dead(day="2026-09-30"), NO, NO, YES, NO),
    "day after": (dead(day="2026-10-01"), OUT, OUT, OUT, OUT),
    "recorded earlier": (dead(day="2025-10-01", recorded="2025-09-30"), OUT, OUT, OUT, OUT),
    "recorded another day": (dead(recorded="2026-04-01"), NO, NO, YES, NO),
    "insurance ended that day": (
        {**dead(), "persons": {"died": DIED, "covered_to": DIED}},
        *(NO, NO, YES, NO),
    ),
    "insurance ended before": (
        {**dead(), "persons": {"died": DIED, "covered_to": "2026-03-09"}},
        *(OUT, OUT, OUT, OUT),
    ),
    "visited": (dead(claims=lines("heart", "A900A", first=DIED)), NO, NO, YES, YES),
    "visited 29 days before": (dead(claims=lines("full", "B998A", first="2026-02-09")), NO, NO, YES, YES),
    "visited 30 days before": (dead(claims=lines("full", "B998A", first="2026-02-08")), NO, NO, YES, NO),
    "visited by place": (dead(claims=lines("full", first=DIED, place="H")), NO, NO, YES, YES),
    "seen at the office": (dead(claims=lines("full", first=DIED)), NO, NO, YES, NO),
    "pronounced": (dead(claims=lines("full", "A902A", first=DIED, place="H")), NO, NO, YES, NO),
    "called at home": (
        dead(claims=[*lines("full", first=DIED, place="H"), *lines("full", "K301A", first=DIED)]),
        *(NO, NO, YES, NO),
    ),
    "travelled to and called": (
        dead(claims=[*lines("full", "B960A", first=DIED), *lines("full", "K300A", first=DIED)]),
        *(NO, NO, YES, NO),
    ),
    "called by another": (
        dead(claims=[*lines("full", first=DIED, place="H"), *lines("heart", "K301A", first=DIED)]),
        *(NO, NO, YES, YES),
    ),
    "called the day before": (
        dead(claims=[*lines("full", first=DIED, place="H"), *lines("full", "K301A", first="2026-03-09")]),
        *(NO, NO, YES, YES),
    ),
    "at home and at a distance": (
        dead(claims=[*lines("full", first=DIED, place="H"), *lines("full", first=DIED, place="V")]),
        *(NO, NO, YES, NO),
    ),
    "temporary virtual code": (dead(claims=lines("full", "K080A", first=DIED, place="H")), NO, NO, YES, NO),
    "managed by telephone": (dead(claims=lines("full", "G511A", first=DIED, place="H")), NO, NO, YES, NO),
    "historic house call": (dead(claims=lines("full", "A901A", first=DIED)), NO, NO, YES, YES),
    "of a home, died in a bed": (lodged("2024-01-01", place="IP"), YES, NO, NO, OUT),
    "of a home until the 30th day before": (lodged("2024-01-01", "2026-02-08"), NO, NO, YES, OUT),
    "of a home until the day before it": (lodged("2024-01-01", "2026-02-07"), NO, NO, YES, NO),
    "of a home from the 30th day before": (lodged("2026-02-08", DIED), NO, NO, YES, OUT),
    "of a home from the day after it": (lodged("2026-02-09"), NO, NO, YES, NO),
    "bed throughout": (dead(place="IP", discharges=[stay("2026-02-08", DIED)]), YES, NO, NO, OUT),
    "bed of 29 days": (dead(place="IP", discharges=[stay("2026-02-09", DIED)]), YES, NO, NO, NO),
    "left the day before": (dead(discharges=[stay("2026-01-08", "2026-03-09")]), NO, NO, YES, NO),
}
PLACE_MEASURES = ["death_hospital", "death_ltc", "death_community", "eol_mdhome30"]


def came(*days: str, **special: str) -> Person:
    """Give a person who came to an emergency department on days and died on 10 March."""
    return dead(ed_visits=[{"registered_on": day, **special} for day in days])


def cared(day: str, service: str = "01", place: str = "HO", **more: list[Row]) -> Person:
    """Give a person who had a home-care service on a day and died on 10 March."""
    services = [{"service_no": "1", "served_on": day, "service": service}]
    return {**dead(place=place), "home_care_services": services, **more}


# By person: rows, then eol_hc30.
HOME_CARE: dict[str, tuple[Person, Counts]] = {
    "no care": (dead(), NO),
    "care on the first day": (cared("2026-02-09"), YES),
    "care a day earlier": (cared("2026-02-08"), NO),
    "care on the last day": (cared(DIED, "11"), YES),
    "care after death": (cared("2026-03-11"), NO),
    "case management": (cared(DIED, "10"), NO),
    "placement": (cared(DIED, "14"), NO),
    "care, died in long-term care": (cared(DIED, place="LT"), OUT),
    "care, of a home": ({**cared(DIED, place="IP"), **lodged("2026-02-08", place="IP")}, OUT),
    "care, moved into a home": ({**cared(DIED, place="IP"), **lodged("2026-02-09", place="IP")}, YES),
    "care, place unknown": (cared(DIED, place="UK"), OUT),
    "care, bed throughout": (cared(DIED, place="IP", discharges=[stay("2026-02-08", DIED)]), OUT),
}


# By person: rows, then eol_ed14.
VISITS: dict[str, tuple[Person, Counts]] = {
    "never came": (dead(), NO),
    "came once": (came(DIED), NO),
    "came twice on a day": (came(DIED, DIED), YES),
    "came on the first day": (came("2026-02-09", DIED), YES),
    "came a day earlier": (came("2026-02-08", DIED), NO),
    "came by appointment": (came(DIED, DIED, visit_type="S"), NO),
    "came, no record": ({**came(DIED, DIED), "deaths": []}, YES),
}


def lived(born: str, died: str = "") -> Person:
    """Give a person by the days of birth and death."""
    return {"persons": {"born": born, "died": died, "last_contact_on": ""}}


# By person: rows, then premature_mort and pyll.
YEARS: dict[str, tuple[Person, Counts, Counts]] = {
    "alive": (lived("1980-06-15"), (0, 3), (0, 3)),
    "75 on D": (lived("1951-09-30"), OUT, OUT),
    "75 tomorrow": (lived("1951-10-01"), (0, 3), (0, 3)),
    "dead at 45": (lived("1980-06-15", DIED), (1, 2), (30, 2)),
    "dead at 74": (lived("1951-03-11", DIED), (1, 2), (1, 2)),
    "dead at 75": (lived("1951-03-10", DIED), OUT, OUT),
    "dead on the first day": (lived("1980-06-15", "2023-10-01"), (1, 1), (32, 1)),
    "dead the day before": (lived("1980-06-15", "2023-09-30"), OUT, OUT),
    "dead on the last middle": (lived("1980-06-15", "2026-03-31"), (1, 2), (30, 2)),
    "dead the day after it": (lived("1980-06-15", "2026-04-01"), (1, 3), (30, 3)),
    "born on a middle": (lived("2025-03-31"), (0, 2), (0, 2)),
    "born after the last": (lived("2026-04-01"), (0, 0), (0, 0)),
    "lived a day": (lived("2026-05-01", "2026-05-02"), (1, 1), (75, 1)),
}

FIRST = by_hash("full", "walk")[0]


def left(*, spells: list[Row] | None = None, claims: list[Row] | None = None, **person: str) -> Person:
    """Give a person who died on 10 March 2026 with enrolments, care and an address."""
    return {"persons": {"died": DIED, **person}, "enrolments": spells or [], "claims": claims or []}


def spell(physician: str, start: str = "2020-01-01", end: str = "") -> Row:
    """Give an enrolment."""
    return {"physician_no": physician, "enrolled_on": start, "ended_on": end}


# By person: rows, then physician and team.
UNITS: dict[str, tuple[Person, str | None, str | None]] = {
    "enrolled": (left(spells=[spell("walk")]), "walk", "T1"),
    "until the day": (left(spells=[spell("walk", end=DIED)]), "walk", "T1"),
    "until the day before": (left(spells=[spell("walk", end="2026-03-09")]), None, "T1"),
    "since the day": (left(spells=[spell("walk", DIED)]), None, "T1"),
    "twice": (left(spells=[spell("walk"), spell("full", "2021-01-01")]), "full", "T1"),
    "twice, seen": (left(spells=[spell("walk"), spell("full")], claims=lines("walk")), "walk", "T1"),
    "twice, unseen": (left(spells=[spell("walk"), spell("full")]), FIRST, "T1"),
    "seen": (left(claims=[*lines("walk", number=2), *lines("full")]), "walk", "T1"),
    "seen and enrolled": (left(spells=[spell("full")], claims=lines("walk", number=3)), "full", "T1"),
    "seen 24 months before": (left(claims=lines("walk", first="2024-03-10")), "walk", "T1"),
    "seen a day earlier": (left(claims=lines("walk", first="2024-03-09")), None, "T1"),
    "seen on the day": (left(claims=lines("walk", first=DIED)), None, "T1"),
    "seen by a specialist": (left(claims=lines("heart", "A133A")), None, "T1"),
    "by area": (left(postal_code="K9J 1A1"), None, "T2"),
    "without address": (left(spells=[spell("walk")], postal_code=""), None, None),
    "of a stranger": (left(spells=[spell("nobody")]), None, "T1"),
}


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    groups = {"place": PLACES, "home care": HOME_CARE, "visits": VISITS, "years": YEARS, "units": UNITS}
    people = {f"{group} {name}": row[0] for group, rows in groups.items() for name, row in rows.items()}
    return province(tmp_path_factory.mktemp("deaths") / "drop", people)


def found(oracle: Oracle, measure: str, name: str) -> Counts:
    """Give numerator and denominator of a person of the population; null: not in it."""
    rows = oracle.population_counts().filter(indicator_id=measure, person_key=key_of(name))
    return rows.select("numerator", "denominator").row(0) if rows.height else None


@pytest.mark.parametrize("name", PLACES)
def test_places(oracle: Oracle, name: str) -> None:
    assert tuple(found(oracle, measure, f"place {name}") for measure in PLACE_MEASURES) == PLACES[name][1:]


@pytest.mark.parametrize("name", VISITS)
def test_emergency_visits(oracle: Oracle, name: str) -> None:
    assert found(oracle, "eol_ed14", f"visits {name}") == VISITS[name][1]


@pytest.mark.parametrize("name", HOME_CARE)
def test_home_care(oracle: Oracle, name: str) -> None:
    assert found(oracle, "eol_hc30", f"home care {name}") == HOME_CARE[name][1]


@pytest.mark.parametrize("name", YEARS)
def test_years(oracle: Oracle, name: str) -> None:
    pair = tuple(found(oracle, measure, f"years {name}") for measure in ("premature_mort", "pyll"))
    assert pair == YEARS[name][1:]


@pytest.mark.parametrize("name", UNITS)
def test_units(oracle: Oracle, name: str) -> None:
    rows = oracle.population().filter(person_key=key_of(f"units {name}"))
    assert rows.select("physician_id", "oht_id").rows() == [UNITS[name][1:]]
