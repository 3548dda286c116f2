"""The province at full size, from its layout alone: teams, networks, hospital corporations and physicians."""

import statistics

import polars as pl
import pytest

from synthetic.geography import Geography, build_geography
from synthetic.workforce import Workforce, build_workforce, place_weights

PEOPLE = 15_600_000
# Stukel 2013: so many residents; counts of physicians are scaled to them, of those alive and insured on the last day.
RESIDENTS, COUNTED = 12_917_178, 0.957 * PEOPLE


@pytest.fixture(scope="module")
def geography() -> Geography:
    return build_geography(PEOPLE)


@pytest.fixture(scope="module")
def workforce(geography: Geography) -> Workforce:
    return build_workforce(PEOPLE, 1, geography)


@pytest.fixture(scope="module")
def family(workforce: Workforce) -> pl.DataFrame:
    return workforce.physicians.filter(pl.col("specialty").is_in(["00", "05"]))


@pytest.fixture(scope="module")
def specialists(workforce: Workforce) -> pl.DataFrame:
    return workforce.physicians.filter(~pl.col("specialty").is_in(["00", "05"]))


def test_58_teams_78_networks_175_corporations(geography: Geography) -> None:
    hospitals = geography.hospitals.drop_nulls("network_no")
    assert len(geography.team_places) == 58
    assert len(geography.networks) == hospitals["network_no"].n_unique() == 78
    assert hospitals["corporation_no"].n_unique() == 175
    assert hospitals["hospital_no"].is_unique().all()


def test_each_corporation_is_in_one_network(geography: Geography) -> None:
    per_corporation = geography.hospitals.group_by("corporation_no").agg(pl.col("network_no").n_unique())
    assert per_corporation["network_no"].max() == 1


def test_most_networks_are_smaller_than_the_mean(geography: Geography) -> None:
    median = statistics.median(network.share for network in geography.networks) * RESIDENTS
    assert median == pytest.approx(134_723, rel=0.03)
    assert sum(network.share for network in geography.networks) == pytest.approx(1)
    assert sum(place_weights(geography)) == pytest.approx(1)


def test_small_corporations_stand_in_small_networks(geography: Geography) -> None:
    ordered = sorted(geography.networks, key=lambda network: network.share)
    small = [len(network.small) for network in ordered]
    assert min(small[:20]) >= 1
    assert max(small) == 3
    assert sum(small[:39]) > 2.5 * sum(small[39:])


def test_each_quintile_of_deprivation_has_a_fifth_of_the_people(geography: Geography) -> None:
    assert geography.quintile_shares() == pytest.approx([0.2] * 5, abs=0.005)


def test_physicians_of_primary_care(family: pl.DataFrame) -> None:
    assert len(family) / COUNTED * RESIDENTS == pytest.approx(12_410, rel=0.02)
    assert _median(family) == pytest.approx(125, rel=0.06)
    assert (family["practice"] == "comprehensive").mean() == pytest.approx(0.707, abs=0.003)


def test_specialists(specialists: pl.DataFrame) -> None:
    assert len(specialists) / COUNTED * RESIDENTS == pytest.approx(14_687, rel=0.02)
    assert _median(specialists) == pytest.approx(143, rel=0.06)
    assert (specialists["practice"] == "specialist").mean() == pytest.approx(0.935, abs=0.003)


def test_few_admit_to_small_hospitals(geography: Geography, family: pl.DataFrame) -> None:
    sites = [(site, site in network.sites) for network in geography.networks for site in network.all_sites]
    panels = family.filter(practice="comprehensive")
    to_small = [site for site in panels["site_first"] if not sites[site][1]]
    assert 0.03 < len(to_small) / len(panels) < 0.1
    assert len(set(to_small)) > 80


def test_some_limited_practices_are_alone_and_all_others_in_a_group(family: pl.DataFrame) -> None:
    limited = family.filter(pl.col("practice") != "comprehensive")
    assert limited["group_no"].null_count() / len(family) == pytest.approx(0.018, abs=0.002)
    assert (
        limited.drop_nulls("group_no")
        .join(family.filter(practice="comprehensive"), on="group_no", how="anti")
        .is_empty()
    )


def test_groups_have_three_to_fifteen_physicians(family: pl.DataFrame) -> None:
    sizes = family.drop_nulls("group_no").group_by("group_no").len()["len"]
    assert 3 <= sizes.min() <= sizes.max() <= 15


def _median(physicians: pl.DataFrame) -> float:
    return statistics.median(physicians.group_by("network").len()["len"]) / COUNTED * RESIDENTS
