"""Where people go who are not cared for in their own network: mostly to the nearest others, and how often."""

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from synthetic.networks import Network

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

    def visited(self, network: pl.Series, median_away: float, drawn: pl.Series) -> pl.Series:
        """Give the network in which each is cared for, from a number drawn in [0, 1): mostly the own one."""
        away = self.away_shares(median_away).gather(network)
        # Below the share it is another one, and the number tells which.
        rank = (
            pl.lit(self._upto).search_sorted(pl.lit(drawn / away), side="right").clip(upper_bound=len(self._upto) - 1)
        )
        other = pl.lit(self._nearest).gather(pl.lit(network) * len(self._upto) + rank)
        return pl.select(pl.when(pl.lit(drawn < away)).then(other).otherwise(pl.lit(network))).to_series()

    @cached_property
    def _upto(self) -> pl.Series:
        return pl.Series(NEAREST_WEIGHTS).cum_sum()

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
