"""The crosswalk of the synthetic province: teams, networks, corporations with their sites, and postal areas."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from synthetic.layout import frame
from synthetic.networks import Network, build_networks
from synthetic.places import Place, area_centroid, shared_place, team_place
from synthetic.towns import TEAM_TOWNS

__all__ = ["AREA_BESIDE", "CORPORATION_WITHOUT_NETWORK", "Geography", "Place", "build_geography"]

PEOPLE_PER_OHT = 40_000
FEWEST_OHTS, MOST_OHTS = 3, 58
CORPORATION_WITHOUT_NETWORK, SITE_WITHOUT_NETWORK = "C999", "9990"
# Degrees of latitude, about a kilometre: nearer than any hospital of another town.
AREA_BESIDE = 0.01
QUINTILES = 5


@dataclass(frozen=True)
class Geography:
    """The places, their networks, and the hospitals table (source's layout) they make.

    `quintiles` gives each area's invented quintile of deprivation, 5 most deprived; each has about a fifth of the
    people.
    """

    places: tuple[Place, ...]
    networks: tuple[Network, ...]
    hospitals: pl.DataFrame
    site_without_network: str
    quintiles: dict[str, int]

    @property
    def team_places(self) -> list[Place]:
        """Places with a team of their own."""
        return [place for place in self.places if not place.is_shared]

    @property
    def shared_places(self) -> list[Place]:
        """Places whose network belongs to two teams."""
        return [place for place in self.places if place.is_shared]

    @property
    def all_sites(self) -> list[str]:
        """All hospital sites with a network, network by network."""
        return [site for network in self.networks for site in network.all_sites]

    def quintile_shares(self) -> list[float]:
        """Give the share of the people who live in areas of each quintile, the least deprived first."""
        shares = [0.0] * QUINTILES
        for area_id, share in _area_shares(self.networks):
            shares[self.quintiles[area_id] - 1] += share
        return shares


def build_geography(people: int) -> Geography:
    """Lay out as many teams as the size asks for: one per 40,000 people, at least 3 and at most 58."""
    teams = min(max(round(people / PEOPLE_PER_OHT), FEWEST_OHTS), MOST_OHTS)
    shared = 1 + teams // 15
    places = [team_place(number) for number in range(1, teams + 1)]
    places += [shared_place(number) for number in range(1, shared + 1)]
    networks = build_networks(places)
    rows = [row for place in places for row in _hospital_rows(place)]
    rows += [row for network in networks for row in _small_hospital_rows(network)]
    # Between two towns: near enough to be used, and never the nearest with a network, for it has none.
    rows.append(_hospital(SITE_WITHOUT_NETWORK, CORPORATION_WITHOUT_NETWORK, None, area_centroid(TEAM_TOWNS[0], 1)))
    # The sites of a second network bear the name it had before it was combined twice.
    old = {network: _old_names(network)[0] for network in _second_networks(places)}
    delivered = [{**row, "network_no": old.get(row["network_no"] or "", row["network_no"])} for row in rows]
    return Geography(
        tuple(places), networks, frame("hospitals", delivered), SITE_WITHOUT_NETWORK, _deprivation_quintiles(networks)
    )


def _area_shares(networks: tuple[Network, ...]) -> list[tuple[str, float]]:
    return [pair for network in networks for pair in zip(network.area_ids, network.area_shares, strict=True)]


def _deprivation_quintiles(networks: tuple[Network, ...]) -> dict[str, int]:
    """Give each area, the largest first, to the quintile that has fewest people so far."""
    people = [0.0] * QUINTILES
    quintiles: dict[str, int] = {}
    for area_id, share in sorted(_area_shares(networks), key=lambda pair: (-pair[1], sum(pair[0].encode()), pair[0])):
        smallest = people.index(min(people))
        quintiles[area_id] = smallest + 1
        people[smallest] += share
    return quintiles


def teams_by_area(geography: Geography) -> dict[str, str]:
    """Give each area's team as an official file has it: in a shared town the area's own row, else the first team."""
    return {
        area_id: place.oht_ids[1] if place.is_shared and position == 1 else place.oht_ids[0]
        for place in geography.places
        for position, area_id in enumerate(place.town.area_ids)
    }


def areas_table(geography: Geography) -> pl.DataFrame:
    """One row per postal area of the places used."""
    rows = [
        _area_row(place, position, geography.quintiles)
        for place in geography.places
        for position in range(len(place.town.area_ids))
    ]
    return frame("areas", rows)


def ohts_table(geography: Geography) -> pl.DataFrame:
    """One row per team, plainly named as synthetic."""
    ids = [place.oht_ids[0] for place in geography.team_places]
    rows = [{"oht_no": oht_id, "oht_name": f"Synthetic OHT {int(oht_id[1:])}"} for oht_id in ids]
    return frame("ohts", rows)


def combined_networks_table(geography: Geography) -> pl.DataFrame:
    """One row per network combined into another: the old names of second networks, by way of a name in between."""
    rows = []
    for network in _second_networks(geography.team_places):
        old, between = _old_names(network)
        rows += [{"network_no": old, "part_of": between}, {"network_no": between, "part_of": network}]
    return frame("combined_networks", rows)


def _second_networks(places: Sequence[Place]) -> list[str]:
    return [place.area_networks[1] for place in places if len(set(place.area_networks)) > 1]


def _old_names(network: str) -> tuple[str, str]:
    """Give the name that the hospitals of a network still bear, and one that it bore in between."""
    return f"{network}-1", f"{network}-2"


def _hospital_rows(place: Place) -> list[dict[str, str | None]]:
    """Put the corporations' sites at the centroids of the town's first areas, so that nobody is nearer there."""
    rows = []
    for position, site in enumerate(place.sites):
        corporation = f"C{site[:3]}"
        network = place.area_networks[0] if corporation == place.corporations[0] else f"N{site[:3]}"
        rows.append(_hospital(site, corporation, network, area_centroid(place.town, position)))
    return rows


def _small_hospital_rows(network: Network) -> list[dict[str, str | None]]:
    return [
        _hospital(small.site, small.corporation_id, network.network_id, (small.latitude, small.longitude))
        for small in network.small
    ]


def _hospital(site: str, corporation: str, network: str | None, where: tuple[float, float]) -> dict[str, str | None]:
    return {
        "hospital_no": site,
        "corporation_no": corporation,
        "network_no": network,
        "lat": f"{where[0]:.4f}",
        "long": f"{where[1]:.4f}",
    }


def _income_quintile(area_id: str, deprivation: int) -> int:
    """Give an area's quintile of income, 5 the richest: mostly the opposite of its deprivation, at times one beside."""
    shift = (0, 0, 1, 0, -1)[sum(area_id.encode()) % 5]
    return min(max(QUINTILES + 1 - deprivation + shift, 1), QUINTILES)


def _area_row(place: Place, position: int, quintiles: dict[str, int]) -> dict[str, str | None]:
    area_id = place.town.area_ids[position]
    centroid = area_centroid(place.town, position)
    return {
        "fsa": area_id,
        "network_no": place.area_networks[position],
        "lat": f"{centroid[0]:.4f}",
        "long": f"{centroid[1]:.4f}",
        # Canada Post's rural areas have a zero as their second character.
        "rural": "Y" if area_id[1] == "0" else "N",
        "deprivation": str(quintiles.get(area_id, 3)),
        "income": str(_income_quintile(area_id, quintiles.get(area_id, 3))),
    }
