"""Hospital sites with their teams, and what families tell of them."""

import polars as pl

from schemas.attribution_steps import CorporationNetworks, NetworkTeams
from schemas.base_tables import HospitalBase
from tests.tables import assert_rows, table
from tests.transforms.rows import D, bed_census, hospitals
from transforms.base_tables.hospitals import build_hospitals, join_hospital_features, units_of_hospitals
from transforms.catalogue import hospital_families, indicators
from transforms.indicators.counting import count_members
from transforms.indicators.membership import mark_members

SITES = "hospital_id corporation_id network_id\nS4 C4 -\nS1 C1 old\nS2 C1 old\nS3 C3 NB"
# The network of a corporation is that of round two, whatever the site says.
CORPORATIONS = "corporation_id network_id\nC1 NA\nC3 NB"
TEAMS = "network_id oht_id physician_id\nNA T1 -\nNB T2 p\nNB T3 -"
FAMILY = hospital_families()["bed_census"]
ALC = indicators()["alc_rate"]


def sites(teams: str = TEAMS) -> pl.DataFrame:
    known = table(CORPORATIONS, CorporationNetworks), table(teams, NetworkTeams)
    return HospitalBase.validate(build_hospitals(hospitals(SITES), *known))


def test_a_site_has_the_sole_team_of_its_network() -> None:
    expected = """
        hospital_id corporation_id network_id oht_id
        S1          C1             NA         T1
        S2          C1             NA         T1
        S3          C3             NB         -
        S4          C4             -          -
    """
    assert_rows(sites(), expected)


def test_a_team_that_shares_its_network_or_needs_a_key_is_nobodys() -> None:
    shared = sites("network_id oht_id physician_id\nNA T1 -\nNA T2 -\nNB T2 p")
    assert shared["oht_id"].null_count() == shared.height


def with_census(rows: str) -> pl.DataFrame:
    built = FAMILY.build({"bed_census": bed_census(rows)}, D)
    return join_hospital_features(sites(), {"bed_census": built}, [FAMILY])


def test_a_site_without_a_count_has_zeros_and_an_unknown_site_no_row() -> None:
    found = with_census("hospital_id alc_patients\nS2 4\nS9 9")
    assert found["hospital_id"].to_list() == ["S1", "S2", "S3", "S4"]
    assert found["inpatient_days_3m"].to_list() == [0, 10, 0, 0]
    assert found["alc_days_3m"].to_list() == [0, 4, 0, 0]


def test_sites_count_for_their_team_and_all_for_the_province() -> None:
    base = with_census("hospital_id alc_patients\nS1 1\nS2 4\nS3 5\nS4 0\nS9 9")
    counts = count_members(mark_members(base, "hospital_id", [ALC]), units_of_hospitals(base), [ALC])
    expected = """
        level    unit_id alc_rate/numerator alc_rate/denominator alc_rate/members
        oht      T1      5                  20                   2
        province ontario 10                 40                   4
    """
    chosen = ["level", "unit_id", *(f"alc_rate/{part}" for part in ("numerator", "denominator", "members"))]
    assert_rows(counts.select(chosen), expected)
