"""Cases of the confidence of a placement, on both sides of its two limits, and of spells that end long ago."""

from functools import partial

from synthetic.planted.cast import Cast, Row
from synthetic.planted.story import Case, Story, rostered, virtual

CODE = "G212A"


def cases() -> dict[str, Case]:
    """Give the cases by name."""
    return {
        "confidence_margin_of_ten_percent": partial(_margin, third=0, confidence="medium"),
        "confidence_margin_below_ten_percent": partial(_margin, third=1, confidence="low"),
        "confidence_half_by_own": partial(_own_share, others=1, confidence="high"),
        "confidence_below_half_by_own": partial(_own_share, others=2, confidence="medium"),
        "spell_ended_backdated": _ended_backdated,
        "spell_ended_backdated_leaves_earlier": _earlier_left,
    }


def _services(cast: Cast, physician: str, units: int) -> list[Row]:
    return [cast.line(physician, 100, CODE, units)] if units else []


def _margin(cast: Cast, third: int, confidence: str) -> Story:
    """Eleven against nine services are a margin of ten per cent of twenty; a third physician's one makes it less."""
    claims = [line for who, units in ((cast.other, 11), (cast.preferred, 9)) for line in _services(cast, who, units)]
    visits = 2 + third
    answer = virtual(cast, cast.other, "value", visits, confidence=confidence)
    return Story(answer, claims=claims + _services(cast, cast.third, third))


def _own_share(cast: Cast, others: int, confidence: str) -> Story:
    """One service by the own physician and one by each of the others."""
    seen = [cast.first, cast.second, cast.third][: 1 + others]
    claims = [line for who in seen for line in _services(cast, who, 1)]
    answer = rostered(cast, confidence=confidence, primary_care_visits_24m=len(seen))
    return Story(answer, enrolments=[cast.long_spell()], claims=claims)


def _ended_backdated(cast: Cast) -> Story:
    """More than a year later an end is entered: the spell ended when it says."""
    spell, ended = (cast.spell(cast.first, cast.ago(900), end) for end in (None, cast.ago(400)))
    claims = [cast.line(cast.second, 100)]
    return Story(virtual(cast, cast.second), enrolments=[spell], claims=claims, later={"enrolments": [ended]})


def _earlier_left(cast: Cast) -> Story:
    """Of two open spells the later one turns out to have ended: the earlier one holds."""
    earlier, later = cast.long_spell(cast.first), cast.spell(cast.second, cast.ago(700))
    ended = cast.spell(cast.second, cast.ago(700), cast.ago(90))
    return Story(rostered(cast), enrolments=[earlier, later], later={"enrolments": [ended]})
