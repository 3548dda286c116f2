"""Planted physicians whose hospital, network and team are known from the stays written for their patients."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from synthetic.geography import CORPORATION_WITHOUT_NETWORK
from synthetic.planted.cast import Cast, Home, Row
from synthetic.planted.story import Case, Story, excluded, rostered, unattributable
from synthetic.scale import years_before

# One stay: site and days before the last day, with what differs from a usual medical stay.
Stay = tuple[str, int, dict[str, Any]]


@dataclass(frozen=True)
class Setting:
    """Where one scene plays: three towns, the site without a network, and numbers for its physicians and group.

    `three_years_days` are the days from the last day back to the same day three years before.
    """

    home: Home
    away: Home
    third: Home
    two_sites: Home
    lone_site: str
    numbers: list[str]
    group_no: str
    three_years_days: int

    def physician(self, position: int = 0, *, at: Home | None = None, group: bool = False, **others: Any) -> Row:
        """Write a family physician who practises at a town's main hospital."""
        place = (at or self.home).place
        return {
            "physician_no": self.numbers[position],
            "specialty": "00",
            "group_no": self.group_no if group else None,
            "programme": "FHO" if group else None,
            "practice_postal_code": f"{place.home_area_id} 5E5",
            "active_from": "2001-07-01",
            **others,
        }


@dataclass(frozen=True)
class Found:
    """Where a physician must end: corporation, network, basis and the team decided without a person's area."""

    physician_id: str
    corporation_id: str | None
    network_id: str | None
    network_basis: str
    oht_id: str | None


@dataclass(frozen=True)
class Scene:
    """Physicians, their patients (as cases) and what must be found."""

    physicians: list[Row]
    patients: list[Case]
    found: list[Found] = field(default_factory=list)


def found_at(physician: str, home: Home, basis: str) -> Found:
    """Expect the first corporation of a town with a team of its own."""
    place = home.place
    return Found(physician, place.corporations[0], place.area_networks[0], basis, home.oht_id)


def scenes() -> dict[str, Callable[[Setting], Scene]]:
    """Give the scenes by name."""
    return {
        "own_ten": lambda s: _alone(s, _each(s.away, 10), found_at(s.numbers[0], s.away, "own_admissions")),
        "solo_nine": lambda s: _alone(s, _each(s.away, 9), found_at(s.numbers[0], s.home, "nearest")),
        "group_nine": _group_nine,
        "group_outvotes": _group_outvotes,
        "own_ten_in_group": _own_ten_in_group,
        "group_tie_nearest_to_each": _group_tie,
        "tie_patients": _tie_patients,
        "tie_latest": _tie_latest,
        "tie_nearest": _tie_nearest,
        "two_sites_summed": _two_sites,
        "no_practice_area": lambda s: _lost(s, None),
        "practice_out_of_province": lambda s: _lost(s, "H2Y 1C6"),
        "practice_area_off_table": lambda s: _lost(s, "P0L 1A0"),
        "corporation_without_network": _without_network,
        "three_years_before": lambda s: _window(s, 0, s.home, "nearest"),
        "three_years_before_plus_one": lambda s: _window(s, 1, s.away, "own_admissions"),
        "kinds_that_do_not_count": _kinds,
    }


def patient(physician: str, stays: list[Stay], oht_id: str | None, **person: Any) -> Case:
    """Give the case of a person enrolled with a physician; a null team means that the own area gives it."""

    def story(cast: Cast) -> Story:
        team = {"oht_id": oht_id} if oht_id else {"oht_basis": "area"}
        discharges = [cast.stay(days, institution_no=site, **others) for site, days, others in stays]
        answer = rostered(cast, physician, **team)
        return Story(answer, person=person, enrolments=[cast.long_spell(physician)], discharges=discharges)

    return story


def _each(home: Home, people: int, first_day: int = 100) -> list[list[Stay]]:
    """Give so many patients one stay each, day after day."""
    return [[(home.hospital_id, first_day + number, {})] for number in range(people)]


def _patients(physician: str, stays: list[list[Stay]], oht_id: str | None) -> list[Case]:
    return [patient(physician, own, oht_id) for own in stays]


def _alone(s: Setting, stays: list[list[Stay]], found: Found) -> Scene:
    return Scene([s.physician()], _patients(s.numbers[0], stays, found.oht_id), [found])


def _grouped(s: Setting, stays: list[list[list[Stay]]], found: list[Found], at: list[Home] | None = None) -> Scene:
    """A group of as many physicians as `stays` has lists of patients."""
    places = at or [s.home] * len(stays)
    physicians = [s.physician(number, at=place, group=True) for number, place in enumerate(places)]
    people: list[Case] = []
    for number, own in enumerate(stays):
        people += _patients(s.numbers[number], own, found[number].oht_id)
    return Scene(physicians, people, found)


def _group_nine(s: Setting) -> Scene:
    """Nine admissions do not decide alone, but they do for the whole group, a member without any included."""
    found = [found_at(number, s.away, "group_admissions") for number in s.numbers[:2]]
    return _grouped(s, [_each(s.away, 9), [[]]], found)


def _group_outvotes(s: Setting) -> Scene:
    found = [found_at(number, s.away, "group_admissions") for number in s.numbers[:2]]
    return _grouped(s, [_each(s.home, 4), _each(s.away, 6)], found)


def _own_ten_in_group(s: Setting) -> Scene:
    """Who has ten goes by them, whatever the group's majority; the colleague without any goes by the group."""
    found = [
        found_at(s.numbers[0], s.away, "own_admissions"),
        found_at(s.numbers[1], s.third, "own_admissions"),
        found_at(s.numbers[2], s.third, "group_admissions"),
    ]
    return _grouped(s, [_each(s.away, 10), _each(s.third, 12), [[]]], found)


def _group_tie(s: Setting) -> Scene:
    """Four against four on the same days: each member goes to the hospital nearest to the own practice."""
    found = [found_at(s.numbers[0], s.home, "group_admissions"), found_at(s.numbers[1], s.away, "group_admissions")]
    return _grouped(s, [_each(s.away, 4), _each(s.home, 4)], found, at=[s.home, s.away])


def _tie_patients(s: Setting) -> Scene:
    """Five against five: five patients beat one patient, who was discharged last and nearest."""
    often: list[Stay] = [(s.home.hospital_id, 10 + 10 * number, {}) for number in range(5)]
    return _alone(s, [*_each(s.away, 5), often], found_at(s.numbers[0], s.away, "own_admissions"))


def _tie_latest(s: Setting) -> Scene:
    stays = _each(s.home, 5, first_day=100) + _each(s.away, 5, first_day=99)
    return _alone(s, stays, found_at(s.numbers[0], s.away, "own_admissions"))


def _tie_nearest(s: Setting) -> Scene:
    stays = _each(s.away, 5) + _each(s.home, 5)
    return _alone(s, stays, found_at(s.numbers[0], s.home, "own_admissions"))


def _two_sites(s: Setting) -> Scene:
    """Four and four at two sites of one corporation beat six at the only site of another."""
    sites = s.two_sites.place.sites
    stays: list[list[Stay]] = [[(sites[number % 2], 100 + number, {})] for number in range(8)]
    rival = s.home if s.home.place != s.two_sites.place else s.away
    return _alone(s, stays + _each(rival, 6), found_at(s.numbers[0], s.two_sites, "own_admissions"))


def _lost(s: Setting, postal_code: str | None) -> Scene:
    """Without a known practice area, fewer than ten admissions lead nowhere."""
    found = Found(s.numbers[0], None, None, "none", None)
    physician = s.physician(practice_postal_code=postal_code)
    return Scene([physician], _patients(s.numbers[0], _each(s.away, 3), None), [found])


def _without_network(s: Setting) -> Scene:
    found = Found(s.numbers[0], CORPORATION_WITHOUT_NETWORK, None, "own_admissions", None)
    stays: list[list[Stay]] = [[(s.lone_site, 100 + number, {})] for number in range(10)]
    return _alone(s, stays, found)


def _window(s: Setting, days_later: int, home: Home, basis: str) -> Scene:
    """Nine admissions, and a tenth on the day three years before (out) or the day after (in)."""
    oldest: list[Stay] = [(s.away.hospital_id, s.three_years_days - days_later, {})]
    return _alone(s, [*_each(s.away, 9), oldest], found_at(s.numbers[0], home, basis))


def _kinds(s: Setting) -> Scene:
    """Nine that count, and one of each kind that does not: the nearest hospital decides."""
    site, found = s.away.hospital_id, found_at(s.numbers[0], s.home, "nearest")
    odd: list[Stay] = [(site, 50, {"patient_service": service}) for service in "SOPX"]
    odd += [(site, 60, {"entry_category": category, "patient_service": "M"}) for category in ("N", "S", "R", "RI")]
    odd += [("8888", 70, {})]
    scene = _alone(s, [*_each(s.away, 9), odd], found)
    return Scene(scene.physicians, scene.patients + _uncounted(s, site), scene.found)


def _uncounted(s: Setting, site: str) -> list[Case]:
    """A patient who died and one without an address: enrolled, yet in neither tier."""

    def dead(cast: Cast) -> Story:
        stay = [cast.stay(50, institution_no=site)]
        person = {"died": cast.ago(20).isoformat()}
        return Story(excluded("dead"), person=person, enrolments=[cast.long_spell(s.numbers[0])], discharges=stay)

    def homeless(cast: Cast) -> Story:
        stay = [cast.stay(50, institution_no=site)]
        answer, spell = unattributable("no_postal_code"), [cast.long_spell(s.numbers[0])]
        return Story(answer, person={"postal_code": None}, enrolments=spell, discharges=stay)

    return [dead, homeless]


def days_of_three_years(last_day: dt.date) -> int:
    """Give the number of days from the same day three years before."""
    return (last_day - years_before(last_day, 3)).days
