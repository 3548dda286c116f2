"""Cases of referrals: seen within a year or not, by which day, and to whom."""

from functools import partial

from synthetic.planted.cast import Cast
from synthetic.planted.story import Case, Story, rostered

WAIT = "specialist_wait"
REFERRED_DAY = 500


def cases() -> dict[str, Case]:
    """Give the cases by name."""
    return {
        "referred_seen_on_the_day": partial(_referred, wait=0, counts=(1, 1)),
        "referred_seen_after_365_days": partial(_referred, wait=365, counts=(1, 1)),
        "referred_seen_after_366_days": partial(_referred, wait=366, counts=(1, 0)),
        "referred_never_seen": partial(_referred, wait=None, counts=(1, 0)),
        "referred_to_family_practice": partial(_referred, wait=10, counts=(0, 0), to="00"),
        "referred_to_community_medicine": partial(_referred, wait=10, counts=(0, 0), to="05"),
        "referred_365_days_ago": partial(_referred, wait=10, counts=(1, 1), day=365),
        "referred_364_days_ago": partial(_referred, wait=10, counts=(0, 0), day=364),
    }


def _referred(cast: Cast, wait: int | None, counts: tuple[int, int], to: str = "13", day: int = REFERRED_DAY) -> Story:
    row = {
        "referred_on": cast.ago(day).isoformat(),
        "to_specialty": to,
        "referred_by": cast.first,
        "first_seen_on": None if wait is None else cast.ago(day - wait).isoformat(),
    }
    return Story(rostered(cast), enrolments=[cast.long_spell()], further={"referrals": [row]}, events={WAIT: counts})
