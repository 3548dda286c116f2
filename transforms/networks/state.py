"""Networks while they are formed: their people, where these are admitted, and how far networks are apart.

A province has at most a few hundred hospital corporations, so that plain dictionaries are quick and clear.
"""

from collections.abc import Mapping
from dataclasses import dataclass

Pair = tuple[str, str]


@dataclass(frozen=True)
class Totals:
    """People of a network, their admissions within it, and all of them."""

    people: int
    own_admissions: int
    admissions: int


class State:
    """The networks there are, each a set of seeds; merging two changes them in place.

    `people` by seed, `admissions` by (seed of the people, seed admitted to) and `metres` by (seed, other seed), both
    ways; a pair that is absent has none, and no distance.
    """

    def __init__(self, people: Mapping[str, int], admissions: Mapping[Pair, int], metres: Mapping[Pair, int]) -> None:
        self._people = dict(people)
        self._admissions = {name: {a: n for (of, a), n in admissions.items() if of == name} for name in people}
        self._metres = {name: {b: m for (a, b), m in metres.items() if a == name != b} for name in people}
        self.network_of = {name: name for name in people}

    def names(self) -> list[str]:
        """Give the networks, sorted."""
        return sorted(self._people)

    def totals(self, name: str) -> Totals:
        """Give people and admissions of a network."""
        given = self._admissions[name]
        return Totals(self._people[name], given.get(name, 0), sum(given.values()))

    def admissions(self, of: str, at: str) -> int:
        """Give the admissions of one network's people at another."""
        return self._admissions[of].get(at, 0)

    def distances(self, name: str) -> Mapping[str, int]:
        """Give the other networks whose distance is known, with it."""
        return self._metres[name]

    def merge(self, one: str, other: str) -> str:
        """Make one network of two, under the name of the one with more people (ties: the smaller name); gives it."""
        kept, gone = sorted((one, other), key=lambda name: (-self._people[name], name))
        self._people[kept] += self._people.pop(gone)
        for seed, network in self.network_of.items():
            if network == gone:
                self.network_of[seed] = kept
        self._merge_admissions(kept, gone)
        self._merge_distances(kept, gone)
        return kept

    def _merge_admissions(self, kept: str, gone: str) -> None:
        for name, count in self._admissions.pop(gone).items():
            self._admissions[kept][name] = self._admissions[kept].get(name, 0) + count
        for given in self._admissions.values():
            if gone in given:
                given[kept] = given.get(kept, 0) + given.pop(gone)

    def _merge_distances(self, kept: str, gone: str) -> None:
        """Let the network made be as near to every other as the nearer of the two was."""
        for name, metres in self._metres.pop(gone).items():
            if name != kept:
                nearer = min(metres, self._metres[kept].get(name, metres))
                self._metres[kept][name] = nearer
                self._metres[name][kept] = nearer
        for known in self._metres.values():
            known.pop(gone, None)
