"""A small province for tests worked by hand: physicians whose practice is known, centres, and people by their rows.

Physicians `full` and `full2` are comprehensive, `walk` and `walk2` are not, `child` and `child2` are paediatricians,
`heart` is an internist. All of them, and the centres `c1` and `c2`, are in N6A, which leads to network NA and team T1.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.oracle.layout import OPTIONAL
from tests.oracle.oracle import Oracle
from tests.oracle.small_drop import Row, key_of, write_drop

D = dt.date(2026, 9, 30)
DELIVERED = dt.date(2026, 12, 1)
PRACTICES = [
    {"physician_no": "full"},
    {"physician_no": "full2"},
    {"physician_no": "walk"},
    {"physician_no": "walk2", "specialty": "05"},
    {"physician_no": "child", "specialty": "26"},
    {"physician_no": "child2", "specialty": "26"},
    {"physician_no": "heart", "specialty": "13"},
]
FIRST_NAMES = {"enrolments": "physician_no", "centre_rosters": "centre_no", "centre_visits": "centre_no"}

NUMBERED = {
    "claims": "claim_no",
    "centre_visits": "visit_no",
    "discharges": "separation_no",
    "ed_visits": "visit_no",
    "day_surgeries": "visit_no",
}

# Rows by input, without the person; `persons` holds what is special about the person, `mother` the mother's name.
Person = dict[str, Any]


def lines(physician: str, code: str = "A007A", number: int = 1, first: str = "2026-03-02", **special: str) -> list[Row]:
    """Give so many claim lines, one a day from the first day on."""
    days = [dt.date.fromisoformat(first) + dt.timedelta(days=place) for place in range(number)]
    return [{"physician_no": physician, "fee_code": code, "serviced_on": str(day)} | special for day in days]


def practice_of(*physicians: str, first: str = "2026-01-05") -> list[Row]:
    """Give core lines on the 44 days that make physicians comprehensive, all of the person `filler`."""
    return [
        {**line, "health_number": key_of("filler")}
        for name in physicians
        for line in lines(name, number=44, first=first)
    ]


def province(
    folder: Path,
    people: dict[str, Person],
    day: dt.date = D,
    inputs: dict[str, list[Row]] | None = None,
    **changed: Any,
) -> Oracle:
    """Give the oracle of a small province with these people; `inputs` adds rows or, of the crosswalk, replaces them."""
    first = str(day - dt.timedelta(days=100))
    rows: dict[str, list[Row]] = {
        "persons": [{"health_number": key_of("filler")}],
        "enrolments": [{"health_number": key_of("filler"), "physician_no": "full"}],
        "physicians": list(PRACTICES),
        "centres": [{"centre_no": "c1"}, {"centre_no": "c2"}],
        "claims": practice_of("full", "full2", first=first),
    }
    for name, found in _rows_of(people):
        rows.setdefault(name, []).append(found)
    for name, more in (inputs or {}).items():
        rows[name] = rows.get(name, []) + more
    for name, key in NUMBERED.items():
        if name in rows or name not in OPTIONAL:
            rows[name] = [{key: str(place), **row} for place, row in enumerate(rows.get(name, []))]
    return Oracle([write_drop(folder, DELIVERED, **rows)], day, threads=1, **changed)


def placed(oracle: Oracle, names: list[str] | dict[str, Any]) -> dict[str, Row]:
    """Give the row of the attribution by the name of the person; people not counted are left out."""
    found = {row["person_key"]: row for row in oracle.attribution().iter_rows(named=True)}
    return {name: found[key_of(name)] for name in names if key_of(name) in found}


def stay(first: str, last: str, **special: str) -> Row:
    """Give a stay in hospital from a day, or a day and time, to another; special columns as delivered."""
    admitted, discharged = first.split(), last.split()
    times = {"admitted_at_time": admitted[1:], "discharged_at_time": discharged[1:]}
    days = {"admitted_on": admitted[0], "discharged_on": discharged[0]}
    return days | {column: time[0] for column, time in times.items() if time} | special


def counted(oracle: Oracle, indicator: str) -> dict[str, tuple[int, int]]:
    """Give numerator and denominator of an indicator by health number, of the persons in it."""
    rows = oracle.person_counts().filter(indicator_id=indicator)
    return {key: (numerator, denominator) for key, _, numerator, denominator in rows.iter_rows()}


def by_hash(*names: str) -> list[str]:
    """Give names of providers in the order of their SHA-256."""
    return sorted(names, key=lambda name: hashlib.sha256(name.encode()).hexdigest())


def _rows_of(people: dict[str, Person]) -> Iterator[tuple[str, Row]]:
    for name, person in people.items():
        key = {"health_number": key_of(name)}
        yield "persons", {**key, **person.get("persons", {})}
        if "mother" in person:
            yield "births", {**key, "mother_health_number": key_of(person["mother"])}
        for table, given in person.items():
            if table not in ("persons", "mother"):
                yield from ((table, {**key, **_row(table, row)}) for row in given)


def _row(table: str, given: str | Row) -> Row:
    """Give a row; a bare word is its physician or centre."""
    return {FIRST_NAMES[table]: given} if isinstance(given, str) else given
