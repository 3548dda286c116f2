"""The network of an area (method, 5.8): by most residents, else the nearest hospital's."""

import dataclasses

import polars as pl

from schemas.attribution_steps import AreaTeams, Residents
from tests.tables import assert_rows, table
from tests.transforms.rows import METHOD, areas, hospitals, network_ohts
from transforms.attribution.areas import place_areas

AREAS = areas("area_id network_id latitude\nN6A N9 43.0\nK9J - 45.0\nP0V N1 44.4")
# From N6A, C1 (N1) is the nearest, then C3 (N3), then C2 (N2); C9 has no network.
SITES = hospitals("""
    hospital_id corporation_id network_id latitude
    S1          C1             N1         43.1
    S2          C2             N2         45.0
    S3          C3             N3         44.0
    S9          C9             -          43.0
""")
NETWORKS = table(
    "physician_id centre_id network_id\na - N1\nb - N2\nc - N3\nd - -\n- h N2",
    dict.fromkeys(["physician_id", "centre_id", "network_id"], pl.String()),
)
OHTS = network_ohts("network_id oht_id area_id\nN1 T1 -\nN2 T2 N6A\nN2 T3 K9J\nN3 T4 -")


def placed(residents: str, area_rule: str = "plurality", parts: int = 1) -> pl.DataFrame:
    method = dataclasses.replace(METHOD, area_rule=area_rule)
    whole = table(residents, Residents)
    partials = [whole.gather_every(parts, offset) for offset in range(parts)]
    return AreaTeams.validate(place_areas(partials, NETWORKS, AREAS, SITES, OHTS, method))


def test_most_residents_decide() -> None:
    residents = """
        area_id physician_id centre_id persons
        N6A     b            -         4
        N6A     -            h         2    # a centre's people count with b's: six against five
        N6A     a            -         5
        N6A     d            -         99   # a provider without a network tells nothing
        X0X     c            -         1    # an area that is not in the table
    """
    expected = """
        area_id network_id area_basis oht_id
        K9J     N2         nearest    T3
        N6A     N2         plurality  T2
        P0V     N3         nearest    T4
        X0X     N3         plurality  T4
    """
    assert_rows(placed(residents), expected)
    assert_rows(placed(residents, parts=2), expected)


def test_a_tie_goes_to_the_nearest_hospital_of_the_tied_networks() -> None:
    residents = """
        area_id physician_id centre_id persons
        N6A     b            -         5
        N6A     c            -         5    # N3 is nearer than N2; N1, the nearest of all, has fewer
        N6A     a            -         4
        X0X     c            -         2    # no distance is known: the smaller id
        X0X     b            -         2
    """
    found = placed(residents).filter(pl.col("area_basis") == "plurality")
    assert_rows(found, "area_id network_id\nN6A N3\nX0X N2")


def test_a_corporation_whose_sites_disagree_leads_nowhere() -> None:
    """Deliveries may differ; the nearest corporation of N6A and P0V has two networks then, and the next one decides."""
    divided = hospitals("hospital_id corporation_id network_id latitude\nS2 C1 N2 43.2\nS4 C3 - 44.1")
    sites = pl.concat([SITES, divided])
    for order in (sites, sites.reverse()):
        found = place_areas([Residents.empty()], NETWORKS, AREAS, order, OHTS, METHOD)
        assert_rows(found.filter(pl.col("area_id") == "N6A"), "area_id network_id area_basis\nN6A N2 nearest")


def test_a_tie_is_not_decided_by_a_corporation_whose_sites_disagree() -> None:
    divided = hospitals("hospital_id corporation_id network_id latitude\nS4 C3 N1 44.0")
    told = table("area_id physician_id centre_id persons\nN6A b - 5\nN6A c - 5", Residents)
    found = place_areas([told], NETWORKS, AREAS, pl.concat([SITES, divided]), OHTS, METHOD)
    assert_rows(found.filter(pl.col("area_id") == "N6A"), "area_id network_id area_basis\nN6A N2 plurality")


def test_a_method_may_take_the_table_first() -> None:
    residents = "area_id physician_id centre_id persons\nN6A a - 9\nK9J a - 9"
    expected = """
        area_id network_id area_basis oht_id
        K9J     N1         plurality  T1      # the table is silent
        N6A     N9         supplied   -       # a network that leads to no team
        P0V     N1         supplied   T1
    """
    assert_rows(placed(residents, "supplied"), expected)


def test_nobody_and_no_hospital_leave_an_area_without() -> None:
    nobody = [Residents.empty()]
    nowhere = SITES.filter(pl.col("network_id").is_null())
    found = place_areas(nobody, NETWORKS, AREAS.head(1), nowhere, OHTS, METHOD)
    assert_rows(found, "area_id network_id area_basis oht_id\nN6A - - -")
