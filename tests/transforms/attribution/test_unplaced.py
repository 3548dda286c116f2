"""Who is counted and cannot be placed (method, 3), even when rostered, and in which order the reasons hold."""

from tests.tables import assert_rows
from tests.transforms.rows import METHOD, D, core_lines, discharges, enrolments, persons, round_one
from transforms.attribution.counted import classify_persons

PERSONS = """
    person_id has_valid_key postal_status   area_id | unplaced_reason
    1         false         ontario         N6A     | invalid_key
    2         false         missing         -       | invalid_key      # comes first
    3         false         outside_ontario -       | invalid_key
    4         true          missing         -       | no_postal_code
    5         true          malformed       -       | no_postal_code
    6         true          outside_ontario -       | out_of_province
    7         true          ontario         N6A     | -
"""
EVERYBODY = "\n".join(["person_id", *"1234567"])


def test_the_first_reason_is_stored() -> None:
    assert_rows(classify_persons(persons(PERSONS), D, METHOD), PERSONS)


def test_neither_roster_nor_care_places_them() -> None:
    frames = {"enrolments": enrolments(EVERYBODY), "core_lines": core_lines(EVERYBODY)}
    counted = round_one(persons=persons(PERSONS), **frames).persons
    assert_rows(
        counted,
        """
        person_id tier_rule physician_id tie_step
        1         -         -            -
        2         -         -            -
        3         -         -            -
        4         -         -            -
        5         -         -            -
        6         -         -            -
        7         enrolment a            none
        """,
    )


def test_their_admissions_tell_nothing_of_a_physician() -> None:
    frames = {"enrolments": enrolments(EVERYBODY), "discharges": discharges(EVERYBODY)}
    told = round_one(persons=persons(PERSONS), **frames).admissions
    assert_rows(told, "physician_id admissions patients\na 1 1")  # person 7 alone
