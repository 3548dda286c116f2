"""A town of a random delivery: its days, its own providers and areas, and the crosswalk around it.

The names of a town begin with its number, so that towns of one delivery share nothing but teams and the period end.
"""

import datetime as dt
from dataclasses import dataclass
from random import Random

from tests.oracle.random_days import beside, years_ago
from tests.oracle.small_drop import Row, health_number

FAMILY = ["a", "b", "c", "d", "e"]
SPECIALISTS = {"p": "26", "q": "26", "x": "13", "y": "03", "z": "07", "m": "19"}
SPECIALTIES = {**dict.fromkeys(FAMILY, "00"), "b": "05", **SPECIALISTS}
CENTRES = ["c1", "c2"]
# The crosswalk has no area of the last postal code.
POSTAL_CODES = ["N{}A 1A1", "N{}B", "L{}L 2B2", "P{}V 1A1", "K{}J 1A1"]
LATITUDES = {"N{}A": "43.0", "N{}B": "44.0", "L{}L": "46.0", "P{}V": "51.0"}
NEIGHBOURHOODS = [
    {"rural": "N", "deprivation": "1", "income": "5"},
    {"rural": "Y", "deprivation": "5", "income": "1"},
    {"rural": "", "deprivation": "", "income": "2"},
    {"rural": "Y", "deprivation": "3", "income": ""},
]
# Site, corporation and latitude: C3 and C4 stand at one place, C1 has two sites; the last three are near to others.
SITES = [
    *[("S1", "C1", "43.0"), ("S2", "C2", "45.0"), ("S3", "C3", "44.0"), ("S4", "C4", "44.0"), ("S5", "C1", "47.0")],
    *[("S6", "C5", "43.2"), ("S7", "C6", "43.3"), ("S8", "C7", "44.1")],
]
NETWORKS = ["N1", "N2", "N3", "N4"]
TEAMS = ["T1", "T2", "T3"]
# Which network was combined into which: nothing, chains, circles with what leads into them, and two targets of one.
COMBINED = [
    *[[], [], [("N4", "N1")], [("N9", "N4"), ("N4", "N3")], [("N4", "N2"), ("N2", "N1"), ("N3", "N8")]],
    *[[("N2", "N3"), ("N3", "N2"), ("N4", "N2")], [("N1", "N1"), ("N4", "N1")]],
    *[[("N4", "N1"), ("N4", "N2")], [("N4", "N1"), ("N4", "N2"), ("N2", "N4"), ("N3", "N2")]],
    [("N4", "N1"), ("N4", "N1"), ("N1", ""), ("N3", "N4")],
]
# Shares of up to three teams: whole, at the edge of what is allowed and beyond it, and such as cannot be.
SHARES = [
    *[["1"], ["0.995"], ["0.994"], ["1.0051"], ["some"]],
    *[["0.5", "0.5"], ["0.6", "0.405"], ["0.6", "0.4051"], ["0.7", ""], ["1.1", "-0.1"]],
    *[["0.335", "0.33", "0.33"], ["0.1", "0.2", "0.7"], ["0.1", "0.2", "0.694"]],
]


@dataclass(frozen=True)
class Town:
    """Number of a town, below ten, with the days on which things happen there and the end of the period."""

    random: Random
    number: int
    days: list[dt.date]
    end: dt.date

    def named(self, name: str) -> str:
        """Give the name as it is in this town; nothing stays nothing."""
        return f"{self.number}{name}" if name else ""

    def one_of(self, names: list[str]) -> str:
        """Give one of the names, as it is in this town."""
        return self.named(self.random.choice(names))

    def key(self, number: int) -> str:
        """Give a person's health number, one in thirty with a wrong check digit."""
        key = health_number(1000 * self.number + number)
        return key[:-1] + str((int(key[-1]) + 1) % 10) if self.random.random() < 0.03 else key

    def postal_code(self) -> str:
        """Give a postal code of the town, seldom one of another province, none, or half of one."""
        if self.random.random() < 0.06:
            return self.random.choice(["H2X 1Y4", "", "N6"])
        return self.random.choice(POSTAL_CODES).format(self.number)


def providers(town: Town) -> dict[str, list[Row]]:
    """Give five family physicians, six specialists and two centres; groups and places are random."""
    physicians = [
        {
            "physician_no": town.named(name),
            "specialty": code,
            "group_no": town.one_of(["", "g1", "g1", "g2"]),
            "practice_postal_code": town.postal_code(),
            **_in_practice(town),
        }
        for name, code in SPECIALTIES.items()
    ]
    centres = [{"centre_no": town.named(name), "centre_postal_code": town.postal_code()} for name in CENTRES]
    return {"physicians": physicians, "centres": centres}


def _in_practice(town: Town) -> Row:
    """Give the days of a practice; one in five began or ended on one side of an edge."""
    days = [str(day) for edge in (town.end, years_ago(town.end, 1)) for day in beside(edge)]
    found = {town.random.choice(["active_from", "active_to"]): town.random.choice(days)}
    return found if town.random.random() < 0.2 else {}


def crosswalk(town: Town) -> dict[str, list[Row]]:
    """Give seven corporations around the areas, two of them equally far, and networks with no, one or several teams.

    One place in ten is not known.
    """
    found = [*town.random.sample(["N1", "N2", "N3", "N1", ""], 4), *town.random.choices([*NETWORKS, ""], k=3)]
    networks = {f"C{place}": town.named(name) for place, name in enumerate(found, start=1)}
    place = {"long": str(-90.0 + 1.5 * town.number)}
    sites = [
        {"hospital_no": town.named(site), "corporation_no": town.named(name), "network_no": networks[name], "lat": lat}
        for site, name, lat in SITES
    ]
    areas = [
        {"fsa": area.format(town.number), "lat": lat, "network_no": town.one_of(["N1", "N2", "N3", "N9", ""]), **said}
        for (area, lat), said in zip(LATITUDES.items(), NEIGHBOURHOODS, strict=True)
    ]
    combined = [{"network_no": town.named(one), "part_of": town.named(other)} for one, other in _combined(town)]
    return {
        "hospitals": [_seldom_without(town, {**row, **place}) for row in sites],
        "areas": [_seldom_without(town, {**row, **place}) for row in areas],
        "combined_networks": combined,
        "network_ohts": [row for name in NETWORKS for row in _with_shares(town, _teams(town, town.named(name)))],
    }


def _combined(town: Town) -> list[tuple[str, str]]:
    return town.random.choice(COMBINED)


def _seldom_without(town: Town, row: Row) -> Row:
    """Give the row, one in ten without latitude, longitude or both."""
    missing = town.random.choice([["lat"], ["long"], ["lat", "long"]]) if town.random.random() < 0.1 else []
    return {**row, **dict.fromkeys(missing, "")}


def _with_shares(town: Town, rows: list[Row]) -> list[Row]:
    """Give the rows of a network, those of one in three with shares for its teams, now and then not the same in all."""
    teams = sorted({row["oht_no"] for row in rows})
    if not teams or town.random.random() < 0.65:
        return rows
    said = town.random.choice([shares for shares in SHARES if len(shares) == len(teams)])
    shares = dict(zip(teams, said, strict=True))
    found = [{**row, "people_share": shares[row["oht_no"]]} for row in rows]
    if town.random.random() < 0.2:
        found[0]["people_share"] = town.random.choice(["", "0.2"])
    return found


def _teams(town: Town, network: str) -> list[Row]:
    """Give no row, the row of a sole team, or rows by physician, group and area, now and then two under one key."""
    if town.random.random() < 0.75:
        return [{"network_no": network, "oht_no": "T1"}] * town.random.choice([0, 1, 1, 1, 1, 1])
    found = [_decided(town, network) for _ in range(town.random.randrange(4, 12))]
    return [*found, {"network_no": network, "oht_no": "T2"}] if town.random.random() < 0.2 else found


def _decided(town: Town, network: str) -> Row:
    """Give a row by which one physician, group or area of the network decides."""
    areas = [code.format("")[:2] for code in POSTAL_CODES]
    keys = {"physician_no": FAMILY, "group_no": ["g1", "g2"], "fsa": areas}
    column = town.random.choice(sorted(keys))
    name = town.random.choice(keys[column])
    value = f"{name[0]}{town.number}{name[1]}" if column == "fsa" else town.named(name)
    return {"network_no": network, "oht_no": town.random.choice(TEAMS), column: value}
