"""Cases about which methods of attribution must disagree, and cases about which they must not.

`PLACES` says who must come out where by which method: whom two methods put in the same place they agree on.
"""

from typing import NamedTuple

from synthetic.planted.cast import Cast, Row
from synthetic.planted.story import Case, Story, by_address, rostered, unattributable, virtual


class Place(NamedTuple):
    """Provider and town of a team, both as roles of the case; null: none."""

    provider: str | None
    team: str | None


CHEAP, DEAR = "G212A", "A003A"
USUAL = "usual"
ADDRESS, FAR_ADDRESS = Place(None, "home"), Place(None, "away")
FIRST, PREFERRED, OTHER = (Place(name, "home") for name in ("first", "preferred", "other"))
FEE_PAID, VISITS, THREE_YEARS = "oht_attr_1_fee_paid", "oht_attr_1_visits", "oht_attr_1_three_years"
ROSTER_ONLY, AREA_ONLY = "oht_attr_1_roster_only", "oht_attr_1_area_only"
METHODS = ("oht_attr_1", FEE_PAID, VISITS, THREE_YEARS, ROSTER_ONLY, AREA_ONLY)
# By case: the place by most methods, and by those that say otherwise.
PLACES: dict[str, dict[str, Place]] = {
    "disputed_enrolled_far": {USUAL: FIRST, AREA_ONLY: FAR_ADDRESS},
    "disputed_seen_far": {USUAL: FIRST, ROSTER_ONLY: FAR_ADDRESS, AREA_ONLY: FAR_ADDRESS},
    "disputed_seen_in_third_year": {USUAL: ADDRESS, THREE_YEARS: FIRST},
    "disputed_dear_or_often": {USUAL: OTHER, VISITS: PREFERRED, ROSTER_ONLY: ADDRESS, AREA_ONLY: ADDRESS},
    "disputed_priced_or_paid": {USUAL: OTHER, FEE_PAID: PREFERRED, ROSTER_ONLY: ADDRESS, AREA_ONLY: ADDRESS},
    "disputed_provider_alone": {USUAL: FIRST, AREA_ONLY: ADDRESS},
    "undisputed_address": {USUAL: ADDRESS},
    "undisputed_no_address": {USUAL: Place(None, None)},
}


def place(case: str, method: str) -> Place:
    """Give where a person of a case must come out by a method."""
    return PLACES[case].get(method, PLACES[case][USUAL])


def cases() -> dict[str, Case]:
    """Give the cases by name; the answers are those of `oht_attr_1`."""
    return {
        "disputed_enrolled_far": _enrolled_far,
        "disputed_seen_far": _seen_far,
        "disputed_seen_in_third_year": _seen_in_third_year,
        "disputed_dear_or_often": _dear_or_often,
        "disputed_priced_or_paid": _priced_or_paid,
        "disputed_provider_alone": _provider_alone,
        "undisputed_address": lambda cast: Story(by_address(cast)),
        "undisputed_no_address": lambda _: Story(unattributable("no_postal_code"), person={"postal_code": None}),
    }


def _far(cast: Cast) -> Row:
    """Let the person live in the next town."""
    return {"postal_code": f"{cast.away.place.home_area_id} 3C3"}


def _enrolled_far(cast: Cast) -> Story:
    return Story(rostered(cast), person=_far(cast), enrolments=[cast.long_spell()])


def _seen_far(cast: Cast) -> Story:
    return Story(virtual(cast, cast.first), person=_far(cast), claims=[cast.line(cast.first, 100)])


def _seen_in_third_year(cast: Cast) -> Story:
    """Thirty days into the third year before the last day, counted back."""
    return Story(by_address(cast), claims=[cast.line(cast.first, cast.years_ago(3, 30))])


def _dear_or_often(cast: Cast) -> Story:
    """One dear visit against three cheap ones; what was paid follows the price."""
    dear = cast.line(cast.other, 100, DEAR, paid_cents=9_000)
    cheap = [cast.line(cast.preferred, day, CHEAP, paid_cents=500) for day in (80, 90, 95)]
    return Story(virtual(cast, cast.other, "value", 4), claims=[dear, *cheap])


def _priced_or_paid(cast: Cast) -> Story:
    """Little was paid for the dear visit; it is the later one, so that equal numbers of visits do not decide."""
    dear = cast.line(cast.other, 90, DEAR, paid_cents=100)
    cheap = cast.line(cast.preferred, 100, CHEAP, paid_cents=5_000)
    return Story(virtual(cast, cast.other, "value", 2), claims=[dear, cheap])


def _provider_alone(cast: Cast) -> Story:
    """Enrolled, seen and at home in one town: the team is the same by any method."""
    answer = rostered(cast, confidence="high", primary_care_visits_24m=1)
    return Story(answer, enrolments=[cast.long_spell()], claims=[cast.line(cast.first, 100)])
