"""Contacts with physicians (indicators.md 20)."""

import datetime as dt

import polars as pl

from schemas.base_tables import Contacts
from tests.tables import assert_rows, table
from tests.transforms.rows import netted
from transforms.contacts import find_contacts

DATES = {"fee_code": pl.String(), "valid_from": pl.Date(), "valid_to": pl.Date()}
# K080 held in two spans.
DATED = table(
    """
    fee_code valid_from valid_to
    A903     -          2025-03-02
    K080     2020-03-14 2021-09-30
    K080     2021-10-01 2022-11-30
    A101     2022-12-01 -
    """,
    DATES,
)
FLAGS = "is_at_distance is_video is_telephone is_mental_health has_first_visit_premium"


def found(text: str) -> pl.DataFrame:
    """One row per contact."""
    return Contacts.validate(find_contacts(netted(text), DATED, ["300", "311"]))


def check(text: str) -> None:
    assert_rows(found(text), text)


def test_places_where_care_is_given() -> None:
    check("""
        person_id location       | is_at_distance
        1         office         | false
        2         home           | false
        3         long_term_care | false
        4         virtual        | true
        5         emergency      | x
        6         inpatient      | x
        7         other          | x
        8         unknown        | x
    """)


def test_codes_hold_on_their_days_alone() -> None:
    check("""
        person_id fee_code service_date | is_at_distance
        1         A903     2025-03-02   | false
        2         A903     2025-03-03   | x
        3         K080     2020-03-13   | x
        4         K080     2020-03-14   | true
        5         K080     2022-11-30   | true
        6         K080     2022-12-01   | x
        7         A101     2022-11-30   | x
        8         A101     2022-12-01   | false   # at the office, whatever the code means
        9         X999     1990-01-01   | false   # no dates of its own
    """)


def test_signs_of_distance() -> None:
    lines = """
        person_id fee_code location service_date
        1         K080     office   2021-03-02
        2         K083     office   2021-03-02
        3         K092     home     2021-03-02
        4         K095     office   2021-03-02
        5         K084     office   2021-03-02    # no such code
        6         A007     office   2026-03-02
        6         K300     virtual  2026-03-02    # a video line of the day
        7         A007     office   2026-03-02
        7         K301     other    2026-03-02    # wherever it stands
        8         A007     office   2026-03-02
        8         K301     office   2026-03-03    # of another day: no contact by itself
        9         A007     office   2026-03-02    # one line of several is at a distance
        9         A001     virtual  2026-03-02
    """
    expected = f"""
        person_id {FLAGS}
        1         true  false false false false
        2         true  false false false false
        3         true  false false false false
        4         true  false false false false
        5         false false false false false
        6         true  true  false false false
        7         true  false true  false false
        8         false false false false false
        9         true  false false false false
    """
    assert_rows(found(lines), expected)


def test_a_modality_line_of_another_physician_says_nothing() -> None:
    lines = """
        person_id physician_id fee_code
        1         a            A007
        1         b            K300
        1         b            A001
    """
    assert_rows(found(lines), "person_id physician_id is_video\n1 a false\n1 b true")


def test_diagnoses_and_the_premium() -> None:
    check("""
        person_id fee_code diagnosis_code | is_mental_health has_first_visit_premium
        1         A007     300            | true             false
        2         A007     250            | false            false
        3         A007     -              | false            false
        4         E080     311            | true             true    # the premium alone is a contact
    """)
    several = "person_id fee_code diagnosis_code\n1 A007 250\n1 K005 311\n1 E080 -"
    assert_rows(found(several), f"person_id {FLAGS}\n1 false false false true true")


def test_a_contact_is_person_physician_and_day() -> None:
    lines = """
        person_id physician_id service_date fee_code
        1         a            2026-03-02   A007
        1         a            2026-03-02   A001
        1         a            2026-03-03   A007
        1         b            2026-03-02   A007
        2         a            2026-03-02   A007
    """
    expected = "person_id physician_id service_date\n1 a 2026-03-02\n1 a 2026-03-03\n1 b 2026-03-02\n2 a 2026-03-02"
    assert_rows(found(lines), expected)


def test_order_and_nobody() -> None:
    lines = netted("person_id fee_code location\n1 A007 office\n1 K300 virtual\n2 A007 home")
    one, other = (find_contacts(frame, DATED, []) for frame in (lines, lines.reverse()))
    assert one.equals(other)
    assert found("person_id").is_empty()
    assert one["service_date"].to_list() == [dt.date(2026, 3, 2)] * 2
