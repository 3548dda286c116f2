"""Specialists: how many each network has, of which specialty, and who of them sees inpatients."""

import itertools

from synthetic.networks import Network
from synthetic.practices import COUNTED_SHARE, Practice

# Stukel 2013: 14,687 specialists for 12,917,178 people, more of them in large networks than their people alone tell;
# 93.5 per cent are linked to a hospital by inpatient services.
PEOPLE_PER_SPECIALIST = 880
CONCENTRATION = 1.08
WARD_SHARE = 0.935
FEWEST_OF_A_NETWORK = 3
SPECIALIST_CODES = ["13", "03", "60", "20", "26", "33", "06", "19", "41", "61", "34", "22"]
TURNS_PER_SMALL_HOSPITAL = 20


def specialist_practices(people: int, networks: tuple[Network, ...]) -> list[Practice]:
    """List the specialists network by network, paediatricians first and those without inpatients last."""
    raw = [network.share**CONCENTRATION for network in networks]
    counts = [
        max(round(people * COUNTED_SHARE / PEOPLE_PER_SPECIALIST * share / sum(raw)), FEWEST_OF_A_NETWORK)
        for share in raw
    ]
    upto = [0, *itertools.accumulate(counts)]
    practices: list[Practice] = []
    for network, (first, last) in enumerate(itertools.pairwise(upto)):
        without = int(last * (1 - WARD_SHARE)) - int(first * (1 - WARD_SHARE))
        codes = sorted(_codes(first, last), key=lambda code: (code != "26", SPECIALIST_CODES.index(code)))
        practices += _network_practices(network, codes, last - first - without)
    return practices


def _codes(first: int, last: int) -> list[str]:
    return [SPECIALIST_CODES[position % len(SPECIALIST_CODES)] for position in range(first, last)]


def _network_practices(network: int, codes: list[str], on_ward: int) -> list[Practice]:
    return [
        Practice(
            network,
            code,
            "specialist" if turn < on_ward else "specialist_without_ward",
            turn,
            small_hospital=1 if turn % TURNS_PER_SMALL_HOSPITAL == TURNS_PER_SMALL_HOSPITAL - 1 else None,
        )
        for turn, code in enumerate(codes)
    ]
