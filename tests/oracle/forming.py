"""Networks formed from hospital corporations (networks.md, 13.2), in plain Python beside the statements of SQL."""

from dataclasses import dataclass, field
from fractions import Fraction

import duckdb

Row = tuple[str | int | None, ...]
Key = tuple[int | Fraction | str, ...]

TABLES = """
CREATE TABLE formed (corporation_id VARCHAR, network_id VARCHAR);
CREATE TABLE oracle_mergers (
    turn BIGINT, network_id VARCHAR, partner_id VARCHAR, merged_id VARCHAR, reason VARCHAR, tie_step VARCHAR,
    distance_metres BIGINT, people BIGINT, own_admissions BIGINT, admissions BIGINT, partner_people BIGINT,
    partner_own_admissions BIGINT, partner_admissions BIGINT, merged_people BIGINT, merged_own_admissions BIGINT,
    merged_admissions BIGINT)
"""
STEPS = ["admissions_out", "admissions_in", "distance", "id"]


@dataclass(frozen=True)
class Limits:
    """When a network is merged with another, by the method."""

    people: int
    percent: int
    metres: int


@dataclass
class Province:
    """Corporations by network, with what is known of each corporation and of each two of them."""

    people: dict[str, int]
    admissions: dict[tuple[str, str], int]
    metres: dict[tuple[str, str], int]
    members: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.members = {f"F-{corporation}": [corporation] for corporation in self.people}

    def people_of(self, network: str) -> int:
        """Give the people of a network."""
        return sum(self.people[corporation] for corporation in self.members[network])

    def stays(self, network: str, other: str) -> int:
        """Give the admissions of the people of one network to the corporations of the other."""
        pairs = ((one, two) for one in self.members[network] for two in self.members[other])
        return sum(self.admissions.get(pair, 0) for pair in pairs)

    def all_stays(self, network: str) -> int:
        """Give all admissions of the people of a network."""
        return sum(self.stays(network, other) for other in self.members)

    def loyalty(self, network: str) -> Fraction | None:
        """Give the share of the admissions of its people that are to its own corporations; None without any."""
        every = self.all_stays(network)
        return Fraction(self.stays(network, network), every) if every else None

    def distance(self, network: str, other: str) -> int | None:
        """Give the metres between the nearest two corporations of two networks; None: a place is not known."""
        pairs = ((one, two) for one in self.members[network] for two in self.members[other])
        return min((self.metres[pair] for pair in pairs if pair in self.metres), default=None)

    def counts(self, network: str) -> Row:
        """Give people, own and all admissions of a network."""
        return self.people_of(network), self.stays(network, network), self.all_stays(network)

    def merge(self, network: str, other: str) -> str:
        """Make two networks one and give its id: that of the one with more people."""
        kept, gone = sorted([network, other], key=lambda name: (-self.people_of(name), name))
        self.members[kept] += self.members.pop(gone)
        return kept


def form_networks(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables `formed` and `oracle_mergers` from the tables of seeds.sql; both empty without such a rule."""
    connection.execute(TABLES)
    rule, *limits = connection.execute(
        "SELECT method_network_rule(), method_network_minimum_population(), "
        "method_network_minimum_loyalty_percent(), 1000 * method_network_maximum_km()"
    ).fetchall()[0]
    if rule != "formed":
        return
    province = Province(*(_read(connection, name) for name in ("seeds", "seed_admissions", "seed_distances")))
    mergers = form(province, Limits(*limits))
    members = [(corporation, name) for name, found in province.members.items() for corporation in found]
    for table, rows in (("formed", members), ("oracle_mergers", mergers)):
        if rows:
            connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)


def form(province: Province, limits: Limits) -> list[Row]:
    """Merge networks as long as one is too small or disloyal and has a partner, and give every turn as a row."""
    rows: list[Row] = []
    alone: set[str] = set()
    while (found := _next(province, limits, alone)) is not None:
        network, reason = found
        rows.append((len(rows) + 1, network, *_turn(province, limits, network, reason)))
        if rows[-1][2] is None:
            alone.add(network)
    return rows


def _read(connection: duckdb.DuckDBPyConnection, name: str) -> dict:
    """Give the rows of a table by all columns but the last."""
    rows = connection.execute(f"FROM {name}").fetchall()
    return {row[0] if len(row) == 2 else row[:-1]: row[-1] for row in rows}


def _next(province: Province, limits: Limits, alone: set[str]) -> tuple[str, str] | None:
    """Give the network to be looked at and why: the smallest that is too small, else the least loyal."""
    left = [name for name in province.members if name not in alone]
    small = [(province.people_of(name), name) for name in left if province.people_of(name) < limits.people]
    if small:
        return min(small)[1], "population"
    loyalties = [(loyalty, name) for name in left if (loyalty := province.loyalty(name)) is not None]
    disloyal = [
        (loyalty, province.people_of(name), name) for loyalty, name in loyalties if 100 * loyalty < limits.percent
    ]
    return (min(disloyal)[2], "loyalty") if disloyal else None


def _turn(province: Province, limits: Limits, network: str, reason: str) -> Row:
    """Merge a network with its partner and give the rest of the row; nulls when there is none."""
    before = province.counts(network)
    keys = _partners(province, limits, network)
    if not keys:
        return (None, None, reason, None, None, *before, *[None] * 6)
    partner = str(keys[0][-1])
    step = (
        "none"
        if len(keys) == 1
        else next(step for step, one, two in zip(STEPS, keys[0], keys[1], strict=True) if one != two)
    )
    metres, of_partner = province.distance(network, partner), province.counts(partner)
    merged = province.merge(network, partner)
    return (partner, merged, reason, step, metres, *before, *of_partner, *province.counts(merged))


def _partners(province: Province, limits: Limits, network: str) -> list[Key]:
    """Give what partners are compared by, the best first: admissions to and from, distance, id."""
    others = ((name, province.distance(network, name)) for name in province.members if name != network)
    return sorted(
        (-province.stays(network, name), -province.stays(name, network), metres, name)
        for name, metres in others
        if metres is not None and metres <= limits.metres
    )
