"""Metres from a practice's area to a corporation (method, 5.4)."""

import polars as pl
import pytest

from tests.tables import assert_rows
from tests.transforms.rows import areas, hospitals, physicians
from transforms.attribution.hospitals import measure_distances


def measured(place: str, sites: str) -> pl.DataFrame:
    located = areas(f"area_id latitude longitude\nN6A {place}")
    registry = physicians("physician_id area_id\na N6A\nb X0X\nc -").rename({"physician_id": "provider_id"})
    return measure_distances(registry, hospitals(sites), located).sort("corporation_id")


# One degree of a sphere of 6,371,000 m is 111,194.93 m; east it shrinks by the cosine of the mean latitude.
@pytest.mark.parametrize(
    ("place", "site", "metres"),
    [
        ("43.0 -81.0", "43.0 -81.0", 0),
        ("43.0 -81.0", "44.0 -81.0", 111195),
        ("43.0 -81.0", "42.0 -81.0", 111195),
        ("45.0 -80.0", "45.0 -79.0", 78627),  # cos 45° = 0.70711
        ("44.0 -80.0", "46.0 -79.0", 235880),  # of the mean: 222,390 m north and 78,627 m east
        ("50.0 -95.0", "50.0 -75.0", 1429494),  # cos 50° = 0.64279, twenty degrees, no great circle
    ],
)
def test_equirectangular_with_the_mean_latitude_in_whole_metres(place: str, site: str, metres: int) -> None:
    sites = f"hospital_id corporation_id latitude longitude\nS1 C1 {site}"
    assert_rows(measured(place, sites), f"provider_id corporation_id distance_metres\na C1 {metres}")


def test_a_corporation_is_as_far_as_its_nearest_site() -> None:
    sites = """
        hospital_id corporation_id network_id latitude
        S1          C1             N1         45.0
        S2          C1             N1         44.0   # nearer
        S3          C2             -          43.5   # no network
    """
    expected = "corporation_id distance_metres has_network\nC1 111195 true\nC2 55597 false"
    assert_rows(measured("43.0 -81.0", sites), expected)


def test_physicians_without_a_known_area_are_absent() -> None:
    sites = "hospital_id corporation_id\nS1 C1"
    assert measured("43.0 -81.0", sites)["provider_id"].to_list() == ["a"]  # not b and c
