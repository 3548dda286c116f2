"""Cases of the tie chain, for care given and for several open spells.

Whoever must win at an earlier step is the one whom the last step (the hash) would leave, so that a skipped step shows.
Lines use G212, whose amount is the same in both price lists, so that no price change can break a tie.
"""

from collections.abc import Callable
from functools import partial

from synthetic.planted.cast import Cast, Row
from synthetic.planted.story import Case, Story, rostered, virtual

CODE = "G212A"
Lines = Callable[[Cast], tuple[list[Row], str, int]]


def cases() -> dict[str, Case]:
    """Give the cases by name."""
    steps: dict[str, Lines] = {"value": _value, "visits": _visits, "dates": _dates, "recent": _recent, "hash": _hash}
    return {
        **{f"tie_{step}": partial(_by_care, step=step, lines=lines) for step, lines in steps.items()},
        **{f"tie_rostered_{step}": partial(_by_spell, step=step, lines=lines) for step, lines in steps.items()},
        "tie_hash_of_three": _three,
        "tie_rostered_start_date": _start_date,
        "tie_rostered_hash_without_care": _hash_without_care,
        "tie_rostered_one_seen": _one_seen,
    }


def _by_care(cast: Cast, step: str, lines: Lines) -> Story:
    claims, winner, visits = lines(cast)
    return Story(virtual(cast, winner, step, visits), claims=claims)


def _by_spell(cast: Cast, step: str, lines: Lines) -> Story:
    """Two spells that began on one day: care decides as it does without spells; the winner gave half of it or more."""
    claims, winner, visits = lines(cast)
    spells = [cast.long_spell(cast.preferred), cast.long_spell(cast.other)]
    answer = rostered(cast, winner, step, primary_care_visits_24m=visits, confidence="high")
    return Story(answer, enrolments=spells, claims=claims)


def _value(cast: Cast) -> tuple[list[Row], str, int]:
    dear = cast.line(cast.other, 100, "A003A")
    cheap = [cast.line(cast.preferred, day, CODE) for day in (80, 90, 95)]
    return [dear, *cheap], cast.other, 4


def _visits(cast: Cast) -> tuple[list[Row], str, int]:
    two = [cast.line(cast.other, day, CODE) for day in (100, 101)]
    one_of_two_services = cast.line(cast.preferred, 100, CODE, units=2)
    return [*two, one_of_two_services], cast.other, 3


def _dates(cast: Cast) -> tuple[list[Row], str, int]:
    two_days = [cast.line(cast.other, day, CODE) for day in (100, 101)]
    one_day = [cast.line(cast.preferred, 100, CODE, place=place) for place in ("O", "H")]
    return two_days + one_day, cast.other, 3


def _recent(cast: Cast) -> tuple[list[Row], str, int]:
    later = [cast.line(cast.other, day, CODE) for day in (102, 99)]
    earlier = [cast.line(cast.preferred, day, CODE) for day in (101, 100)]
    return later + earlier, cast.other, 4


def _hash(cast: Cast) -> tuple[list[Row], str, int]:
    same = [cast.line(who, 100, CODE) for who in (cast.other, cast.preferred)]
    return same, cast.preferred, 2


def _three(cast: Cast) -> Story:
    """A third candidate with less is no runner-up: the step is the one between the first two."""
    claims = [cast.line(who, day, CODE) for who in (cast.first, cast.second) for day in (100, 110)]
    return Story(virtual(cast, cast.preferred, "hash", 5), claims=[*claims, cast.line(cast.third, 90, CODE)])


def _start_date(cast: Cast) -> Story:
    """The later of two open spells, although the other physician gives all the care."""
    spells = [cast.long_spell(cast.preferred), cast.spell(cast.other, cast.ago(400))]
    claims = [cast.line(cast.preferred, day) for day in (50, 60)]
    answer = rostered(cast, cast.other, "start_date", primary_care_visits_24m=2)
    return Story(answer, enrolments=spells, claims=claims)


def _hash_without_care(cast: Cast) -> Story:
    spells = [cast.long_spell(cast.first), cast.long_spell(cast.second)]
    return Story(rostered(cast, cast.preferred, "hash"), enrolments=spells)


def _one_seen(cast: Cast) -> Story:
    """A physician without care has zeros and sorts last, so the value decides."""
    spells = [cast.long_spell(cast.first), cast.long_spell(cast.second)]
    answer = rostered(cast, cast.other, "value", primary_care_visits_24m=1, confidence="high")
    return Story(answer, enrolments=spells, claims=[cast.line(cast.other, 100, CODE)])
