"""Where people go who are not cared for in their own network: mostly to the nearest others, and how often."""

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from synthetic.networks import Network
from synthetic.streams import Draws

# How those who go elsewhere divide among the nearest other networks, the nearest first.
NEAREST_WEIGHTS = [0.4, 0.24, 0.16, 0.12, 0.08]
# Urban networks keep fewer of their people than rural ones (Stukel 2013); half-way is the median network.
MOST_RURAL, MOST_URBAN = 0.7, 1.3


@dataclass(frozen=True)
class Flows:
    """The networks as places to go to from one another."""

    networks: tuple[Network, ...]

    def away_shares(self, median: float) -> pl.Series:
        """Give the share of care that each network's people receive elsewhere, from that of the median network."""
        return pl.Series([median * (MOST_RURAL + (MOST_URBAN - MOST_RURAL) * n.urbanity) for n in self.networks])

    def elsewhere(self, network: pl.Series, draws: Draws) -> pl.Series:
        """Draw another network for each."""
        rank = draws.choice(NEAREST_WEIGHTS, len(network))
        return self._nearest.gather(network * len(NEAREST_WEIGHTS) + rank)

    def visited(self, network: pl.Series, median_away: float, draws: Draws) -> pl.Series:
        """Draw the network in which each is cared for: mostly the own one."""
        away = draws.chance(self.away_shares(median_away).gather(network), len(network))
        return pl.select(pl.when(pl.lit(away)).then(self.elsewhere(network, draws)).otherwise(network)).to_series()

    @cached_property
    def _nearest(self) -> pl.Series:
        """Give the nearest other networks of each, one network after the other; few networks come more than once."""
        numbers = []
        for own in self.networks:
            others = [number for number, network in enumerate(self.networks) if network is not own]
            others.sort(key=lambda number: _distance(own, self.networks[number]))
            numbers += [others[rank % len(others)] for rank in range(len(NEAREST_WEIGHTS))]
        return pl.Series(numbers, dtype=pl.Int32)


def _distance(one: Network, other: Network) -> float:
    """Give a distance to compare with others: a degree of longitude is about 0.7 of one of latitude in Ontario."""
    return (one.latitude - other.latitude) ** 2 + (0.7 * (one.longitude - other.longitude)) ** 2
