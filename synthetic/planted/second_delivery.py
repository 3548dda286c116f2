"""Cases in which the correcting delivery, or a second row with one key, changes the answer."""

from functools import partial
from typing import Any

from synthetic.planted.cast import Cast
from synthetic.planted.story import Case, Story, by_address, excluded, rostered, virtual


def cases() -> dict[str, Case]:
    """Give the cases by name."""
    return {
        "late_claims_change_winner": _late_claims,
        "late_claim_only": lambda cast: Story(
            virtual(cast, cast.first), later={"claims": [cast.line(cast.first, 30)]}
        ),
        "corrected_claim_changes_winner": _corrected_claim,
        "corrected_claim_location": _corrected_location,
        "late_reversal": lambda cast: Story(
            by_address(cast), claims=[cast.line(cast.first, 100)],
            later={"claims": [cast.line(cast.first, 100, units=-1)]},
        ),
        "corrected_spell_ends": _spell_ends,
        "late_spell": lambda cast: Story(rostered(cast), later={"enrolments": [cast.long_spell()]}),
        "moved": _moved,
        "late_death": partial(_changed_person, before={}, after={"died": 10}, reason="dead"),
        "corrected_death": partial(_changed_person, before={"died": 10}, after={}, reason=None),
        "late_coverage_end": partial(_changed_person, before={}, after={"covered_to": 5}, reason="not_covered"),
        "corrected_visit": _corrected_visit,
        "late_visit": lambda cast: Story(
            rostered(cast, ed_visits_12m=2), enrolments=[cast.long_spell()], ed_visits=[cast.visit(40)],
            later={"ed_visits": [cast.visit(20)]},
        ),
        "corrected_stay": _corrected_stay,
        "copied_person_first_row_kept": _copied_person,
        "copied_claim_first_row_kept": _copied_claim,
    }  # fmt: skip


def _late_claims(cast: Cast) -> Story:
    late = [cast.line(cast.other, day) for day in (20, 25)]
    return Story(virtual(cast, cast.other, "value", 3), claims=[cast.line(cast.preferred, 100)], later={"claims": late})


def _corrected_claim(cast: Cast) -> Story:
    """The dear line was a cheap one: the correction has its claim id."""
    number = f"K1-{cast.turn}"
    claims = [cast.line(cast.other, 100), cast.line(cast.preferred, 90, "A003A", claim_no=number)]
    later = [cast.line(cast.preferred, 90, "A001A", claim_no=number)]
    return Story(virtual(cast, cast.other, "value", 2), claims=claims, later={"claims": later})


def _corrected_location(cast: Cast) -> Story:
    number = f"K2-{cast.turn}"
    later = [cast.line(cast.first, 100, place="E", claim_no=number)]
    return Story(by_address(cast), claims=[cast.line(cast.first, 100, claim_no=number)], later={"claims": later})


def _spell_ends(cast: Cast) -> Story:
    """The spell had ended before the last day, as is learned later; care given decides."""
    spell = cast.spell(cast.first, cast.ago(900))
    ended = cast.spell(cast.first, cast.ago(900), cast.ago(5))
    claims = [cast.line(cast.second, 100)]
    return Story(virtual(cast, cast.second), enrolments=[spell], claims=claims, later={"enrolments": [ended]})


def _moved(cast: Cast) -> Story:
    new_address = {"postal_code": f"{cast.away.place.home_area_id} 3C3"}
    answer = by_address(cast, oht_id=cast.away.oht_id)
    return Story(answer, later={"persons": [new_address]}, team_then=cast.home.oht_id)


def _changed_person(cast: Cast, before: dict[str, int], after: dict[str, int], reason: str | None) -> Story:
    def row(days_ago: dict[str, int]) -> dict[str, Any]:
        return {name: cast.ago(days).isoformat() for name, days in days_ago.items()}

    answer = excluded(reason) if reason else rostered(cast)
    return Story(answer, person=row(before), enrolments=[cast.long_spell()], later={"persons": [row(after)]})


def _corrected_visit(cast: Cast) -> Story:
    """The visit had been booked, as is learned later."""
    number = f"V1-{cast.turn}"
    return Story(
        rostered(cast, ed_visits_12m=0), enrolments=[cast.long_spell()], ed_visits=[cast.visit(40, visit_no=number)],
        later={"ed_visits": [cast.visit(40, "S", visit_no=number)]},
    )  # fmt: skip


def _corrected_stay(cast: Cast) -> Story:
    number = f"S1-{cast.turn}"
    return Story(
        rostered(cast, acsc_admissions_12m=0), enrolments=[cast.long_spell()],
        discharges=[cast.stay(100, "J441", separation_no=number)],
        later={"discharges": [cast.stay(100, "K529", separation_no=number)]},
    )  # fmt: skip


def _copied_person(cast: Cast) -> Story:
    """Two rows of one person in one delivery: the one without a date of death sorts first and stays."""
    copy = {"died": cast.ago(50).isoformat()}
    return Story(rostered(cast), copies=[copy], enrolments=[cast.long_spell()])


def _copied_claim(cast: Cast) -> Story:
    """Two lines with one claim id in one delivery: the smaller physician number sorts first and stays."""
    number = f"K3-{cast.turn}"
    smaller, larger = sorted((cast.first, cast.second))
    claims = [cast.line(larger, 100, "A003A", claim_no=number), cast.line(smaller, 100, claim_no=number)]
    return Story(virtual(cast, smaller), claims=claims)
