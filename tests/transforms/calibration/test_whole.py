"""Measures of whole tables: physicians, practices, networks, loyalty, places."""

import polars as pl
import pytest

from schemas.attribution_steps import JudgedPhysicians
from schemas.base_tables import PanelCounts
from schemas.networks import Loyalty, Networks
from tests.tables import table
from tests.transforms.calibration.counted import MOMENT, fraction
from tests.transforms.rows import hospitals, teams
from transforms.calibration import loyalty, networks, physicians, places, practices
from transforms.calibration.family import Totals

NOTHING = Totals({})
TEAMS = """
    physician_id specialty_code network_basis    network_id start_date end_date
    a            00             own_admissions   N1         -          -
    b            05             group_admissions N1         2026-09-30 -            # begins on the day
    c            00             nearest          N1         -          2026-10-01   # ends the day after
    d            00             own_admissions   N1         -          2026-09-30   # ended
    e            00             own_admissions   N1         2026-10-01 -            # not yet
    f            00             nearest          N1         -          -            # a person too few
    g            00             none             -          -          -            # nobody's
    s            13             nearest          N2         -          -
"""
PANELS = table("physician_id panel_persons\na 10\nb 900\nc 10\nd 10\ne 10\nf 9\ns 10", PanelCounts)


def test_linked_physicians() -> None:
    found = physicians.measure_physicians(NOTHING, {"physician_teams": teams(TEAMS), "panels": PANELS}, MOMENT)
    assert fraction(found["family_physicians_linked_share"]) == (2, 3)


@pytest.mark.parametrize(("bases", "linked"), [(["nearest"], None), (["nearest", "inpatient_services"], (0, 1))])
def test_specialists_need_their_own_rule(
    bases: list[str], linked: tuple[int, int] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(physicians, "NETWORK_BASES", bases)
    found = physicians.measure_physicians(NOTHING, {"physician_teams": teams(TEAMS), "panels": PANELS}, MOMENT)
    value = found["specialists_linked_share"]
    assert (fraction(value) if value else None) == linked


def test_practices() -> None:
    judged = table(
        """
        physician_id most_days core_lines lines is_comprehensive
        a            44        51         100   true
        b            44        50         100   false     # half is not more than half
        c            43        90         100   false     # a day too few
        d            200       0          100   false
        """,
        JudgedPhysicians,
    )
    found = practices.measure_practices(NOTHING, {"judged": judged}, MOMENT)
    assert {name: fraction(value) for name, value in found.items()} == {
        "comprehensive_physicians": (1, 1),
        "physicians_with_core_lines": (3, 1),
        "comprehensive_share": (1, 4),
        "few_days_share": (1, 4),
        "focused_share": (2, 4),
    }


def of_networks(text: str) -> pl.DataFrame:
    return table(text, Networks, network_rule="supplied", corporations=1, family_physicians=0, specialists=0)


def test_medians_of_networks() -> None:
    rows = of_networks("""
        network_id people family_physicians specialists
        N1         100    3                 7
        N2         300    5                 8
        N3         0      9                 9            # led nobody to a team
        N4         201    4                 9
        N5         200    4                 10
    """)
    found = networks.measure_networks(NOTHING, {"networks": rows}, MOMENT)
    assert fraction(found["networks"]) == (4, 1)
    assert fraction(found["network_family_physicians"]) == (3 + 5 + 4 + 4, 1)
    assert fraction(found["network_specialists"]) == (7 + 8 + 9 + 10, 1)
    assert fraction(found["median_network_residents"]) == (401, 2)
    assert fraction(found["median_network_family_physicians"]) == (4, 1)
    assert fraction(found["median_network_specialists"]) == (17, 2)


def test_no_network_has_people() -> None:
    found = networks.measure_networks(NOTHING, {"networks": of_networks("network_id people\nN1 0")}, MOMENT)
    assert found["median_network_residents"] is None


def test_median_loyalty() -> None:
    rows = table(
        """
        level    unit_id kind       inside total
        network  N1      visits     6      10
        network  N2      visits     9      10
        network  N3      visits     7      10
        network  N1      admissions 1      2
        network  N2      admissions 3      4
        province ontario visits     22     30
        oht      T1      visits     1      30
        """,
        Loyalty,
    )
    found = loyalty.measure_loyalty(NOTHING, {"loyalty": rows}, MOMENT)
    assert fraction(found["median_loyalty_visits"]) == (7, 10)
    assert fraction(found["median_loyalty_admissions"]) == (5, 8)
    assert found["median_loyalty_primary_care_visits"] is None


def test_places() -> None:
    sites = hospitals("hospital_id corporation_id network_id\nS1 C1 N1\nS2 C1 N1\nS3 C2 -")
    found = places.measure_places(NOTHING, {"hospitals": sites, "ohts": pl.DataFrame({"oht_id": ["T1"]})}, MOMENT)
    assert (fraction(found["hospital_sites"]), fraction(found["teams"])) == ((2, 1), (1, 1))
    assert all(value and value.smallest_count is None for value in found.values())
