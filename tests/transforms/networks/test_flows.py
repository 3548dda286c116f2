"""Visits, flows and loyalty (networks.md 14), worked by hand."""

import dataclasses
import datetime as dt

import polars as pl
import pytest

from reference.load import LineRules, core_primary_care, dated_codes
from schemas.attribution_steps import CorporationNetworks, NetworkTeams
from schemas.base_tables import Visits
from schemas.networks import Flows, GroupCare, Loyalty
from tests.tables import assert_rows, table
from tests.transforms.rows import DAY, METHOD, D, attribution, discharges, hospitals, netted, teams
from transforms.attribution.core_lines import codes_in_force
from transforms.indicators.units import add_up
from transforms.networks.flows import FLOW_KEY, GROUP_KEY, Care, Places, count_care, describe_people
from transforms.networks.loyalty import measure_loyalty
from transforms.networks.visits import find_visits

RULES: LineRules = METHOD.lines
DATED = pl.concat([codes_in_force(core_primary_care(), dated_codes(), RULES), dated_codes()]).unique()


def test_a_visit_is_a_person_a_physician_and_a_day() -> None:
    text = """
        person_id physician_id fee_code location service_date
        1         a            A007     office   2026-03-02
        1         a            G365     office   2026-03-02   # the same visit
        1         b            A007     office   2026-03-02   # another physician
        1         a            A007     home     2026-03-03
        2         s            A135     virtual  2026-03-02   # a specialist
        2         a            K300     virtual  2026-03-02   # a modality line alone
        3         a            A007     emergency 2026-03-02
        3         a            A007     inpatient 2026-03-02
        3         a            A007     long_term_care 2026-03-02
        4         a            K080     virtual  2022-11-30   # within its dates, without a modality line
        4         a            K080     virtual  2022-12-01   # after them
        4         a            A101     virtual  2022-12-01   # limited virtual care is a visit
        4         a            A101     virtual  2022-11-30
        5         a            Q310     office   2026-03-02   # has dates of its own; never netted
    """
    found = Visits.validate(find_visits(netted(text).filter(pl.col("fee_code") != "Q310"), DATED, RULES))
    assert_rows(
        found,
        """
        person_id physician_id service_date
        1         a            2026-03-02
        1         a            2026-03-03
        1         b            2026-03-02
        2         s            2026-03-02
        4         a            2022-11-30
        4         a            2022-12-01
    """,
    )


# Network N1 has one team; N2 serves three, decided by physician, by group and by area.
NETWORKS = """
    network_id oht_id physician_id group_id area_id
    N1         T1     -            -        -
    N2         T2     c            -        -
    N2         T3     -            G3       -
    N2         T4     -            -        K9J
"""
PHYSICIANS = """
    physician_id specialty_code group_id network_id provider_oht_id
    a            00             G1       N1         T1
    b            00             G1       N1         T1
    c            00             -        N2         T2
    d            00             G3       N2         T3
    e            00             -        N2         -              # the person's area decides
    s            13             -        N1         T1
    t            13             -        -          -
"""
SITES = "hospital_id corporation_id network_id\nS1 C1 N1\nS2 C2 N2\nS3 C3 -"
PEOPLE = """
    person_id physician_id group_id network_id oht_id area_id
    1         a            G1       N1         T1     N6A
    2         a            G1       N1         T1     K9J
    3         c            -        N2         T2     N6A
    4         -            -        N2         T4     K9J
    5         -            -        -          -      -
"""
VISITS = """
    person_id physician_id service_date
    1         a            2026-03-02
    1         b            2026-03-02    # the same group
    1         c            2026-03-02    # another team
    1         e            2026-03-02    # the network decides nothing in N6A
    1         s            2026-03-02
    2         e            2026-03-02    # K9J: T4
    2         t            2026-03-02    # no network
    3         c            2026-03-02
    3         d            2026-03-02    # same network, another team
    4         e            2026-03-02
    5         a            2026-03-02    # has no team and no network
    6         a            2026-03-02    # not counted
    1         z            2026-03-02    # not in the registry
    3         c            2025-09-30    # a year before to the day
    3         c            2025-10-01
    3         c            2026-10-01
"""
STAYS = """
    person_id hospital_id care_type discharge_date
    1         S1          medical   2026-03-02
    1         S2          medical   2026-03-02    # N2, undecided in N6A
    2         S2          medical   2026-03-02    # K9J: T4
    2         S9          medical   2026-03-02    # unknown to the crosswalk
    2         S1          surgical  2026-03-02
    3         S3          medical   2026-03-02    # no network
    3         S2          medical   2025-09-30    # outside the year
"""


def count(parts: int = 1, turned: bool = False, years: int = 1) -> Care:
    people = attribution(PEOPLE).drop("confidence")
    frames = {"visits": table(VISITS, Visits), "discharges": discharges(STAYS)}
    if turned:
        people, frames = people.reverse(), {name: frame.reverse() for name, frame in frames.items()}
    places = Places(
        teams(PHYSICIANS),
        hospitals(SITES),
        table("corporation_id network_id\nC1 N1\nC2 N2", CorporationNetworks),
        table(NETWORKS, NetworkTeams),
    )
    method = dataclasses.replace(METHOD, loyalty_look_back_years=years)
    pieces = [people.filter(pl.col("person_id") % parts == part) for part in range(parts)]
    found = [count_care(describe_people(piece, piece), frames, places, D, method) for piece in pieces]
    flows, groups = add_up([one.flows for one in found], FLOW_KEY), add_up([one.groups for one in found], GROUP_KEY)
    return Care(Flows.validate(flows), GroupCare.validate(groups))


def test_flows_of_teams() -> None:
    flows = count().flows.filter(pl.col("level") == "oht")
    assert_rows(
        flows,
        """
        unit_id care_unit_id kind                total
        T1      T1           admissions          1
        T1      T1           primary_care_visits 2
        T1      T1           visits              3
        T1      T2           primary_care_visits 1
        T1      T2           visits              1
        T1      T4           admissions          1
        T1      T4           primary_care_visits 1
        T1      T4           visits              1
        T1      -            admissions          2
        T1      -            primary_care_visits 1
        T1      -            visits              2
        T2      T2           primary_care_visits 2
        T2      T2           visits              2
        T2      T3           primary_care_visits 1
        T2      T3           visits              1
        T2      -            admissions          1
        T4      T4           primary_care_visits 1
        T4      T4           visits              1
    """,
    )


def test_flows_of_networks_and_care_of_groups() -> None:
    found = count()
    assert_rows(
        found.flows.filter((pl.col("level") == "network") & (pl.col("kind") != "primary_care_visits")),
        """
        unit_id care_unit_id kind       total
        N1      N1           admissions 1
        N1      N1           visits     3
        N1      N2           admissions 2
        N1      N2           visits     3
        N1      -            admissions 1
        N1      -            visits     1
        N2      N2           visits     4
        N2      -            admissions 1
    """,
    )
    assert_rows(found.groups, "unit_id kind inside total\nG1 primary_care_visits 2 5\nG1 visits 2 7")


def test_loyalty_is_the_flow_of_a_unit_to_itself() -> None:
    found = count()
    loyalty = Loyalty.validate(measure_loyalty(found.flows, found.groups))
    assert_rows(
        loyalty.filter(pl.col("kind") == "visits"),
        """
        level    unit_id inside total
        group    G1      2      7
        network  N1      3      7
        network  N2      4      4
        oht      T1      3      7
        oht      T2      2      3
        oht      T4      1      1
        province ontario 6      11
    """,
    )
    units = found.flows.group_by("level", "unit_id", "kind").agg(pl.col("total").sum())
    told = loyalty.filter(pl.col("level").is_in(["network", "oht"]))
    assert told.select("level", "unit_id", "kind", "total").equals(units.sort("level", "unit_id", "kind"))
    assert (loyalty["inside"] <= loyalty["total"]).all()


def test_a_longer_look_back_reaches_further() -> None:
    longer = count(years=2).flows.filter((pl.col("unit_id") == "T2") & (pl.col("care_unit_id") == "T2"))
    assert_rows(longer, "kind total\nprimary_care_visits 3\nvisits 3")


@pytest.mark.parametrize("parts", [1, 2, 3])
@pytest.mark.parametrize("turned", [False, True])
def test_neither_buckets_nor_the_order_of_rows_matter(parts: int, turned: bool) -> None:
    assert count(parts, turned).flows.equals(count().flows)
    assert count(parts, turned).groups.equals(count().groups)


def test_teams_are_those_in_force_and_networks_those_recomputed() -> None:
    recomputed = attribution("person_id network_id oht_id group_id\n1 N1 T1 G1\n2 N1 T1 G1")
    in_force = attribution("person_id oht_id oht_basis network_id\n1 T2 official -\n2 - - -")
    assert_rows(describe_people(recomputed, in_force), "person_id network_id group_id oht_id\n1 N1 G1 T2\n2 N1 G1 -")


def test_days_of_the_window() -> None:
    assert dt.date(2026, 9, 30) == D
    assert dt.date(2025, 9, 30) < DAY
