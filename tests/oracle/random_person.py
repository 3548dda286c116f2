"""A person of a random delivery: registry, addresses, enrolment, centres, care and stays, each at some edge."""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from random import Random

from tests.oracle.families import oracle_families
from tests.oracle.random_claims import claims_of, ward_claims
from tests.oracle.random_days import ONE_DAY, beside, birth_days, text, years_ago
from tests.oracle.random_hospital import hospital_rows
from tests.oracle.random_town import Town
from tests.oracle.small_drop import Row

SPELLS = {
    "enrolments": ("physician_no", ["a", "b", "c", "nobody"], "enrolled_on", "ended_on"),
    "centre_rosters": ("centre_no", ["c1", "c1", "c2", "c9"], "registered_on", "ended_on"),
}


def person_rows(town: Town, key: str, keys: list[str]) -> dict[str, list[Row]]:
    """Give all rows of one person by table; nobody has everything."""
    choose = town.random.choice
    born = choose(birth_days(town.end))
    rows = {
        "persons": [_registered(town, born)],
        "addresses": [_address(town) for _ in range(choose([0, 0, 0, 1, 2]))],
        **{table: _spells(town, table) for table in SPELLS},
        "centre_visits": [_centre_visit(town) for _ in range(choose([0, 1, 2, 4, 6]))],
        "claims": [*claims_of(town), *ward_claims(town)],
        "discharges": [_stay(town) for _ in range(choose([0, 0, 0, 1, 3]))],
        "ed_visits": [{}],
    }
    for name, found in hospital_rows(town, key).items():
        rows[name] = [*rows.get(name, []), *found]
    for name, found in _further(town, key):
        if name == "persons":
            _change(rows["persons"][0], found)
        else:
            rows[name] = [*rows.get(name, []), *found]
    if born > years_ago(town.end, 3):
        rows["births"] = [{"mother_health_number": choose(keys)}]
    return {name: [{"health_number": key, **row} for row in given] for name, given in rows.items()}


def _further(town: Town, key: str) -> Iterator[tuple[str, list[Row]]]:
    """Give rows by table that families add; each draws for itself, so that one more leaves the others as they were."""
    for family in oracle_families():
        own = dataclasses.replace(town, random=Random(f"{town.end} {key} {sorted(family.inputs)}"))
        yield from family.random(own, key).items()


def _change(person: Row, changes: list[Row]) -> None:
    """Say something else of a person, but no death before birth."""
    for change in changes:
        if change.get("died", person["born"]) >= person["born"]:
            person.update(change)


def _registered(town: Town, born: dt.date) -> Row:
    """Give the row of the registry; one person in three has something at an edge."""
    row = {"born": text(born), "gender": town.random.choice("1239"), "postal_code": town.postal_code()}
    name = town.random.choice(["died", "last_contact_on", "covered_from", "covered_to", *[""] * 8])
    edge = years_ago(town.end, 7) if name == "last_contact_on" else town.end
    day = town.random.choice(beside(edge))
    can_be = name and (name != "died" or day >= born)
    return {**row, name: text(day)} if can_be else row


def _address(town: Town) -> Row:
    """Give an address that began long ago or about the end of the period."""
    start = town.random.choice([years_ago(town.end, 3), years_ago(town.end, 1), *beside(town.end)])
    return {"lives_from": text(start), "postal_code": town.postal_code()}


def _spells(town: Town, table: str) -> list[Row]:
    """Give up to three spells, most of them open; some end before they began and are set aside."""
    column, names, first, last = SPELLS[table]
    starts = [years_ago(town.end, 3), *[years_ago(town.end, 1)] * 2, *beside(town.end)]
    ends = [None, None, None, years_ago(town.end, 2), *beside(town.end)]
    return [
        {column: town.one_of(names), first: text(town.random.choice(starts)), last: text(town.random.choice(ends))}
        for _ in range(town.random.choice([0, 0, 0, 0, 1, 2, 3]))
    ]


def _centre_visit(town: Town) -> Row:
    """Give a visit to one of two known centres or to an unknown one."""
    day = text(town.random.choice(town.days[:5]))
    return {"centre_no": town.one_of(["c1", "c1", "c2", "c9"]), "visited_on": day}


def _stay(town: Town) -> Row:
    """Give a stay in hospital, most of them medical and unplanned, some at an edge of three years."""
    choose, end = town.random.choice, town.end
    day = choose([*beside(years_ago(end, 3)), *beside(end), years_ago(end, 1), years_ago(end, 2)])
    return {
        "institution_no": town.one_of(["S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9"]),
        "admitted_on": text(day - ONE_DAY),
        "discharged_on": text(day),
        "entry_category": choose(["U", "U", "L", "N", "S", "RI"]),
        "patient_service": choose("MMMS"),
    }
