"""Formed networks in round two (networks.md 13.2): from the partial counts of buckets to teams."""

import dataclasses

import polars as pl
import pytest

from reference.load import Method
from reference.method_mistakes import MethodError, clashes_in
from schemas.attribution_steps import NetworkTeams, Residents
from schemas.networks import NetworkMergers
from tests.tables import assert_rows, table
from tests.transforms.rows import METHOD, admissions, areas, hospitals, network_ohts, physicians, round_two
from transforms.attribution.round_two import RoundTwo

FORMED: Method = dataclasses.replace(
    METHOD,
    network_rule="formed",
    network_minimum_population=10,
    network_minimum_loyalty_percent=30,
    network_maximum_km=60,
    minimum_admissions=2,
)
# C2 stands 55 km from C1, C3 110 km from it; C4 has no supplied network, and C5 no place.
SITES = """
    hospital_id corporation_id network_id latitude
    S1          C1             N1         43.0
    S2          C2             N1         43.5
    S3          C3             N2         44.0
    S4          C4             -          43.0
    S5          C5             N2         -
"""
REGISTRY = "physician_id area_id\na N6A\nb N6B\nc N6C\nd N6A\ne N6A"
TOLD = """
    physician_id corporation_id admissions
    a            C1             8
    b            C2             3
    b            C1             2
    c            C3             9
    d            C4             2
    d            C1             1
    e            C5             4
"""
PEOPLE = """
    area_id physician_id persons
    N6A     a            12
    N6B     b            5
    N6C     c            11
    N6A     d            3
    N6A     e            4
"""
OHTS = "network_id oht_id area_id\nN1 T1 -\nN2 T2 N6C\nN2 T3 N6A"


def form(method: Method = FORMED, told: str = TOLD, ohts: str = OHTS, sites: str = SITES) -> RoundTwo:
    crosswalk = {
        "physicians": physicians(REGISTRY),
        "hospitals": hospitals(sites),
        "areas": areas("area_id network_id latitude\nN6A N1 43.0\nN6B N1 43.5\nN6C N2 44.0\nN6D N1 43.0"),
        "network_ohts": network_ohts(ohts),
    }
    whole = admissions(told)
    parts = [whole.gather_every(2, offset) for offset in range(2)]
    return round_two(parts, crosswalk, method, residents=table(PEOPLE, Residents))


def test_small_networks_join_those_their_people_are_admitted_to() -> None:
    assert_rows(
        NetworkMergers.validate(form().mergers),
        """
        turn network_id partner_id merged_id reason     tie_step distance_metres people own_admissions admissions
        1    F-C4       F-C1       F-C1      population admissions_out 0         3      2              3
        2    F-C5       -          -         population -        -               4      4              4
        3    F-C2       F-C1       F-C1      population admissions_out 55597     5      3              5
    """,
    )
    assert_rows(
        form().mergers.select(pl.all().name.map(lambda name: name.replace("admissions", "adm"))),
        """
        turn partner_people partner_own_adm partner_adm merged_people merged_own_adm merged_adm
        1    12             8               8           15            11             11
        2    -              -               -           -             -              -
        3    15             11              11          20            16             16
    """,
    )


def test_providers_corporations_and_areas_speak_of_the_networks_made() -> None:
    found = form()
    assert_rows(found.corporations, "corporation_id network_id\nC1 F-C1\nC2 F-C1\nC3 F-C3\nC4 F-C1\nC5 F-C5")
    assert_rows(
        found.placed.physicians,
        """
        physician_id corporation_id network_id provider_oht_id
        a            C1             F-C1       T1
        b            C2             F-C1       T1
        c            C3             F-C3       -              # N2 needs the area
        d            C4             F-C1       T1
        e            C5             F-C5       -
    """,
    )
    # Most of N6A's residents go to C1; N6D has none, and the nearest corporation decides, whatever the table says.
    assert_rows(
        found.placed.areas,
        """
        area_id network_id area_basis oht_id
        N6A     F-C1       plurality  T1
        N6B     F-C1       plurality  T1
        N6C     F-C3       plurality  T2
        N6D     F-C1       nearest    T1
    """,
    )


def test_a_network_made_has_the_rows_of_its_seed_alone() -> None:
    assert_rows(
        NetworkTeams.validate(form().network_ohts),
        "network_id oht_id area_id\nF-C1 T1 -\nF-C3 T2 N6C\nF-C3 T3 N6A\nF-C5 T2 N6C\nF-C5 T3 N6A",
    )


def test_of_a_large_hospital_without_network_the_rows_of_the_largest_that_has_some_count() -> None:
    """C1 has most people and no supplied network: F-C1 takes the rows of C2, the largest of those that have some."""
    sites = SITES.replace("S1          C1             N1", "S1          C1             -")
    found = form(sites=sites, ohts="network_id oht_id\nN1 T1\nN2 T2")
    assert found.corporations["network_id"].to_list() == ["F-C1", "F-C1", "F-C3", "F-C1", "F-C5"]
    assert_rows(found.network_ohts, "network_id oht_id\nF-C1 T1\nF-C3 T2\nF-C5 T2")


def test_a_seed_without_a_supplied_network_leads_to_no_team() -> None:
    bent = dataclasses.replace(FORMED, network_minimum_population=0, network_minimum_loyalty_percent=0)
    found = form(bent)
    assert found.mergers.is_empty()
    assert found.placed.physicians.row(3, named=True)["provider_oht_id"] is None
    assert "F-C4" not in found.network_ohts["network_id"]


def test_no_merger_divides_a_corporation_and_no_provider_loses_a_network() -> None:
    found = form(dataclasses.replace(FORMED, network_minimum_population=1000, network_maximum_km=1000))
    assert found.corporations["corporation_id"].is_unique().all()
    assert found.placed.physicians["network_id"].null_count() == 0
    assert found.corporations["network_id"].n_unique() == 2  # C5 has no place, and so no partner


def test_supplied_networks_are_not_merged() -> None:
    found = form(dataclasses.replace(METHOD, minimum_admissions=2))
    assert found.mergers.is_empty()
    assert_rows(found.corporations, "corporation_id network_id\nC1 N1\nC2 N1\nC3 N2\nC5 N2")


def test_areas_of_supplied_networks_and_formed_ones_exclude_each_other() -> None:
    values = {"network_rule": "formed", "area_rule": "supplied"}
    assert list(clashes_in(values)) == ["area_rule: supplied names supplied networks, and network_rule is formed"]
    assert not list(clashes_in({**values, "network_rule": "supplied"}))
    assert issubclass(MethodError, ValueError)


@pytest.mark.parametrize("turned", [1, 2, 3, 4])
def test_the_order_of_rows_does_not_matter(turned: int) -> None:
    rows = TOLD.strip().splitlines()
    other = "\n".join([rows[0], *rows[1 + turned :], *rows[1 : 1 + turned]])
    assert form(told=other).mergers.equals(form().mergers)
    assert form(told=other).placed.physicians.equals(form().placed.physicians)


def test_people_of_several_buckets_are_summed() -> None:
    assert pl.Series(form().mergers["merged_people"]).to_list() == [15, None, 20]
