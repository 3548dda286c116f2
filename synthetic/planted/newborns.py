"""Cases of children who follow their mothers, and of those who do not; each mother is a planted person as well."""

from dataclasses import replace
from typing import Any

from synthetic.planted.background import WORKING_DAY
from synthetic.planted.cast import Cast, Row
from synthetic.planted.story import (
    Case,
    Story,
    at_centre,
    by_address,
    by_mother,
    by_other,
    excluded,
    rostered,
    unattributable,
    virtual,
)


def cases() -> dict[str, Case]:
    """Give the cases by name; the mothers' cases end with `_mother`."""
    return {
        "newborn_mother_rostered": lambda cast: _follows(cast, _enrolled(cast), physician_id=cast.first),
        "newborn_mother_at_centre": lambda cast: _follows(
            cast, _registered(cast), centre_id=cast.home.centres["centre"]
        ),
        "newborn_mother_by_core_care": lambda cast: _follows(
            cast, Story(virtual(cast, cast.second), claims=[cast.line(cast.second, 100)]), physician_id=cast.second
        ),
        "newborn_mother_by_other_provider": _mother_by_other,
        "newborn_mother_elsewhere": _mother_elsewhere,
        "newborn_mother_without_team": _mother_without_team,
        "newborn_mother_by_address": lambda cast: _alone(cast, Story(by_address(cast))),
        "newborn_mother_without_address": _mother_without_address,
        "newborn_mother_dead": _mother_dead,
        "newborn_mother_unknown": lambda cast: Story(by_address(cast), person=_child(cast), births=[_birth(cast)]),
        "newborn_without_birth_row": lambda cast: Story(by_address(cast), person=_child(cast)),
        "newborn_two_years_on_last_day": lambda cast: _alone(
            cast, _enrolled(cast), person={"born": cast.years_ago(2).isoformat()}
        ),
        "newborn_two_years_day_after": lambda cast: _follows(
            cast, _enrolled(cast), physician_id=cast.first, person={"born": cast.years_ago(2, 1).isoformat()}
        ),
        "newborn_on_last_day": lambda cast: _follows(
            cast,
            _enrolled(cast),
            physician_id=cast.first,
            person=dict.fromkeys(("born", "last_contact_on"), cast.last_day.isoformat()),
        ),
        "newborn_with_own_care": _own_care,
        "newborn_with_own_enrolment": _own_enrolment,
        "newborn_birth_known_late": _known_late,
    }


def _child(cast: Cast, days: int = 200) -> Row:
    return {"born": cast.ago(days).isoformat()}


def _birth(cast: Cast) -> Row:
    return {"mother_health_number": cast.relative}


def _mother(story: Story, **person: Any) -> Story:
    """A woman of about thirty."""
    return replace(story, person={"gender": "2", **story.person, **person})


def _enrolled(cast: Cast) -> Story:
    return Story(rostered(cast), enrolments=[cast.long_spell()])


def _registered(cast: Cast) -> Story:
    centre = cast.home.centres["centre"]
    rosters, visits = [cast.registration(centre)], [cast.centre_visit(centre)]
    return Story(at_centre(cast, centre), centre_rosters=rosters, centre_visits=visits)


def _follows(cast: Cast, mother: Story, person: Row | None = None, **answer: Any) -> Story:
    """A child without a record of its own gets the mother's provider and the team that follows from it."""
    person = person or _child(cast)
    return Story(by_mother(cast, **answer), person=person, births=[_birth(cast)], mother=_mother(mother))


def _alone(cast: Cast, mother: Story, person: Row | None = None) -> Story:
    """A child whom the mother does not place is placed by its own address."""
    return Story(by_address(cast), person=person or _child(cast), births=[_birth(cast)], mother=_mother(mother))


def _mother_by_other(cast: Cast) -> Story:
    physician = cast.home.physicians["part_time"]
    answer = by_other(cast, "non_comprehensive", physician, visits=1)
    return _follows(cast, Story(answer, claims=[cast.line(physician, WORKING_DAY)]), physician_id=physician)


def _mother_elsewhere(cast: Cast) -> Story:
    """The child lives in the next town; the team is that of the mother's physician."""
    person = {**_child(cast), "postal_code": f"{cast.away.place.home_area_id} 3C3"}
    return _follows(cast, _enrolled(cast), person=person, physician_id=cast.first)


def _mother_without_team(cast: Cast) -> Story:
    """Her physician has no hospital and her area no network; the child's own area gives the child's team."""
    physician = cast.home.physicians["adrift"]
    mother = Story(unattributable("no_oht"), person={"postal_code": "P0L 1A0"}, enrolments=[cast.long_spell(physician)])
    return _follows(cast, mother, physician_id=physician, oht_basis="area")


def _mother_without_address(cast: Cast) -> Story:
    mother = Story(unattributable("no_postal_code"), person={"postal_code": None}, enrolments=[cast.long_spell()])
    return _alone(cast, mother)


def _mother_dead(cast: Cast) -> Story:
    mother = Story(excluded("dead"), person={"died": cast.ago(150).isoformat()}, enrolments=[cast.long_spell()])
    return _alone(cast, mother)


def _own_care(cast: Cast) -> Story:
    story = _alone(cast, _enrolled(cast))
    return replace(story, answer=virtual(cast, cast.third), claims=[cast.line(cast.third, 100)])


def _own_enrolment(cast: Cast) -> Story:
    story = _alone(cast, _enrolled(cast))
    spells = [cast.spell(cast.third, cast.ago(190))]
    return replace(story, answer=rostered(cast, cast.third), enrolments=spells)


def _known_late(cast: Cast) -> Story:
    """The first delivery names nobody, the correcting one the mother."""
    story = _follows(cast, _enrolled(cast), physician_id=cast.first)
    return replace(story, births=[], later={"births": [_birth(cast)]})
