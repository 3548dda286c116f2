"""Cases of care by physicians who are not comprehensive, by paediatricians, and of visits that are not core care.

Lines with part-time and walk-in physicians lie on days on which they work anyway, so that these stay few.
"""

from functools import partial

from synthetic.planted.background import EARLIER_WORKING_DAY, WORKING_DAY
from synthetic.planted.cast import Cast, Row
from synthetic.planted.story import Case, Story, by_address, by_other, rostered, virtual


def cases() -> dict[str, Case]:
    """Give the cases by name."""
    return {**_limited(), **_boundaries(), **_children(), **_other_visits(), **_no_visits()}


def _limited() -> dict[str, Case]:
    return {
        "limited_part_time": partial(_care_by, role="part_time"),
        "limited_focused": partial(_care_by, role="focused"),
        "limited_beside_comprehensive": _walk_in,
        "limited_two_by_value": _two_limited,
        "limited_enrolled": lambda cast: Story(
            rostered(cast, cast.home.physicians["part_time"]),
            enrolments=[cast.long_spell(cast.home.physicians["part_time"])],
        ),
        "limited_core_before_other_visits": _core_before_other,
    }


def _care_by(cast: Cast, role: str, day: int = WORKING_DAY, is_comprehensive: bool = False) -> Story:
    """One core line with a physician who is, or is not, comprehensive."""
    physician = cast.home.physicians[role]
    answer = virtual(cast, physician) if is_comprehensive else by_other(cast, "non_comprehensive", physician, visits=1)
    return Story(answer, claims=[cast.line(physician, day)])


def _walk_in(cast: Cast) -> Story:
    """One cheap visit to a comprehensive physician beats three dear ones elsewhere, without confidence."""
    days = (WORKING_DAY, WORKING_DAY + 7, WORKING_DAY + 14)
    lines = [cast.line(cast.home.physicians["walk_in"], day, "A003A") for day in days]
    answer = virtual(cast, cast.first, visits=4, confidence="low")
    return Story(answer, claims=[*lines, cast.line(cast.first, 100, "A001A")])


def _two_limited(cast: Cast) -> Story:
    dear = cast.line(cast.home.physicians["walk_in"], WORKING_DAY, "A003A")
    cheap = cast.line(cast.home.physicians["part_time"], WORKING_DAY, "A001A")
    answer = by_other(cast, "non_comprehensive", cast.home.physicians["walk_in"], "value", 2)
    return Story(answer, claims=[cheap, dear])


def _core_before_other(cast: Cast) -> Story:
    """One core line goes before any number of other visits."""
    physician = cast.home.physicians["part_time"]
    other = [cast.line(cast.first, day, "A917A") for day in (50, 60)]
    answer = by_other(cast, "non_comprehensive", physician, visits=1)
    return Story(answer, claims=[cast.line(physician, WORKING_DAY), *other])


def _boundaries() -> dict[str, Case]:
    """Days of practice in one year, and the share of core lines; the lines of a case change neither."""
    return {
        "comprehensive_43_days": partial(_care_by, role="few_days"),
        "comprehensive_44_days": partial(_care_by, role="enough_days", is_comprehensive=True),
        "comprehensive_44_days_year_before": partial(
            _care_by, role="enough_days_before", day=EARLIER_WORKING_DAY, is_comprehensive=True
        ),
        "comprehensive_half_core": partial(_one_of_each, role="half_core", is_comprehensive=False),
        "comprehensive_over_half_core": partial(_one_of_each, role="most_core", is_comprehensive=True),
        "comprehensive_despite_laboratory": partial(_care_by, role="laboratory", is_comprehensive=True),
    }


def _one_of_each(cast: Cast, role: str, is_comprehensive: bool) -> Story:
    """A core line, and one on a ward that keeps the share of core lines as it is."""
    story = _care_by(cast, role, is_comprehensive=is_comprehensive)
    ward = cast.line(cast.home.physicians[role], WORKING_DAY, "C002A", place="I")
    return Story(story.answer, claims=[*story.claims, ward])


def _children() -> dict[str, Case]:
    return {
        "child_17_years": partial(_child, days_after=1),
        "child_18_on_last_day": partial(_child, days_after=0),
        "child_two_paediatricians": _two_paediatricians,
        "child_paediatrician_beside_comprehensive": _beside_comprehensive,
        "child_paediatrician_beside_limited": _beside_limited,
        "child_paediatrician_other_code": lambda cast: Story(
            by_address(cast),
            person=_born(cast, 5),
            claims=[cast.line(cast.home.physicians["paediatrician"], 100, "A265A")],
        ),
    }


def _born(cast: Cast, years: int, days_after: int = 0) -> Row:
    return {"born": cast.years_ago(years, days_after).isoformat()}


def _child(cast: Cast, days_after: int) -> Story:
    """Care by a paediatrician places those who are not yet 18; it is no primary-care visit."""
    physician = cast.home.physicians["paediatrician"]
    claims = [cast.line(physician, 100, ("A261A", "K269A", "A007A")[cast.turn % 3])]
    answer = by_other(cast, "paediatrician", physician) if days_after else by_address(cast)
    return Story(answer, person=_born(cast, 18, days_after), claims=claims)


def _two_paediatricians(cast: Cast) -> Story:
    winner = cast.home.physicians["other_paediatrician"]
    claims = [cast.line(winner, 100, "K267A"), cast.line(cast.home.physicians["paediatrician"], 90, "A261A")]
    return Story(by_other(cast, "paediatrician", winner, "value"), person=_born(cast, 8), claims=claims)


def _beside_comprehensive(cast: Cast) -> Story:
    """A family physician's core care decides, and the paediatrician's lines are not weighed."""
    dear = [cast.line(cast.home.physicians["paediatrician"], day, "K267A") for day in (100, 110)]
    return Story(virtual(cast, cast.first), person=_born(cast, 8), claims=[*dear, cast.line(cast.first, 90, "A001A")])


def _beside_limited(cast: Cast) -> Story:
    physician = cast.home.physicians["paediatrician"]
    dear = cast.line(cast.home.physicians["part_time"], WORKING_DAY, "A003A")
    answer = by_other(cast, "paediatrician", physician, visits=1)
    return Story(answer, person=_born(cast, 8), claims=[cast.line(physician, 90, "A261A"), dear])


def _other_visits() -> dict[str, Case]:
    """The first and the second physician give no core care here; what breaks a tie goes on as it does for core care."""
    steps = {
        "visits": [("other", 100, "O"), ("other", 101, "O"), ("preferred", 90, "O")],
        "dates": [("other", 100, "O"), ("other", 101, "O"), ("preferred", 90, "O"), ("preferred", 90, "H")],
        "recent": [("other", 99, "O"), ("preferred", 100, "O")],
        "hash": [("other", 100, "O"), ("preferred", 100, "O")],
    }
    return {
        "other_visits_focused": partial(_visits_to, role="focused", code="A927A"),
        "other_visits_comprehensive": partial(_visits_to, role="first", code="A135A"),
        "other_visits_at_a_distance": partial(_visits_to, role="first", code="A957A", place="V"),
        **{f"other_visits_tie_{step}": partial(_tie, step=step, lines=lines) for step, lines in steps.items()},
    }


def _visits_to(cast: Cast, role: str, code: str, place: str = "O") -> Story:
    physician = cast.home.physicians[role]
    answer = by_other(cast, "other_visits", physician)
    return Story(answer, claims=[cast.line(physician, 100, code, place=place)])


def _tie(cast: Cast, step: str, lines: list[tuple[str, int, str]]) -> Story:
    who = {"other": cast.other, "preferred": cast.preferred}
    claims = [cast.line(who[name], day, "A937A", place=place) for name, day, place in lines]
    winner = cast.preferred if step == "hash" else cast.other
    return Story(by_other(cast, "other_visits", winner, step), claims=claims)


def _no_visits() -> dict[str, Case]:
    """Lines of a family physician that are neither core nor another visit: the address decides."""
    codes = {
        "laboratory": ("L810A", "O"), "modality_video": ("K300A", "V"), "modality_telephone": ("K301A", "V"),
        "time": ("Q310A", "O"), "limited_virtual_video": ("A101A", "V"), "limited_virtual_telephone": ("A102A", "V"),
        "on_a_ward": ("C002A", "I"), "emergency": ("H102A", "E"), "long_term_care": ("W003A", "L"),
        "technical_part": ("G310B", "O"),
    }  # fmt: skip
    return {f"no_visit_{name}": partial(_no_visit, code=code, place=place) for name, (code, place) in codes.items()} | {
        "no_visit_specialist": lambda cast: Story(
            by_address(cast), claims=[cast.line(cast.home.physicians["specialist"], 100, "A917A")]
        )
    }


def _no_visit(cast: Cast, code: str, place: str) -> Story:
    return Story(by_address(cast), claims=[cast.line(cast.first, 100, code, place=place)])
