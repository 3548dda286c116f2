"""Every counted person with tier and team (method, 4, 5.6 by area, 5.7)."""

import dataclasses

import polars as pl

from schemas.core import Attribution
from tests.tables import assert_rows
from tests.transforms.rows import METHOD, area_teams, attributed, centre_teams, network_ohts, teams
from transforms.attribution.round_three import Between, attribute_to_teams
from transforms.attribution.round_two import Placed

# N1 has one team; N2 is divided by area; N3 has two teams and no key; P0V has no network.
AREAS = area_teams("area_id network_id oht_id\nN6A N1 T1\nK9J N2 T2\nK9K N2 -\nL1L N3 -\nP0V - -")
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


CENTRES = centre_teams("""
    centre_id corporation_id network_id provider_oht_id
    h         C1             N1         T1
    i         C2             N2         -
""")
NOBODY = pl.DataFrame(schema={"person_id": pl.Int64, "physician_id": pl.String, "centre_id": pl.String})
BETWEEN = Between(Placed(TEAMS, CENTRES, AREAS), NOBODY, NETWORKS)


def placed(text: str, **values: object) -> pl.DataFrame:
    method = dataclasses.replace(METHOD, **values)
    return Attribution.validate(attribute_to_teams(attributed(text), BETWEEN, method))


def test_by_the_provider_or_else_by_the_own_area() -> None:
    text = """
        person_id tier_rule physician_id area_id tie_step | oht_id oht_basis network_id
        1         enrolment a            K9J     none     | T1     provider  N1   # a sole team: no area is asked
        2         enrolment a            -       none     | T1     provider  N1
        3         core_care b            K9J     value    | T2     provider  N2   # the provider's network, by the area
        4         core_care b            N6A     value    | T3     provider  N2   # and not the area's own network N1
        5         core_care b            L1L     value    | -      -         -    # no row, and N3 has two teams
        6         core_care b            K9K     value    | -      -         -    # two teams under one key: both fail
        7         enrolment c            N6A     none     | T1     area      N1   # the provider has none: the own area
        8         enrolment c            K9J     none     | T2     area      N2   # and its network, not N3
        9         core_care d            N6A     hash     | T1     area      N1
        10        core_care d            P0V     hash     | -      -         -    # an area without a network
        11        core_care d            X0X     hash     | -      -         -    # an area that is not in the table
    """
    assert_rows(placed(text), text)


def test_the_tier_is_kept_when_the_area_gives_the_team() -> None:
    expected = """
        person_id tier     physician_id group_id corporation_id tie_step oht_basis unattributable_reason
        1         rostered a            G1       C1             none     provider  -
        2         rostered c            -        C3             hash     area      -
    """
    persons = "person_id tier_rule physician_id area_id tie_step\n1 enrolment a K9J none\n2 enrolment c N6A hash"
    assert_rows(placed(persons), expected)


def test_when_both_fail_nothing_of_the_provider_is_left() -> None:
    expected = """
        person_id tier           physician_id corporation_id network_id tie_step oht_id oht_basis unattributable_reason
        1         unattributable -            -              -          -        -      -         no_oht
    """
    assert_rows(placed("person_id tier_rule physician_id area_id tie_step\n1 enrolment c P0V none"), expected)


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
        person_id is_barred unplaced_reason area_id | tier           oht_id unattributable_reason
        1         true      invalid_key     N6A     | unattributable -      invalid_key
        2         true      no_postal_code  -       | unattributable -      no_postal_code
        3         true      out_of_province -       | unattributable -      out_of_province
        4         false     no_postal_code  -       | unattributable -      no_postal_code   # no gate, and no area
    """
    assert_rows(placed(text), text)


def test_teams_and_the_unattributable_are_everybody() -> None:
    people = "\n".join(f"{place} {area}" for place, area in enumerate(["N6A", "K9J", "K9K", "L1L", "P0V", "X0X"]))
    everybody = placed(f"person_id area_id\n{people}")
    with_team = everybody["oht_id"].is_not_null().sum()
    assert (with_team, (everybody["tier"] == "unattributable").sum(), everybody.height) == (2, 4, 6)


def test_a_centre_leads_to_a_team_like_a_physician() -> None:
    text = """
        person_id tier_rule     centre_id area_id | tier          centre_id oht_id oht_basis corporation_id
        1         centre_roster h         K9J     | health_centre h         T1     provider  C1
        2         centre_roster i         K9J     | health_centre i         T2     provider  C2   # by the own area
        3         centre_roster i         L1L     | unattributable -        -      -         -    # no row decides
    """
    people, expected = (side(text, place) for place in (0, 1))
    assert_rows(placed(people), expected)


def side(text: str, place: int) -> str:
    """Give the left part of each line, or its right part with the first column before it."""
    lines = [line.split("#")[0].split("|") for line in text.strip().splitlines()]
    return "\n".join(line[0] if place == 0 else f"{line[0].split()[0]} {line[1]}" for line in lines)


def test_the_method_may_leave_the_undecided_without_a_team() -> None:
    people = """
        person_id tier_rule physician_id area_id
        1         core_care b            K9J      # decided by the own area under the provider's own network
        2         enrolment c            N6A      # nothing of the provider decides
        3         -         -            N6A      # nobody: the area, as ever
    """
    expected = "person_id oht_id unattributable_reason\n1 T2 -\n2 - no_oht\n3 T1 -"
    assert_rows(placed(people, unresolved_network="unattributable"), expected)


def test_a_method_without_areas_leaves_the_others_without_a_team() -> None:
    order = tuple(rule for rule in METHOD.tier_order if rule != "area")
    expected = "person_id tier unattributable_reason\n1 unattributable no_oht"
    assert_rows(placed("person_id area_id\n1 N6A", tier_order=order), expected)


def test_a_newborn_gets_the_mothers_provider_and_the_team_that_follows() -> None:
    answers = pl.DataFrame([(1, "a", None), (2, "b", None), (3, None, "h")], schema=NOBODY.schema, orient="row")
    between = dataclasses.replace(BETWEEN, newborns=answers)
    people = attributed("person_id area_id\n1 K9J\n2 N6A\n3 K9J\n4 K9J")
    expected = """
        person_id tier        tier_rule physician_id centre_id oht_id confidence
        1         newborn     mother    a            -         T1     low
        2         newborn     mother    b            -         T3     low     # divided by the child's own area
        3         newborn     mother    -            h         T1     low
        4         postal_area area      -            -         T2     lowest
    """
    assert_rows(attribute_to_teams(people, between, METHOD), expected)


def test_the_order_of_rows_decides_nothing() -> None:
    people = attributed("person_id tier_rule physician_id area_id\n3 core_care b K9J\n1 enrolment a N6A\n2 - - K9J")
    turned = Between(Placed(TEAMS.reverse(), CENTRES.reverse(), AREAS.reverse()), NOBODY, NETWORKS.reverse())
    assert_rows(attribute_to_teams(people, turned, METHOD), "person_id oht_id\n1 T1\n2 T2\n3 T2")
