"""Cases of persons who are not counted, and of their neighbours one day away who are."""

from functools import partial
from typing import Any

from synthetic.planted.cast import Cast
from synthetic.planted.story import Case, Story, by_address, excluded, rostered
from synthetic.scale import with_year


def cases() -> dict[str, Case]:
    """Give the cases by name; enrolled persons show that a spell does not make them count."""
    return {
        "dead_long_ago": partial(_person, reason="dead", died=300),
        "dead_on_last_day": partial(_person, reason="dead", died=0),
        "dead_day_after": partial(_person, died=-1),
        "born_on_last_day": _born_on_last_day,
        "unborn_on_last_day": partial(_person, reason="unborn", born=-1, enrolled=False),
        "coverage_ends_on_last_day": partial(_person, reason="not_covered", covered_to=0),
        "coverage_ends_day_after": partial(_person, covered_to=-1),
        "coverage_starts_on_last_day": partial(_person, covered_from=0),
        "coverage_starts_day_after": partial(_person, reason="not_covered", covered_from=-1),
        "birthday_106_on_last_day": partial(_oldest, days_after=0, reason="too_old"),
        "birthday_106_day_after": partial(_oldest, days_after=1, reason=None),
        "ghost_seven_years_ago": partial(_contact, days_after=0, reason="ghost"),
        "ghost_day_after_seven_years_ago": partial(_contact, days_after=1, reason=None),
        "ghost_born_seven_years_ago": partial(_contact, days_after=0, reason="ghost", born_years_ago=7),
        "ghost_too_young": partial(_contact, days_after=0, reason=None, born_years_ago=5),
        "contact_not_supplied": lambda cast: Story(
            rostered(cast), person={"last_contact_on": None}, enrolments=[cast.long_spell()]
        ),
        "order_dead_before_not_covered": partial(_person, reason="dead", died=10, covered_to=10),
        "order_too_old_before_ghost": _too_old_ghost,
    }


DATE_COLUMNS = {"died": "died", "born": "born", "covered_to": "covered_to", "covered_from": "covered_from"}


def _person(cast: Cast, reason: str | None = None, enrolled: bool = True, **days_ago: int) -> Story:
    """A person with some dates so many days before the last day."""
    person: dict[str, Any] = {DATE_COLUMNS[name]: cast.ago(days).isoformat() for name, days in days_ago.items()}
    if days_ago.get("born", 1) < 0:
        person["last_contact_on"] = person["born"]
    spells = [cast.long_spell()] if enrolled else []
    return Story(excluded(reason) if reason else rostered(cast), person=person, enrolments=spells)


def _born_on_last_day(cast: Cast) -> Story:
    day = cast.last_day.isoformat()
    return Story(by_address(cast), person={"born": day, "last_contact_on": day})


def _oldest(cast: Cast, days_after: int, reason: str | None) -> Story:
    birthday = cast.ago(-days_after)
    # Only when tomorrow is 29 February is there no such day 106 years ago; 1 March keeps the birthday ahead.
    born = with_year(birthday, birthday.year - 106, leap_day_becomes=(3, 1) if days_after else (2, 28))
    person = {"born": born.isoformat()}
    return Story(excluded(reason) if reason else rostered(cast), person=person, enrolments=[cast.long_spell()])


def _contact(cast: Cast, days_after: int, reason: str | None, born_years_ago: int = 40) -> Story:
    person = {
        "last_contact_on": cast.years_ago(7, days_after).isoformat(),
        "born": cast.years_ago(born_years_ago).isoformat(),
    }
    return Story(excluded(reason) if reason else rostered(cast), person=person, enrolments=[cast.long_spell()])


def _too_old_ghost(cast: Cast) -> Story:
    person = {"born": cast.years_ago(107).isoformat(), "last_contact_on": cast.years_ago(9).isoformat()}
    return Story(excluded("too_old"), person=person)
