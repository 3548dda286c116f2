"""Specialists and their hospitals (networks.md 13.3)."""

import datetime as dt

import polars as pl

from schemas.attribution_steps import InpatientServices, PhysicianTeams
from schemas.base_tables import InpatientLines, NettedClaims
from tests.tables import assert_rows, table
from tests.transforms.rows import DAY, METHOD, admissions, areas, hospitals, network_ohts, persons, physicians, place
from transforms.networks.specialists import count_services, find_inpatient_lines

SITES = """
    hospital_id corporation_id network_id latitude
    S1          C1             N1         43.0
    S2          C2             N2         45.0
    S3          C2             N2         45.1
"""


def lines(text: str) -> pl.DataFrame:
    usual = {"fee_code": "C132", "location": "inpatient", "services": 1, "paid_cents": 0}
    return table(text, NettedClaims, physician_id="s", service_date=DAY, **usual)


def test_lines_in_a_bed_of_a_hospital_alone() -> None:
    text = """
        person_id location  hospital_id service_date services
        1         inpatient S1          2026-03-02   2
        1         inpatient S1          2026-03-02   1          # another code the same day
        2         inpatient -           2026-03-02   1          # no hospital is named
        3         emergency S1          2026-03-02   1
        4         inpatient S2          2026-03-03   1
    """
    found = InpatientLines.validate(find_inpatient_lines(lines(text)))
    assert_rows(found, "person_id hospital_id service_date services\n1 S1 2026-03-02 3\n4 S2 2026-03-03 1")


def test_services_by_corporation_in_the_window() -> None:
    told = table(
        """
        person_id physician_id hospital_id service_date services
        1         s            S2          2023-09-30   9          # three years before to the day: out
        1         s            S2          2023-10-01   1
        1         s            S3          2026-09-30   2          # another site of the corporation
        2         s            S3          2026-09-30   1
        2         s            S3          2026-10-01   9          # after the period
        2         s            S1          2025-01-01   1
        3         s            S1          2025-01-01   9          # not in the registry
        1         s            S8          2025-01-01   9          # not in the crosswalk
        1         t            S1          2025-01-01   4
    """,
        InpatientLines,
    )
    registry = persons("person_id\n1\n2")
    found = count_services(told, registry, hospitals(SITES), dt.date(2023, 9, 30), dt.date(2026, 9, 30))
    assert_rows(
        InpatientServices.validate(found),
        """
        physician_id corporation_id services patients latest_date
        s            C1             1        1        2025-01-01
        s            C2             4        2        2026-09-30
        t            C1             4        1        2025-01-01
    """,
    )


def placed(registry: str, services: str, told: str = "physician_id corporation_id admissions") -> pl.DataFrame:
    given = table(services, InpatientServices, patients=1, latest_date=DAY)
    crosswalk = {
        "physicians": physicians(registry),
        "hospitals": hospitals(SITES),
        "areas": areas("area_id latitude\nN6A 43.0\nK9J 45.0"),
        "network_ohts": network_ohts("network_id oht_id\nN1 T1"),
    }
    return PhysicianTeams.validate(place([admissions(told)], crosswalk, METHOD, given).physicians)


def test_most_services_decide_for_specialists_only() -> None:
    registry = """
        physician_id specialty_code group_id | corporation_id network_basis      hospital_tie_step
        a            00             -        | C1             nearest            distance       # beds do not count
        b            13             -        | C2             inpatient_services services
        c            26             -        | C2             inpatient_services none           # a paediatrician
        d            13             -        | C1             nearest            distance       # none
        e            13             -        | C2             own_admissions     none           # patients of his own
        f            26             -        | C1             inpatient_services none           # services before them
        g            13             G1       | C2             group_admissions   none
    """
    services = """
        physician_id corporation_id services
        a            C2             9
        b            C1             2
        b            C2             3
        c            C2             1
        f            C1             1
    """
    told = "physician_id corporation_id admissions\ne C2 10\nf C2 10\ng C2 1"
    assert_rows(placed(registry, services, told), registry)


def test_every_step_of_the_tie() -> None:
    registry = """
        physician_id specialty_code area_id | corporation_id hospital_tie_step
        p            13             N6A     | C2             patients
        q            13             N6A     | C2             latest
        r            13             K9J     | C2             distance
        s            13             -       | C1             id
    """
    services = """
        physician_id corporation_id services patients latest_date
        p            C1             5        1        2026-03-02
        p            C2             5        2        2026-03-01
        q            C1             5        1        2026-03-01
        q            C2             5        1        2026-03-02
        r            C1             5        1        2026-03-02
        r            C2             5        1        2026-03-02
        s            C1             5        1        2026-03-02
        s            C2             5        1        2026-03-02
    """
    assert_rows(placed(registry, services), registry)
