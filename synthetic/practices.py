"""How family physicians practise: in groups with a model of enrolment, alone, or without a comprehensive practice."""

from dataclasses import dataclass, replace

from synthetic.networks import Network

# Stukel 2013: 12,410 physicians of primary care for 12,917,178 people; of Ontario's 70.7 per cent were comprehensive
# (Premji 2023). 9,422 of them enrolled people in 2023, about nine of ten.
PEOPLE_PER_FAMILY_PHYSICIAN = 1_041
# Of the people who are drawn: the others have died or left by the last day, and physicians are counted per person then.
COUNTED_SHARE = 0.957
COMPREHENSIVE_SHARE = 0.707
SOLO_SHARE = 0.1
GROUP_SIZES = [6, 4, 9, 3, 10, 5]
FEWEST_OF_A_NETWORK, SMALLEST_GROUP = 3, 3
GROUP_MODELS = ["FHO", "FHG", "FHO", "FHN", "FHG", "FHO+", "CCM"]
ENHANCED_FEE_MODELS = ["FHG", "CCM"]
# Five of twelve work on few days, the others on something else (Schultz and Glazier 2017: 9.7 and 12.6 of 100).
LIMITED_PRACTICES = [
    "part_time", "focused_inpatient", "focused_office", "walk_in", "focused_emergency", "part_time",
    "focused_inpatient", "focused_office", "walk_in", "focused_emergency", "part_time", "focused_office",
]  # fmt: skip
CASUAL = ["part_time", "walk_in"]
LIMITED_ORDER = ["part_time", "walk_in", "focused_office", "focused_inpatient", "focused_emergency"]
# 98.2 per cent are linked to a hospital by own or group admissions: the others are of limited practices, and alone.
LIMITED_ALONE_SHARE = 0.018 / (1 - COMPREHENSIVE_SHARE)
# The last turns of a network admit to its small hospitals, one each, but at most a third of all turns.
TURNS_PER_SMALL_HOSPITAL = 3


@dataclass(frozen=True)
class Practice:
    """One physician's practice: `network` is a position, `small_hospital` counts a network's from one."""

    network: int
    specialty: str
    practice: str
    turn: int
    group_no: str | None = None
    programme: str | None = None
    small_hospital: int | None = None


def comprehensive_counts(people: int, networks: tuple[Network, ...]) -> list[int]:
    """Give how many comprehensive family physicians each network has."""
    everybody = people * COUNTED_SHARE / PEOPLE_PER_FAMILY_PHYSICIAN * COMPREHENSIVE_SHARE
    return [max(round(everybody * network.share), FEWEST_OF_A_NETWORK) for network in networks]


def family_practices(counts: list[int], shared: list[bool]) -> list[Practice]:
    """List the comprehensive family physicians network by network: groups, with solo physicians between them."""
    practices: list[Practice] = []
    alone, groups, seen = 0, 0, 0
    for network, count in enumerate(counts):
        seen += count
        # Shared networks have a group and a solo physician, so that each kind of deciding row occurs at any size.
        own = min(max(int(seen * SOLO_SHARE) - alone, int(shared[network])), count - 2)
        sizes = _turns(_group_sizes(count - own, groups), own)
        alone += own
        practices += _network_practices(network, sizes, groups)
        groups += sum(size > 1 for size in sizes)
    return practices


def _group_sizes(count: int, first: int) -> list[int]:
    """Divide physicians into groups; a remainder too small for a group joins the last one."""
    sizes: list[int] = []
    while count:
        size = GROUP_SIZES[(first + len(sizes)) % len(GROUP_SIZES)]
        size = count if count - size < SMALLEST_GROUP else size
        sizes.append(size)
        count -= size
    return sizes


def _turns(groups: list[int], alone: int) -> list[int]:
    """Put a solo physician after each group, as long as there are any."""
    each = [[size] for size in groups]
    for number in range(alone):
        each[number % len(each)].append(1)
    return [size for turns in each for size in turns]


def _network_practices(network: int, sizes: list[int], groups: int) -> list[Practice]:
    """List one network's comprehensive physicians, turn by turn; the last turns admit to small hospitals."""
    practices: list[Practice] = []
    for turn, size in enumerate(sizes):
        from_last = len(sizes) - turn
        is_group = size > 1
        practice = Practice(
            network,
            "05" if turn % 9 == 4 else "00",
            "comprehensive",
            turn,
            f"G{network:02d}{turn:04d}" if is_group else None,
            GROUP_MODELS[groups % len(GROUP_MODELS)] if is_group else None,
            from_last if from_last * TURNS_PER_SMALL_HOSPITAL <= len(sizes) else None,
        )
        groups += is_group
        practices += [practice] * size
    return practices


def limited_practices(counts: list[int], family: list[Practice]) -> list[Practice]:
    """List family physicians who are focused on something else, work on few days, or see whoever walks in.

    Most belong to a group of the network. Within a network those who work on few days come first.
    """
    practices: list[Practice] = []
    upto, seen = 0, 0
    for network, count in enumerate(counts):
        seen += count
        number = max(round(seen * (1 / COMPREHENSIVE_SHARE - 1)) - upto, 1)
        kinds = [LIMITED_PRACTICES[turn % len(LIMITED_PRACTICES)] for turn in range(upto, upto + number)]
        if not set(CASUAL) & set(kinds):
            kinds[0] = CASUAL[network % len(CASUAL)]
        alone = int((upto + number) * LIMITED_ALONE_SHARE) - int(upto * LIMITED_ALONE_SHARE)
        upto += number
        groups = list(dict.fromkeys(p for p in family if p.network == network and p.group_no))
        practices += _limited(network, sorted(kinds, key=LIMITED_ORDER.index), groups, alone)
    return practices


def _limited(network: int, kinds: list[str], groups: list[Practice], alone: int) -> list[Practice]:
    """List one network's limited practices, the last of them alone."""
    specialty = ["00", "00", "00", "05"]
    own = [Practice(network, specialty[turn % 4], kind, turn) for turn, kind in enumerate(kinds)]
    joined = len(own) - alone
    return [
        replace(practice, group_no=group.group_no, small_hospital=group.small_hospital)
        for turn, practice in enumerate(own[:joined])
        for group in [groups[turn % len(groups)]]
    ] + own[joined:]
