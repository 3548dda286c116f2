"""The towns planted persons live in, and the planted physicians who practise there."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from synthetic.geography import Geography, Place
from synthetic.identifiers import FIRST_PLANTED_PHYSICIAN, physician_number
from synthetic.planted.background import LIMITED_ROLES
from synthetic.planted.cast import Home, Row
from synthetic.planted.scenes import Found, found_at
from synthetic.scale import Scale, years_before

MOST_HOMES = 6
RETIRED_YEARS_AGO = 1
CENTRE_ROLES = {"centre": "A", "other_centre": "B", "hospital_centre": "C"}


@dataclass
class Homes:
    """Towns with their providers, as rows of the source and with what must be found for those without admissions."""

    homes: list[Home] = field(default_factory=list)
    shared: Home | None = None
    physicians: list[Row] = field(default_factory=list)
    deciding: list[Row] = field(default_factory=list)
    centres: list[Row] = field(default_factory=list)
    found: list[tuple[str, Found]] = field(default_factory=list)


def numbers_for_planted_physicians(seed: int) -> Iterator[str]:
    """Give registry numbers that no random physician has, one after the other."""
    index = FIRST_PLANTED_PHYSICIAN
    while True:
        yield physician_number(index, seed)
        index += 1


def settle(scale: Scale, geography: Geography, numbers: Iterator[str]) -> Homes:
    """Put planted physicians into up to six towns with a team of their own, and into one shared town."""
    settled = Homes()
    for place in geography.team_places[:MOST_HOMES]:
        _settle_town(settled, place, scale, numbers)
    _settle_shared(settled, geography.shared_places[0], numbers)
    return settled


def _settle_town(settled: Homes, place: Place, scale: Scale, numbers: Iterator[str]) -> None:
    retired_on = years_before(scale.last_day, RETIRED_YEARS_AGO).isoformat()
    roles: dict[str, Row] = {
        "first": _practice(place),
        "second": _practice(place, specialty="05"),
        "third": _practice(place),
        "specialist": _practice(place, specialty="13"),
        "retired": _practice(place, active_to=retired_on),
        "adrift": _practice(place, practice_postal_code=None),
        "paediatrician": _practice(place, specialty="26"),
        "other_paediatrician": _practice(place, specialty="26"),
        **{role: _practice(place) for role in LIMITED_ROLES},
    }
    centres = {role: f"P{place.oht_ids[0]}{letter}" for role, letter in CENTRE_ROLES.items()}
    home = Home(place, {role: next(numbers) for role in roles}, centres)
    settled.centres += [_centre(place, centre) for centre in centres.values()]
    settled.homes.append(home)
    settled.physicians += [{**row, "physician_no": home.physicians[role]} for role, row in roles.items()]
    settled.found.append(("no_admissions", found_at(home.physicians["third"], home, "nearest")))
    settled.found.append(("adrift", Found(home.physicians["adrift"], None, None, "none", None)))


def _settle_shared(settled: Homes, place: Place, numbers: Iterator[str]) -> None:
    """One physician decided by a row of his own, a group of three decided by its row, and one without a row."""
    mates = [next(numbers) for _ in range(3)]
    home = Home(place, {"decided": next(numbers), "grouped": mates[0], "open": next(numbers)})
    group, network, corporation = "PG0000", place.area_networks[0], place.corporations[0]
    settled.shared = home
    settled.physicians += [_practice(place, physician_no=home.physicians[role]) for role in ("decided", "open")]
    settled.physicians += [_practice(place, physician_no=mate, group_no=group, programme="FHO") for mate in mates]
    settled.deciding += [
        {"network_no": network, "oht_no": place.oht_ids[1], "physician_no": home.physicians["decided"]},
        {"network_no": network, "oht_no": place.oht_ids[0], "group_no": group},
    ]
    teams = {"decided": place.oht_ids[1], "grouped": place.oht_ids[0], "open": None}
    for role, team in teams.items():
        found = Found(home.physicians[role], corporation, network, "nearest", team)
        settled.found.append((f"shared_{role}", found))


def _centre(place: Place, centre: str) -> Row:
    return {"centre_no": centre, "kind": "CHC", "centre_postal_code": f"{place.home_area_id} 6F6"}


def _practice(place: Place, **others: str | None) -> Row:
    usual = {"specialty": "00", "practice_postal_code": f"{place.home_area_id} 5E5", "active_from": "1999-07-01"}
    return {**usual, **others}
