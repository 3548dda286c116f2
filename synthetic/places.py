"""The places of the synthetic province: which team, networks, corporations and sites each town has."""

import math
from dataclasses import dataclass

from synthetic.towns import SHARED_TOWNS, TEAM_TOWNS, Town

# One team in three has a second network, as long as there are 78 networks for 58 teams.
LAST_WITH_TWO_NETWORKS = 48


@dataclass(frozen=True)
class Place:
    """One town as the province uses it.

    `area_networks` is parallel to `town.area_ids`. `oht_ids` has one team, or two in a shared town. `corporations`
    are the large ones with a network here, in the order of the networks; `sites` are their hospital sites.
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


def team_place(number: int) -> Place:
    """Lay out a town with a team of its own."""
    town = TEAM_TOWNS[number - 1]
    networks, corporations, sites = [f"N{number:03d}"], [f"C{number:03d}"], [f"{number:03d}1"]
    if number % 3 == 2:
        sites.append(f"{number:03d}2")
    if number % 3 == 0 and number <= LAST_WITH_TWO_NETWORKS:
        networks.append(f"N{number + 100:03d}")
        corporations.append(f"C{number + 100:03d}")
        sites.append(f"{number + 100:03d}1")
    area_networks = tuple(networks[position % len(networks)] for position in range(len(town.area_ids)))
    return Place(town, (f"T{number:03d}",), area_networks, tuple(corporations), tuple(sites))


def shared_place(number: int) -> Place:
    """Lay out a town whose network belongs to two teams."""
    town = SHARED_TOWNS[number - 1]
    network, corporation, site = f"N{number + 200}", f"C{number + 200}", f"{number + 200}1"
    teams = (f"T{2 * number - 1:03d}", f"T{2 * number:03d}")
    return Place(town, teams, (network,) * len(town.area_ids), (corporation,), (site,))


def around(town: Town, reach: float, position: int) -> tuple[float, float]:
    """Give latitude and longitude of a point so many degrees from a town; each position is another way."""
    angle = 2.399963 * position
    return round(town.latitude + reach * math.sin(angle), 4), round(town.longitude + reach * math.cos(angle), 4)


def area_centroid(town: Town, position: int) -> tuple[float, float]:
    """Give latitude and longitude of a town's area: the first in the middle, the others around it."""
    return around(town, 0.03 + 0.012 * position if position else 0.0, position)
