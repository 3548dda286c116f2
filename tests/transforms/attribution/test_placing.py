"""Every counted person with tier and team (method, 4.3, 4.4, 5.6 by area, 5.7)."""

import polars as pl

from schemas.core import Attribution
from tests.tables import assert_rows
from tests.transforms.rows import areas, attributed, network_ohts, teams
from transforms.attribution.round_three import attribute_to_teams

# N1 has one team; N2 is divided by area; N3 has two teams and no key; P0V has no network.
AREAS = areas("area_id network_id\nN6A N1\nK9J N2\nK9K N2\nL1L N3\nP0V -")
NETWORKS = network_ohts("""
    network_id oht_id area_id
    N1         T1     -
    N2         T2     K9J
    N2         T3     N6A   # an area of another network can decide for patients of this one
    N2         T2     K9K   # two teams under one key
    N2         T3     K9K
    N3         T4     -
    N3         T5     -
""")
# a is decided, b is by the person's area, c cannot be decided, d has no network.
TEAMS = teams("""
    physician_id group_id corporation_id network_id provider_oht_id
    a            G1       C1             N1         T1
    b            -        C2             N2         -
    c            -        C3             N3         -
    d            -        C9             -          -
""")


def placed(text: str) -> pl.DataFrame:
    return Attribution.validate(attribute_to_teams(attributed(text), TEAMS, AREAS, NETWORKS))


def test_by_the_provider_or_else_by_the_own_area() -> None:
    text = """
        person_id tier     physician_id area_id tie_step | oht_id oht_basis network_id
        1         rostered a            K9J     none     | T1     provider  N1   # a sole team: no area is asked
        2         rostered a            -       none     | T1     provider  N1
        3         virtual  b            K9J     value    | T2     provider  N2   # the provider's network, by the area
        4         virtual  b            N6A     value    | T3     provider  N2   # and not the area's own network N1
        5         virtual  b            L1L     value    | -      -         -    # no row, and N3 has two teams
        6         virtual  b            K9K     value    | -      -         -    # two teams under one key: both fail
        7         rostered c            N6A     none     | T1     area      N1   # the provider has none: the own area
        8         rostered c            K9J     none     | T2     area      N2   # and its network, not N3
        9         virtual  d            N6A     hash     | T1     area      N1
        10        virtual  d            P0V     hash     | -      -         -    # an area without a network
        11        virtual  d            X0X     hash     | -      -         -    # an area that is not in the table
    """
    assert_rows(placed(text), text)


def test_the_tier_is_kept_when_the_area_gives_the_team() -> None:
    expected = """
        person_id tier     physician_id group_id corporation_id tie_step oht_basis unattributable_reason
        1         rostered a            G1       C1             none     provider  -
        2         rostered c            -        C3             hash     area      -
    """
    persons = "person_id tier physician_id area_id tie_step\n1 rostered a K9J none\n2 rostered c N6A hash"
    assert_rows(placed(persons), expected)


def test_when_both_fail_nothing_of_the_provider_is_left() -> None:
    expected = """
        person_id tier           physician_id corporation_id network_id tie_step oht_id oht_basis unattributable_reason
        1         unattributable -            -              -          -        -      -         no_oht
    """
    assert_rows(placed("person_id tier physician_id area_id tie_step\n1 rostered c P0V none"), expected)


def test_without_a_physician_the_area_decides() -> None:
    text = """
        person_id area_id | tier           network_id oht_id oht_basis unattributable_reason
        1         N6A     | postal_area    N1         T1     area      -
        2         K9J     | postal_area    N2         T2     area      -
        3         K9K     | unattributable -          -      -         no_oht   # two teams under one key
        4         L1L     | unattributable -          -      -         no_oht   # two teams, no key
        5         P0V     | unattributable -          -      -         no_oht   # no network
        6         X0X     | unattributable -          -      -         no_oht   # not in the table
    """
    assert_rows(placed(text), text)


def test_an_unplaced_person_keeps_the_reason_whatever_the_area() -> None:
    text = """
        person_id tier           unplaced_reason area_id | tier           oht_id unattributable_reason
        1         unattributable invalid_key     N6A     | unattributable -      invalid_key
        2         unattributable no_postal_code  -       | unattributable -      no_postal_code
        3         unattributable out_of_province -       | unattributable -      out_of_province
    """
    assert_rows(placed(text), text)


def test_teams_and_the_unattributable_are_everybody() -> None:
    people = "\n".join(f"{place} {area}" for place, area in enumerate(["N6A", "K9J", "K9K", "L1L", "P0V", "X0X"]))
    everybody = placed(f"person_id area_id\n{people}")
    with_team = everybody["oht_id"].is_not_null().sum()
    assert (with_team, (everybody["tier"] == "unattributable").sum(), everybody.height) == (2, 4, 6)


def test_the_order_of_rows_decides_nothing() -> None:
    people = attributed("person_id tier physician_id area_id\n3 virtual b K9J\n1 rostered a N6A\n2 - - K9J")
    backwards = attribute_to_teams(people, TEAMS.reverse(), AREAS.reverse(), NETWORKS.reverse())
    assert_rows(backwards, "person_id oht_id\n1 T1\n2 T2\n3 T2")
