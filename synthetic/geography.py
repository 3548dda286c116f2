"""The crosswalk of the synthetic province: teams, networks, corporations with their sites, and postal areas."""

import math
from dataclasses import dataclass

import polars as pl

from synthetic.layout import frame
from synthetic.towns import SHARED_TOWNS, TEAM_TOWNS, Town

PEOPLE_PER_OHT = 40_000
FEWEST_OHTS, MOST_OHTS = 3, 58
CORPORATION_WITHOUT_NETWORK, SITE_WITHOUT_NETWORK = "C999", "9990"
# Degrees of latitude, about a kilometre: nearer than any hospital of another town.
AREA_BESIDE = 0.01
# Shares of a shared town's people by area: two areas are decided, one by two teams at once, one by nobody.
SHARED_AREA_WEIGHTS = [0.5, 0.47, 0.02, 0.01]


@dataclass(frozen=True)
class Place:
    """One town as the province uses it.

    `area_networks` is parallel to `town.area_ids`. `oht_ids` has one team, or two in a shared town. `corporations`
    are those with a network here, in the order of the networks; `sites` are the hospital sites people go to.
    """

    town: Town
    oht_ids: tuple[str, ...]
    area_networks: tuple[str, ...]
    corporations: tuple[str, ...]
    sites: tuple[str, ...]

    @property
    def is_shared(self) -> bool:
        """Whether the town's network belongs to two teams."""
        return len(self.oht_ids) > 1

    @property
    def home_area_id(self) -> str:
        """The area at whose centroid the first corporation's main site stands."""
        return self.town.area_ids[0]


@dataclass(frozen=True)
class Geography:
    """The places and the hospitals table (source's layout) they make."""

    places: tuple[Place, ...]
    hospitals: pl.DataFrame
    site_without_network: str

    @property
    def team_places(self) -> list[Place]:
        """Places with a team of their own."""
        return [place for place in self.places if not place.is_shared]

    @property
    def shared_places(self) -> list[Place]:
        """Places whose network belongs to two teams."""
        return [place for place in self.places if place.is_shared]


def build_geography(people: int) -> Geography:
    """Lay out as many teams as the size asks for: one per 40,000 people, at least 3 and at most 58."""
    teams = min(max(round(people / PEOPLE_PER_OHT), FEWEST_OHTS), MOST_OHTS)
    shared = 1 + teams // 15
    places = [_team_place(number) for number in range(1, teams + 1)]
    places += [_shared_place(number) for number in range(1, shared + 1)]
    rows = [row for place in places for row in _hospital_rows(place)]
    # Between two towns: near enough to be used, and never the nearest with a network, for it has none.
    rows.append(_hospital(SITE_WITHOUT_NETWORK, CORPORATION_WITHOUT_NETWORK, None, *area_centroid(TEAM_TOWNS[0], 1)))
    return Geography(tuple(places), frame("hospitals", rows), SITE_WITHOUT_NETWORK)


def area_centroid(town: Town, position: int) -> tuple[float, float]:
    """Give latitude and longitude of a town's area: the first in the middle, the others around it."""
    if position == 0:
        return town.latitude, town.longitude
    angle = 2.399963 * position
    reach = 0.03 + 0.012 * position
    return round(town.latitude + reach * math.sin(angle), 4), round(town.longitude + reach * math.cos(angle), 4)


def deprivation_quintile(area_id: str) -> int:
    """Give an area's invented quintile of deprivation, 5 most deprived."""
    return 1 + sum(area_id.encode()) % 5


def teams_by_area(geography: Geography) -> dict[str, str]:
    """Give each area's team as an official file has it: in a shared town the area's own row, else the first team."""
    return {
        area_id: place.oht_ids[1] if place.is_shared and position == 1 else place.oht_ids[0]
        for place in geography.places
        for position, area_id in enumerate(place.town.area_ids)
    }


def areas_table(geography: Geography) -> pl.DataFrame:
    """One row per postal area of the places used."""
    rows = [_area_row(place, position) for place in geography.places for position in range(len(place.town.area_ids))]
    return frame("areas", rows)


def ohts_table(geography: Geography) -> pl.DataFrame:
    """One row per team, plainly named as synthetic."""
    ids = [place.oht_ids[0] for place in geography.team_places]
    rows = [{"oht_no": oht_id, "oht_name": f"Synthetic OHT {int(oht_id[1:])}"} for oht_id in ids]
    return frame("ohts", rows)


def _team_place(number: int) -> Place:
    town = TEAM_TOWNS[number - 1]
    networks, corporations, sites = [f"N{number:03d}"], [f"C{number:03d}"], [f"{number:03d}1"]
    if number % 3 == 2:
        sites.append(f"{number:03d}2")
    # A third of the networks share a team with another: 78 networks for 58 teams.
    if number % 3 == 0:
        networks.append(f"N{number + 100:03d}")
        corporations.append(f"C{number + 100:03d}")
        sites.append(f"{number + 100:03d}1")
    area_networks = tuple(networks[position % len(networks)] for position in range(len(town.area_ids)))
    return Place(town, (f"T{number:03d}",), area_networks, tuple(corporations), tuple(sites))


def _shared_place(number: int) -> Place:
    town = SHARED_TOWNS[number - 1]
    network, corporation, site = f"N{number + 200}", f"C{number + 200}", f"{number + 200}1"
    teams = (f"T{2 * number - 1:03d}", f"T{2 * number:03d}")
    return Place(town, teams, (network,) * len(town.area_ids), (corporation,), (site,))


def _hospital_rows(place: Place) -> list[dict[str, str | None]]:
    """Put the corporations' sites at the centroids of the town's first areas, so that nobody is nearer there."""
    rows = []
    for position, site in enumerate(place.sites):
        corporation = f"C{site[:3]}"
        network = place.area_networks[0] if corporation == place.corporations[0] else f"N{site[:3]}"
        rows.append(_hospital(site, corporation, network, *area_centroid(place.town, position)))
    return rows


def _hospital(
    site: str, corporation: str, network: str | None, latitude: float, longitude: float
) -> dict[str, str | None]:
    return {
        "hospital_no": site,
        "corporation_no": corporation,
        "network_no": network,
        "lat": f"{latitude:.4f}",
        "long": f"{longitude:.4f}",
    }


def _area_row(place: Place, position: int) -> dict[str, str | None]:
    area_id = place.town.area_ids[position]
    return _area(
        area_id, place.area_networks[position], area_centroid(place.town, position), deprivation_quintile(area_id)
    )


def _area(area_id: str, network: str, centroid: tuple[float, float], quintile: int) -> dict[str, str | None]:
    return {
        "fsa": area_id,
        "network_no": network,
        "lat": f"{centroid[0]:.4f}",
        "long": f"{centroid[1]:.4f}",
        # Canada Post's rural areas have a zero as their second character.
        "rural": "Y" if area_id[1] == "0" else "N",
        "deprivation": str(quintile),
    }
