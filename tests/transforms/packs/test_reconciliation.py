"""A practice's own list beside the people placed with it: who agrees, who does not, and why."""

import polars as pl
import pytest

from schemas.reconciliation import REASONS
from tests.tables import assert_rows
from tests.transforms.packs.reconciled import CHOSEN, entries, known, reconciled

# Every person of the next tables: where he or she is placed, and who is registered without being counted.
PLACED = """
    person_id physician_id centre_id tier
    1         a            -         rostered
    2         z            -         rostered
    3         b            -         virtual
    4         z            -         virtual
    5         -            C1        health_centre
    6         -            -         postal_area
    7         -            -         unattributable
    8         z            -         newborn
    9         -            C1        newborn         # placed with the mother's centre
    10        z            -         other_provider
"""
NOT_COUNTED = """
    person_id excluded_reason
    20        dead
    21        not_covered
    22        ghost
    23        too_old
"""


def test_who_is_on_the_list_alone_has_a_reason() -> None:
    listed = """
        person_id roster_status | status     reason                     action
        -         not_rostered  | chart_only no_health_number           add_health_number
        1         not_rostered  | agreed     -                          -
        2         rostered      | chart_only rostered_elsewhere         ask_patient        # whatever the list says
        3         not_rostered  | chart_only care_in_group              offer_enrolment
        4         unknown       | chart_only care_elsewhere             offer_enrolment
        5         not_rostered  | chart_only health_centre              ask_patient
        6         not_rostered  | chart_only by_address                 offer_enrolment
        7         rostered      | chart_only no_team                    left_to_analyst    # no_oht
        8         not_rostered  | chart_only newborn_elsewhere          offer_enrolment
        9         not_rostered  | chart_only health_centre              ask_patient
        10        not_rostered  | chart_only care_elsewhere             offer_enrolment
        20        rostered      | chart_only died                       close_chart
        21        rostered      | chart_only not_covered                ask_for_card
        22        rostered      | chart_only not_counted                ask_patient
        23        not_rostered  | chart_only not_counted                ask_patient
        99        not_rostered  | chart_only unknown_health_number      check_health_number
    """
    facts = known(PLACED, NOT_COUNTED, "person_id\n1")
    assert_rows(reconciled(entries(listed), facts), listed)


def test_only_a_key_or_an_address_is_for_the_practice_to_put_right() -> None:
    placed = """
        person_id physician_id tier           unattributable_reason
        1         -            unattributable invalid_key
        2         -            unattributable no_postal_code
        3         -            unattributable out_of_province
        4         -            unattributable no_oht
        5         -            unattributable not_in_official_file
        6         -            unattributable official_oht_unknown
        7         -            unattributable -                    # the official file alone knows a team
    """
    listed = """
        person_id | status     reason        action
        1         | chart_only not_placeable check_address
        2         | chart_only not_placeable check_address
        3         | chart_only not_placeable check_address
        4         | chart_only no_team       left_to_analyst
        5         | chart_only no_team       left_to_analyst
        6         | chart_only no_team       left_to_analyst
        7         | chart_only no_team       left_to_analyst
    """
    assert_rows(reconciled(entries(listed), known(placed)), listed)


def test_a_list_that_says_rostered_is_held_against_the_enrolments() -> None:
    listed = """
        person_id roster_status | status     reason
        1         rostered      | agreed     -                          # open with this practice
        2         rostered      | agreed     status_without_enrolment   # counted by care
        3         rostered      | agreed     status_without_enrolment   # ended on the day
        4         rostered      | agreed     -                          # ends the day after
        5         rostered      | agreed     status_without_enrolment   # begins the day after
        6         rostered      | chart_only rostered_without_enrolment
        7         not_rostered  | chart_only care_elsewhere             # the list claims nothing
    """
    spells = """
        person_id physician_id start_date end_date
        1         a            2020-01-01 -
        3         a            2020-01-01 2026-09-30
        4         a            2020-01-01 2026-10-01
        5         a            2026-10-01 -
        6         z            2020-01-01 2021-01-01
    """
    placed = "person_id physician_id\n1 a\n2 a\n3 a\n4 a\n5 a\n6 z\n7 z"
    assert_rows(reconciled(entries(listed), known(placed, spells=spells)), listed)


def test_nothing_is_said_of_enrolments_that_were_never_supplied() -> None:
    listed = """
        person_id roster_status | status     reason
        1         rostered      | agreed     -
        2         rostered      | chart_only care_elsewhere
    """
    facts = known("person_id physician_id\n1 a\n2 z", has_enrolments=False)
    assert_rows(reconciled(entries(listed), facts), listed)


def test_what_the_practice_itself_says_of_a_chart() -> None:
    listed = """
        person_id roster_status exclusion | status     reason               action       is_left_out
        -         inactive      -         | chart_only not_active           nothing      false
        1         deceased      -         | agreed     marked_deceased      tell_registry true
        2         inactive      declined  | agreed     marked_inactive      check_status true
        3         not_rostered  palliative | agreed    excluded_by_practice nothing      true
        4         not_rostered  -         | agreed     -                    -            false
        5         inactive      -         | chart_only not_active           nothing      false
        20        deceased      -         | chart_only not_active           nothing      true       # both know it
    """
    placed = "person_id physician_id\n1 a\n2 a\n3 a\n4 a\n5 z"
    facts = known(placed, "person_id excluded_reason\n20 dead")
    assert_rows(reconciled(entries(listed), facts), listed)


def test_who_is_placed_with_the_practice_alone_has_a_reason() -> None:
    placed = """
        person_id physician_id tier           confidence | status          reason              action      charts
        1         a            rostered       high       | attributed_only enrolled_not_listed add_to_list 0
        2         a            virtual        medium     | attributed_only seen_most           review      0
        3         a            virtual        low        | attributed_only low_confidence      review      0
        4         a            other_provider low        | attributed_only low_confidence      review      0
        5         a            newborn        low        | attributed_only newborn_of_patient  add_to_list 0
        6         z            rostered       high       | x               x                   x           x
    """
    one_other = entries("person_id\n6").with_columns(physician_id=pl.lit("z"))
    assert_rows(reconciled(one_other, known(placed)), placed)


def test_a_person_with_several_charts_is_one_patient() -> None:
    listed = """
        person_id chart_ref roster_status exclusion last_visit_date
        1         1         inactive      declined  2026-09-01      # seen last, but not active
        1         2         rostered      -         2020-01-01
        2         3         unknown       -         2025-01-01
        2         4         unknown       -         2026-01-01      # seen last
        3         5         unknown       -         -
        3         6         unknown       -         -               # smallest reference stands
        -         7         unknown       -         -
        -         8         unknown       -         -               # nobody knows whether it is one person
    """
    expected = """
        person_id chart_ref        charts roster_status is_left_out
        -         0000000000000007 1      unknown       false
        -         0000000000000008 1      unknown       false
        1         0000000000000002 2      rostered      true
        2         0000000000000004 2      unknown       false
        3         0000000000000005 2      unknown       false
    """
    assert_rows(reconciled(entries(listed), known("person_id physician_id\n1 a\n2 a\n3 a")), expected)


def test_the_counts_add_up_to_panel_and_list() -> None:
    listed = entries("person_id\n1\n2\n3\n20\n99\n-\n-\n1")
    facts = known(PLACED + "    11 a - virtual\n    12 a - virtual\n", NOT_COUNTED)
    counts = dict(reconciled(listed, facts).group_by("status").len().iter_rows())
    panel = facts.attribution.filter(pl.col("physician_id") == "a").height
    assert counts == {"agreed": 1, "chart_only": 6, "attributed_only": 2}
    assert counts["agreed"] + counts["attributed_only"] == panel == 3
    assert counts["agreed"] + counts["chart_only"] == listed.height - 1  # one person has two charts


def test_other_extracts_and_other_practices_are_left_alone() -> None:
    listed = entries("""
        physician_id person_id extract_date
        a            1         2026-09-15
        a            2         2026-08-15    # of an earlier extract
        b            1         2026-09-15    # practice b has sent no list that is used
    """)
    found = reconciled(listed, known("person_id physician_id\n1 z\n3 b"))
    assert found.select("physician_id", "person_id").rows() == [("a", 1)]


def test_two_practices_may_list_the_same_person() -> None:
    listed = entries("physician_id person_id\na 1\nb 1")
    chosen = pl.concat([CHOSEN, CHOSEN.with_columns(physician_id=pl.lit("b"))])
    found = reconciled(listed, known("person_id physician_id\n1 a"), chosen)
    assert found.select("physician_id", "status", "reason").rows() == [
        ("a", "agreed", None),
        ("b", "chart_only", "care_in_group"),
    ]


def test_it_is_never_said_where_else_somebody_is() -> None:
    found = reconciled(entries("person_id\n2\n3\n4"), known(PLACED))
    only = found.filter(pl.col("status") == "chart_only")
    assert only.height == 3
    assert not {"z", "b", "H"} & {str(value) for row in only.rows() for value in row}


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_belongs_to_one_status(reason: str) -> None:
    assert REASONS[reason].status in {"agreed", "chart_only", "attributed_only"}
