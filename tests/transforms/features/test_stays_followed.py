"""Contacts after a stay (indicators.md 20, the table)."""

import polars as pl

from tests.tables import assert_rows
from tests.transforms.hospital_rows import contacts, stays
from tests.transforms.rows import D, attribution, physicians
from transforms.features.stays_followed import FAMILY

REGISTRY = """
    physician_id specialty_code group_id
    a            00             -
    b            00             -
    g            00             G
    h            26             G
    i            07             G
    k            05             G
    p            19             -
    q            26             -
    s            13             -
"""
# Person 1 belongs to the solo physician a, 2 to g of group G, 3 to nobody.
PEOPLE = "person_id physician_id group_id\n1 a -\n2 g G\n3 - -"


def followed(met: str, discharged: str = "-") -> pl.DataFrame:
    """One row per person: a stay that ended on 2 March 2026, and the contacts that `met` tells."""
    lines = "\n".join(f"{person} 2026-02-20 2026-03-02 {discharged}" for person in (1, 2, 3))
    frames = {
        "discharges": stays(f"person_id admission_date discharge_date discharge_time\n{lines}"),
        "contacts": contacts(met),
        "physicians": physicians(REGISTRY),
        "attribution": attribution(PEOPLE),
    }
    return FAMILY.build(frames, D)


def flag(name: str, header: str, lines: str, discharged: str = "-") -> None:
    """Compare, for contacts of person 1 one at a time, the flag of the stay with what stands right of the bar."""
    for line in [line for line in lines.strip().splitlines() if line.strip()]:
        cells, expected = (part.strip() for part in line.split("#")[0].split("|"))
        found = followed(f"{header}\n{cells}", discharged)
        assert found.filter(pl.col(name))["person_id"].to_list() == ([1] if expected == "true" else []), line


def test_a_family_physician_in_person_on_days_0_to_7() -> None:
    lines = """
        a 2026-03-01 false | false   # the day before the discharge
        a 2026-03-02 false | true    # the day itself
        a 2026-03-09 false | true    # day 7
        a 2026-03-10 false | false   # day 8
        a 2026-03-04 true  | false   # at a distance
        b 2026-03-04 false | true    # any family physician
        h 2026-03-04 false | false   # a paediatrician
        k 2026-03-04 false | false   # community medicine
        z 2026-03-04 false | false   # not in the registry
    """
    flag("has_family_visit_7d", "physician_id service_date is_at_distance", lines)


def test_a_family_physician_at_a_distance_too() -> None:
    lines = """
        a 2026-03-02 true  | true
        a 2026-03-09 true  | true
        a 2026-03-10 true  | false
        b 2026-03-04 false | true
        p 2026-03-04 true  | false
    """
    flag("has_family_contact_7d", "physician_id service_date is_at_distance", lines)


def test_the_own_group_or_the_solo_physician() -> None:
    met = """
        person_id physician_id service_date is_at_distance
        {}        {}           2026-03-{}   {}
    """

    def seen(person: int, physician: str, day: str = "04", distance: str = "false") -> list[int]:
        found = followed(met.format(person, physician, day, distance))
        return found.filter("has_group_visit_7d")["person_id"].to_list()

    assert seen(1, "a") == [1]
    assert seen(1, "b") == []  # another solo physician is no group
    assert seen(2, "g") == [2]
    assert seen(2, "h") == [2]  # a paediatrician of the group
    assert seen(2, "i") == [2]  # a geriatrician
    assert seen(2, "k") == []  # of another specialty
    assert seen(2, "a") == []  # another group
    assert seen(3, "b") == []  # nobody's patient
    assert seen(2, "g", day="09") == [2]
    assert seen(2, "g", day="10") == []
    assert seen(2, "g", distance="true") == []


def test_any_physician_and_the_day_of_discharge_only_when_it_was_early() -> None:
    header, name = "physician_id service_date is_at_distance", "has_physician_contact_7d"
    early = "s 2026-03-02 false | true\ns 2026-03-03 true | true\nz 2026-03-09 false | true\ns 2026-03-10 false | false"
    late = "s 2026-03-02 false | false\ns 2026-03-03 true | true\nz 2026-03-09 false | true\ns 2026-03-10 false | false"
    flag(name, header, early, discharged="07:59")
    flag(name, header, late, discharged="08:00")
    flag(name, header, late, discharged="-")


def test_the_first_visit_code_by_the_own_physician_on_days_0_to_14() -> None:
    lines = """
        a 2026-03-01 true  | false
        a 2026-03-02 true  | true
        a 2026-03-16 true  | true    # day 14
        a 2026-03-17 true  | false   # day 15
        a 2026-03-04 false | false   # another code
        b 2026-03-04 true  | false   # another physician
    """
    flag("has_own_first_visit_14d", "physician_id service_date has_first_visit_premium", lines)
    found = followed("person_id physician_id has_first_visit_premium\n3 b true\n2 h true")
    assert not found["has_own_first_visit_14d"].any()


def test_several_contacts_count_once_and_without_any_nothing_is_true() -> None:
    found = followed("physician_id service_date\na 2026-03-04\na 2026-03-05\nb 2026-03-05")
    assert_rows(found, "person_id has_family_visit_7d\n1 true\n2 false\n3 false")
    none = followed("physician_id")
    assert none.height == 3
    assert not none.select(pl.any_horizontal(pl.selectors.starts_with("has_")).any()).item()


def test_nothing_after_the_period_end_is_read() -> None:
    frames = {
        "discharges": stays("admission_date discharge_date\n2026-09-20 2026-09-28"),
        "contacts": contacts("physician_id service_date\na 2026-10-01"),
        "physicians": physicians(REGISTRY),
        "attribution": attribution(PEOPLE),
    }
    assert FAMILY.build(frames, D)["has_family_visit_7d"].to_list() == [False]
