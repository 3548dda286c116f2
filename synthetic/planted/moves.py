"""Cases of persons who moved: the address at the last day is the latest that had begun, not the registry's."""

from functools import partial

from synthetic.planted.cast import Cast
from synthetic.planted.story import Case, Story, by_address, rostered, unattributable


def cases() -> dict[str, Case]:
    """Give the cases by name; the registry has the new address in all of them."""
    return {
        "moved_before_last_day": partial(_moved, days=30),
        "moved_on_last_day": partial(_moved, days=0),
        "moved_day_after_last_day": partial(_moved, days=-1),
        "moved_twice": _moved_twice,
        "moved_first_address_after_last_day": _first_address_later,
        "moved_move_known_late": _known_late,
        "moved_enrolled": _enrolled,
        "moved_out_of_province": partial(_moved_away, to="H2Y 1C6", reason="out_of_province"),
        "moved_nobody_knows_where": partial(_moved_away, to=None, reason="no_postal_code"),
    }


def _towns(cast: Cast) -> tuple[str, str]:
    """Give the home area of the person's town and of the next one."""
    return cast.home.place.home_area_id, cast.away.place.home_area_id


def _moved(cast: Cast, days: int) -> Story:
    old, new = _towns(cast)
    addresses = [cast.address(old, cast.years_ago(10)), cast.address(new, cast.ago(days))]
    answer = by_address(cast, oht_id=(cast.away if days >= 0 else cast.home).oht_id)
    person = {"postal_code": f"{new} 3C3"}
    return Story(answer, person=person, addresses=addresses, team_then=cast.home.oht_id)


def _moved_twice(cast: Cast) -> Story:
    """Away and back again; only the day counts, not the order of the rows."""
    old, new = _towns(cast)
    addresses = [
        cast.address(old, cast.ago(60)),
        cast.address(new, cast.ago(400)),
        cast.address(old, cast.years_ago(9)),
    ]
    return Story(by_address(cast), person={"postal_code": f"{new} 3C3"}, addresses=addresses)


def _first_address_later(cast: Cast) -> Story:
    """Without an address that had begun, the registry's holds."""
    old, new = _towns(cast)
    person = {"postal_code": f"{old} 3C3"}
    return Story(by_address(cast), person=person, addresses=[cast.address(new, cast.ago(-2))])


def _known_late(cast: Cast) -> Story:
    old, new = _towns(cast)
    later = {"addresses": [cast.address(new, cast.ago(10))], "persons": [{"postal_code": f"{new} 3C3"}]}
    answer = by_address(cast, oht_id=cast.away.oht_id)
    return Story(answer, addresses=[cast.address(old, cast.years_ago(9))], later=later, team_then=cast.home.oht_id)


def _enrolled(cast: Cast) -> Story:
    """Who stays enrolled with the old town's physician stays with its team."""
    old, new = _towns(cast)
    addresses = [cast.address(old, cast.years_ago(10)), cast.address(new, cast.ago(30))]
    person = {"postal_code": f"{new} 3C3"}
    return Story(rostered(cast), person=person, addresses=addresses, enrolments=[cast.long_spell()])


def _moved_away(cast: Cast, to: str | None, reason: str) -> Story:
    """The latest address bars, although the registry still has the old one."""
    away = {"lives_from": cast.ago(50).isoformat(), "postal_code": to}
    addresses = [cast.address(_towns(cast)[0], cast.years_ago(10)), away]
    return Story(unattributable(reason), addresses=addresses, enrolments=[cast.long_spell()])
