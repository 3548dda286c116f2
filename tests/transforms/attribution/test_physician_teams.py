"""Network to OHT for a physician, without any person's area (method, 5.6)."""

import polars as pl

from tests.tables import assert_rows
from tests.transforms.rows import METHOD, admissions, areas, hospitals, network_ohts, physicians, place


def decide(registry: str, crosswalk: str) -> pl.DataFrame:
    """Area and corporation of every physician here have the network that the area is named for: N1A is N1."""
    tables = {
        "physicians": physicians(registry),
        "hospitals": hospitals("hospital_id corporation_id network_id latitude\nS1 C1 N1 43\nS2 C2 N2 45\nS3 C3 N3 47"),
        "areas": areas("area_id network_id latitude\nN1A N1 43\nN2A N2 45\nN3A N3 47"),
        "network_ohts": network_ohts(crosswalk),
    }
    return place([admissions("physician_id")], tables, METHOD).physicians


def test_a_network_of_one_team_goes_there() -> None:
    registry = """
        physician_id area_id group_id | network_id provider_oht_id
        a            N1A     -        | N1         T1
        b            N1A     G1       | N1         T1     # whatever the group
        c            N2A     -        | N2         -      # two teams and no key
        d            N3A     -        | N3         -      # not in the table
        e            -       -        | -          -      # no network
    """
    assert_rows(decide(registry, "network_id oht_id\nN1 T1\nN2 T2\nN2 T3"), registry)


def test_a_deciding_key_takes_the_network_from_being_alone() -> None:
    registry = """
        physician_id area_id | provider_oht_id
        a            N1A     | T1   # named
        b            N1A     | -    # not named, though T1 is the only team
        c            N2A     | -    # a row without a key beside one with
    """
    rows = """
        network_id oht_id physician_id
        N1         T1     a
        N2         T2     -
        N2         T2     a
    """
    assert_rows(decide(registry, rows), registry)


def test_physician_before_group() -> None:
    registry = """
        physician_id area_id group_id | provider_oht_id
        a            N1A     G1       | T1   # by name
        b            N1A     G1       | T2   # by group
        c            N1A     G2       | -    # by area only: not decided here
        d            N1A     -        | -
        e            N2A     G1       | -    # the rows of another network say nothing
    """
    rows = """
        network_id oht_id physician_id group_id area_id
        N1         T1     a            -        -
        N1         T2     -            G1       -
        N1         T3     -            -        N1A
        N2         T1     -            -        N2A
    """
    assert_rows(decide(registry, rows), registry)


def test_two_teams_under_one_key_decide_nothing() -> None:
    registry = """
        physician_id area_id group_id | provider_oht_id
        a            N1A     -        | -    # named for two
        b            N1A     G1       | -    # the group for two
        c            N1A     G2       | T3   # named for two; the group decides
        d            N1A     G1       | T1   # the group for two; the name decides
    """
    rows = """
        network_id oht_id physician_id group_id
        N1         T1     a            -
        N1         T2     a            -
        N1         T1     -            G1
        N1         T2     -            G1
        N1         T1     c            -
        N1         T2     c            -
        N1         T3     -            G2
        N1         T1     d            -
    """
    assert_rows(decide(registry, rows), registry)
