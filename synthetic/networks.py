"""The networks of the synthetic province: how large each is, where its small hospitals stand, and how urban it is."""

import itertools
import math
from dataclasses import dataclass
from statistics import NormalDist

from synthetic.places import Place, area_centroid, around

# Stukel 2013: the median of 78 networks had 134,723 of 12,917,178 residents, 0.81 of the mean; a log-normal spread.
SIZE_SPREAD = 0.64
# 175 hospital corporations for 78 networks: what is beyond one a network is small, and stands in the smaller networks.
SMALL_CORPORATIONS_PER_NETWORK = 97 / 78
CORPORATION_STEP = 250
# In degrees: well outside the town, so that no area of it lies nearer to a small hospital than to the main one.
SMALL_REACH = 0.12
# A shared town's people by area: two areas are decided, one by two teams at once, one by nobody.
SHARED_AREA_WEIGHTS = (0.5, 0.47, 0.02, 0.01)


@dataclass(frozen=True)
class SmallHospital:
    """A corporation with one small site, in the network of the town it lies near."""

    corporation_id: str
    site: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Network:
    """One network: its place (position), the areas and share of the people who live in them, and its hospitals.

    `area_shares` is parallel to `area_ids` and adds up to `share`. `sites` are those of the large corporation.
    `urbanity` is the network's place among all by size, 0 the smallest and 1 the largest.
    """

    network_id: str
    place: int
    area_ids: tuple[str, ...]
    area_shares: tuple[float, ...]
    sites: tuple[str, ...]
    small: tuple[SmallHospital, ...]
    share: float
    urbanity: float
    latitude: float
    longitude: float

    @property
    def all_sites(self) -> tuple[str, ...]:
        """All sites, those of the large corporation first."""
        return self.sites + tuple(hospital.site for hospital in self.small)


def build_networks(places: list[Place]) -> tuple[Network, ...]:
    """Give each network its size: shared towns have the smallest, towns with many areas the largest."""
    keys = [(number, network) for number, place in enumerate(places) for network in dict.fromkeys(place.area_networks)]
    order = sorted(keys, key=lambda key: _rank_key(places[key[0]], key))
    urbanity = {key: (rank + 0.5) / len(order) for rank, key in enumerate(order)}
    raw = {key: math.exp(SIZE_SPREAD * NormalDist().inv_cdf(urbanity[key])) for key in order}
    total = sum(raw.values())
    upto = list(itertools.accumulate(2 * SMALL_CORPORATIONS_PER_NETWORK * (1 - urbanity[key]) for key in order))
    small = dict(zip(order, (round(b) - round(a) for a, b in itertools.pairwise([0.0, *upto])), strict=True))
    return tuple(_network(places, *key, raw[key] / total, urbanity[key], small[key]) for key in keys)


def _rank_key(place: Place, key: tuple[int, str]) -> tuple[bool, int, float]:
    """Sort by shared, then by the number of areas, then in a fixed order that looks like none."""
    number, network = key
    return not place.is_shared, place.area_networks.count(network), (number * 0.618034 + len(key[1])) % 1


def _network(places: list[Place], number: int, network_id: str, share: float, urbanity: float, small: int) -> Network:
    place = places[number]
    positions = [position for position, name in enumerate(place.area_networks) if name == network_id]
    areas = tuple(place.town.area_ids[position] for position in positions)
    inner = SHARED_AREA_WEIGHTS if place.is_shared else (1 / len(areas),) * len(areas)
    shares = tuple(share * weight for weight in inner)
    sites = tuple(site for site in place.sites if site[:3] == network_id[1:])
    hospitals = tuple(_small_hospital(place, network_id, position) for position in range(small))
    where = area_centroid(place.town, positions[0])
    return Network(network_id, number, areas[: len(inner)], shares, sites, hospitals, share, urbanity, *where)


def _small_hospital(place: Place, network_id: str, position: int) -> SmallHospital:
    """Number the small corporations after the large one of their network, far from all numbers of large ones."""
    number = int(network_id[1:]) + CORPORATION_STEP * (position + 1)
    where = around(place.town, SMALL_REACH + 0.03 * position, number)
    return SmallHospital(f"C{number:03d}", f"{number:03d}1", *where)
