"""Which netted lines are core (method, 2): by code and date, place, and physician."""

import polars as pl

from reference.load import core_primary_care, schedule_fees
from schemas.base_tables import CoreLines
from tests.tables import assert_rows
from tests.transforms.rows import METHOD, netted, physicians
from transforms.attribution.core_lines import build_core_lines

REGISTRY = """
    physician_id specialty_code start_date end_date
    a            00             -          -
    public       05             -          -
    child        26             -          -
    internist    13             -          -
    retired      00             -          2000-01-01
    beginner     00             2030-01-01 -
"""


def core_lines(text: str) -> pl.DataFrame:
    lines = build_core_lines(netted(text), physicians(REGISTRY), core_primary_care(), schedule_fees(), METHOD)
    return CoreLines.validate(lines)


def test_the_code_is_listed_at_the_service_date() -> None:
    text = """
        person_id fee_code service_date | value_cents
        1         A007     2026-03-02   | 3795
        2         A101     2026-03-02   | x     # not listed
        3         A903     2025-03-02   | 6505  # its last day
        4         A903     2025-03-03   | x     # the day after
        5         K131     2013-01-01   | 5695  # its first day
        6         K131     2012-12-31   | x     # the day before
        7         A007     1950-01-01   | 3470  # null dates are open
        8         Q310     2026-03-02   | x     # time code
        9         K300     2026-03-02   | x     # says how, and is no care itself
    """
    assert_rows(core_lines(text), text)


def test_the_place_is_office_home_or_virtual() -> None:
    text = """
        person_id location       | value_cents
        1         office         | 3795
        2         home           | 3795
        3         virtual        | 3795
        4         emergency      | x
        5         inpatient      | x
        6         long_term_care | x
        7         other          | x
        8         unknown        | x
    """
    assert_rows(core_lines(text), text)


def test_the_registry_says_who_is_a_family_physician() -> None:
    text = """
        person_id physician_id | value_cents
        1         a            | 3795
        2         public       | 3795
        3         child        | x     # paediatrician
        4         internist    | x
        5         nobody       | x     # not in the registry
        6         retired      | 3795  # whatever the physician's own dates
        7         beginner     | 3795
    """
    assert_rows(core_lines(text), text)


def test_each_line_of_a_day_is_a_line() -> None:
    text = """
        person_id fee_code location hospital_id | value_cents
        1         A001     office   -           | 2375
        1         A007     home     -           | 3795   # the same worth from two places
        1         A007     office   H1          | 3795
        1         K013     office   -           | 7010
    """
    assert_rows(core_lines(text), text)


def test_no_lines_no_core_lines() -> None:
    assert core_lines("person_id").is_empty()
