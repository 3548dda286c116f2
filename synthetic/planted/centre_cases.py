"""Cases of persons registered with a health centre."""

from functools import partial

from synthetic.planted.cast import Cast, digest
from synthetic.planted.story import Case, Story, at_centre, by_address, rostered

UNKNOWN_CENTRE = "PX000"
STAYS_EACH = 5


def cases() -> dict[str, Case]:
    """Give the cases by name."""
    return {**_visits(), **_registrations(), **_several(), **_beside_others()}


def _visits() -> dict[str, Case]:
    """When the only visit was: the look-back is the two years that end at the last day."""
    return {
        "centre_visited": partial(_visited, years=0, plus_days=-100, counts=True),
        "centre_visit_on_last_day": partial(_visited, years=0, plus_days=0, counts=True),
        "centre_visit_day_after_last_day": partial(_visited, years=0, plus_days=1, counts=False),
        "centre_visit_two_years_before": partial(_visited, years=2, plus_days=0, counts=False),
        "centre_visit_two_years_before_plus_one": partial(_visited, years=2, plus_days=1, counts=True),
    }


def _visited(cast: Cast, years: int, plus_days: int, counts: bool) -> Story:
    centre = cast.home.centres["centre"]
    visits = [cast.centre_visit(centre, cast.years_ago(years, plus_days))]
    answer = at_centre(cast, centre) if counts else by_address(cast)
    return Story(answer, centre_rosters=[cast.registration(centre)], centre_visits=visits)


def _registrations() -> dict[str, Case]:
    return {
        "centre_starts_on_last_day": partial(_registered, start=0, end=None, is_open=True),
        "centre_starts_day_after": partial(_registered, start=-1, end=None, is_open=False),
        "centre_ends_on_last_day": partial(_registered, start=900, end=0, is_open=False),
        "centre_ends_day_after": partial(_registered, start=900, end=-1, is_open=True),
        "centre_ended": partial(_registered, start=900, end=300, is_open=False),
        "centre_end_entered_later": _ended_later,
        "centre_without_visit": lambda cast: Story(
            by_address(cast), centre_rosters=[cast.registration(cast.home.centres["centre"])]
        ),
        "centre_visit_without_registration": lambda cast: Story(
            by_address(cast), centre_visits=[cast.centre_visit(cast.home.centres["centre"])]
        ),
        "centre_visit_to_another": lambda cast: Story(
            by_address(cast), centre_rosters=[cast.registration(cast.home.centres["centre"])],
            centre_visits=[cast.centre_visit(cast.home.centres["other_centre"])],
        ),
        "centre_unknown": partial(_unknown, beside=False),
        "centre_unknown_beside_known": partial(_unknown, beside=True),
    }  # fmt: skip


def _registered(cast: Cast, start: int, end: int | None, is_open: bool) -> Story:
    centre = cast.home.centres["centre"]
    registration = cast.registration(centre, start, None if end is None else cast.ago(end))
    answer = at_centre(cast, centre) if is_open else by_address(cast)
    return Story(answer, centre_rosters=[registration], centre_visits=[cast.centre_visit(centre)])


def _ended_later(cast: Cast) -> Story:
    centre = cast.home.centres["centre"]
    ended = cast.registration(centre, end=cast.ago(30))
    return Story(
        by_address(cast), centre_rosters=[cast.registration(centre)], centre_visits=[cast.centre_visit(centre)],
        later={"centre_rosters": [ended]},
    )  # fmt: skip


def _unknown(cast: Cast, beside: bool) -> Story:
    """A centre that no table names is ignored, however often it was visited."""
    visits = [cast.centre_visit(UNKNOWN_CENTRE, day) for day in (40, 50)]
    if not beside:
        return Story(by_address(cast), centre_rosters=[cast.registration(UNKNOWN_CENTRE)], centre_visits=visits)
    known = cast.home.centres["centre"]
    rosters = [cast.registration(centre) for centre in (UNKNOWN_CENTRE, known)]
    return Story(at_centre(cast, known), centre_rosters=rosters, centre_visits=[*visits, cast.centre_visit(known)])


# Visits of the winner and of the other one, in days before the last day.
Days = tuple[list[int], list[int]]


def _several() -> dict[str, Case]:
    """Two centres: whoever must win before the last step is the one whom that step would leave."""
    steps: dict[str, Days] = {
        "visits": ([100, 110], [90]),
        "dates": ([100, 110], [90, 90]),
        "recent": ([99, 120], [100, 110]),
    }
    return {
        **{f"centres_tie_{step}": partial(_two, step=step, days=days) for step, days in steps.items()},
        "centres_tie_start_date": partial(_two, step="start_date", days=([100], [100]), later_start=True),
        "centres_tie_hash": _two_alike,
        "centre_registered_twice": _registered_twice,
    }


def _two(cast: Cast, step: str, days: Days, later_start: bool = False) -> Story:
    loser, winner = _by_digest(cast)
    rosters = [cast.registration(winner, 500 if later_start else 1_100), cast.registration(loser)]
    visits = [cast.centre_visit(winner, day) for day in days[0]] + [cast.centre_visit(loser, day) for day in days[1]]
    return Story(at_centre(cast, winner, step), centre_rosters=rosters, centre_visits=visits)


def _two_alike(cast: Cast) -> Story:
    both = _by_digest(cast)
    rosters, visits = [cast.registration(centre) for centre in both], [cast.centre_visit(centre) for centre in both]
    return Story(at_centre(cast, both[0], "hash"), centre_rosters=rosters, centre_visits=visits)


def _by_digest(cast: Cast) -> list[str]:
    return sorted((cast.home.centres["centre"], cast.home.centres["other_centre"]), key=digest)


def _registered_twice(cast: Cast) -> Story:
    """Two open registrations with one centre are one candidate."""
    centre = cast.home.centres["centre"]
    rosters = [cast.registration(centre, start) for start in (1_100, 600)]
    return Story(at_centre(cast, centre), centre_rosters=rosters, centre_visits=[cast.centre_visit(centre)])


def _beside_others() -> dict[str, Case]:
    return {"centre_and_enrolment": _enrolled, "centre_and_core_care": _core_care, "centre_admissions": _admitted}


def _enrolled(cast: Cast) -> Story:
    centre = cast.home.centres["centre"]
    return Story(
        rostered(cast), enrolments=[cast.long_spell()], centre_rosters=[cast.registration(centre)],
        centre_visits=[cast.centre_visit(centre)],
    )  # fmt: skip


def _core_care(cast: Cast) -> Story:
    centre = cast.home.centres["centre"]
    claims = [cast.line(cast.first, day) for day in (50, 60, 70)]
    return Story(
        at_centre(cast, centre, primary_care_visits_24m=3), claims=claims,
        centre_rosters=[cast.registration(centre)], centre_visits=[cast.centre_visit(centre)],
    )  # fmt: skip


def _admitted(cast: Cast) -> Story:
    """Ten and more stays of a centre's people in the next town's hospital lead the centre there."""
    centre = cast.home.centres["hospital_centre"]
    stays = [cast.stay(100 + 10 * stay, institution_no=cast.away.hospital_id) for stay in range(STAYS_EACH)]
    return Story(
        at_centre(cast, centre, oht_id=cast.away.oht_id), discharges=stays,
        centre_rosters=[cast.registration(centre)], centre_visits=[cast.centre_visit(centre)],
    )  # fmt: skip
