"""The base table of physicians: in practice at D, of primary care, and with how many people (method, 6)."""

from schemas.base_tables import PanelCounts
from tests.tables import assert_rows
from tests.transforms.rows import METHOD, D, attribution, teams
from transforms.base_tables.physicians import build_physicians, count_panels


def test_in_practice_is_half_open() -> None:
    text = """
        physician_id start_date end_date   | is_in_practice
        a            -          -          | true
        b            2026-09-30 -          | true    # starts on D
        c            2026-10-01 -          | false   # the day after
        d            -          2026-09-30 | false   # ends on D: no longer in practice
        e            -          2026-10-01 | true
    """
    assert_rows(build_physicians(teams(text), count_panels(attribution("person_id")), D, METHOD), text)


def test_primary_care_is_specialty_00_or_05() -> None:
    text = "physician_id specialty_code | is_primary_care\na 00 | true\nb 05 | true\nc 26 | false\nd 03 | false"
    assert_rows(build_physicians(teams(text), count_panels(attribution("person_id")), D, METHOD), text)


def test_panels_are_the_people_of_tiers_rostered_and_virtual() -> None:
    people = attribution("""
        person_id tier           physician_id
        1         rostered       a
        2         virtual        a
        3         virtual        b
        4         postal_area    -
        5         unattributable -
    """)
    text = "physician_id provider_oht_id | oht_id panel_persons\na T1 | T1 2\nb - | - 1\nc T1 | T1 0"
    PanelCounts.validate(count_panels(people))
    assert_rows(build_physicians(teams(text), count_panels(people), D, METHOD), text)
    assert_rows(build_physicians(teams(text).reverse(), count_panels(people.reverse()), D, METHOD), text)
