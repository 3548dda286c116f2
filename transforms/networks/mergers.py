"""The merging of small and disloyal networks, one pair at a time, until none is left that has a partner.

Rules: docs/explanation/networks.md 13.2.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from transforms.networks.state import State, Totals

TIE_STEPS = ("admissions_out", "admissions_in", "distance", "id")


@dataclass(frozen=True)
class Limits:
    """What a network must reach, and how far its partner may be; people, per cent and metres."""

    population: int
    loyalty_percent: int
    metres: int


@dataclass(frozen=True)
class Partner:
    """The network to merge with, what told it from the runner-up (none: it was alone), and how far it is."""

    network_id: str
    tie_step: str
    metres: int


@dataclass(frozen=True)
class Turn:
    """A network looked at, why, and what came of it; without a partner `partner` and all that follow are null."""

    network_id: str
    reason: str
    before: Totals
    partner: Partner | None
    partner_before: Totals | None
    merged_id: str | None
    merged: Totals | None


def merge_networks(state: State, limits: Limits) -> Iterator[Turn]:
    """Merge until none is left that can be; changes `state`, and gives each turn as it is taken."""
    settled: set[str] = set()
    while (found := _next(state, limits, settled)) is not None:
        name, reason = found
        before, partner = state.totals(name), find_partner(state, name, limits.metres)
        if partner is None:
            settled.add(name)
            yield Turn(name, reason, before, None, None, None, None)
            continue
        partner_before = state.totals(partner.network_id)
        kept = state.merge(name, partner.network_id)
        yield Turn(name, reason, before, partner, partner_before, kept, state.totals(kept))


def find_partner(state: State, name: str, metres: int) -> Partner | None:
    """Give the network within `metres` to which most admissions of the people go; null: none is within."""
    ranked = sorted(
        (-state.admissions(name, other), -state.admissions(other, name), distance, other)
        for other, distance in state.distances(name).items()
        if distance <= metres
    )
    if not ranked:
        return None
    first = ranked[0]
    return Partner(first[3], _tie_step(first, ranked[1]) if len(ranked) > 1 else "none", first[2])


def _tie_step(winner: tuple[int, int, int, str], runner_up: tuple[int, int, int, str]) -> str:
    return next(step for step, a, b in zip(TIE_STEPS, winner, runner_up, strict=True) if a != b)


def _next(state: State, limits: Limits, settled: set[str]) -> tuple[str, str] | None:
    """Give the network to look at and why: the smallest of the too small, else the least loyal; null: none is left."""
    totals = {name: state.totals(name) for name in state.names() if name not in settled}
    small = [(total.people, name) for name, total in totals.items() if total.people < limits.population]
    if small:
        return min(small)[1], "population"
    disloyal = list(_disloyal(totals, limits.loyalty_percent))
    return (min(disloyal)[2], "loyalty") if disloyal else None


def _disloyal(totals: Mapping[str, Totals], percent: int) -> Iterator[tuple[Fraction, int, str]]:
    for name, total in totals.items():
        if 100 * total.own_admissions < percent * total.admissions:
            yield Fraction(total.own_admissions, total.admissions), total.people, name
