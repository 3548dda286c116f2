"""Cases of doses, of the visit at 18 months, and of talks on smoking, each on one side of a boundary.

Every person is enrolled with the first physician; a specialist bills what is billed, so that nobody's care moves.
"""

import datetime as dt
from functools import partial
from typing import Any

from synthetic.planted.cast import Cast, Row
from synthetic.planted.story import Case, Story, rostered

CHILD, FLU, VISIT, SMOKING = "imm_child", "flu65", "wellbaby18", "smoking_followup"
MONTHS_OLD, TALK_DAY = 26, 600
# Months of age and vaccines of a child who is up to date but for the last dose, which is due at 18 months.
BEFORE_LAST = [
    *[(month, "DTaP-IPV-Hib") for month in (2, 4, 6)],
    *[(month, "Pneu-C") for month in (2, 4, 12)],
    *[(12, "Men-C"), (13, "MMR"), (15, "Var")],
]


def cases() -> dict[str, Case]:
    """Give the cases by name."""
    return {**_children(), **_visits(), **_seasons(), **_talks()}


def _children() -> dict[str, Case]:
    last = {"on_second_birthday": (0, 1), "day_after_second_birthday": (1, 0)}
    return {
        **{f"child_last_dose_{name}": partial(_child, late=late, done=done) for name, (late, done) in last.items()},
        "child_last_dose_billed": partial(_child, late=-30, done=1, is_billed=True),
        "child_dose_told_twice": partial(_child, late=None, done=0, again=27),
        "child_dose_28_days_later": partial(_child, late=None, done=1, again=28),
        "child_measles_before_first_birthday": partial(_child, late=-30, done=0, early=-1),
    }


def _child(
    cast: Cast,
    late: int | None,
    done: int,
    is_billed: bool = False,
    again: int | None = None,
    early: int | None = None,
) -> Story:
    """A child with all doses but the last, which comes `late` days after the second birthday, or `again` days after …

    … the third; `early`: the dose against measles so many days from the first birthday.
    """
    born = _born(cast)
    doses = [_dose(_months_after(born, month), vaccine) for month, vaccine in BEFORE_LAST]
    if early is not None:
        doses = [dose for dose in doses if dose["vaccine"] != "MMR"]
        doses.append(_dose(_months_after(born, 12) + dt.timedelta(days=early), "MMR"))
    third, second_birthday = _months_after(born, 6), _months_after(born, 24)
    day = third + dt.timedelta(days=again) if again else second_birthday + dt.timedelta(days=late or 0)
    claims = [cast.line(cast.home.physicians["specialist"], day, "G841A")] if is_billed else []
    doses += [] if is_billed else [_dose(day, "DTaP-IPV-Hib")]
    events = {CHILD: (1, done), VISIT: (1, 0)}
    return _story(cast, born, events, claims=claims, further={"immunisations": doses})


def _visits() -> dict[str, Case]:
    """An enhanced visit so many days from the day of so many months."""
    seen = {"at_17_months": (17, 0, 1), "day_before_17_months": (17, -1, 0)}
    seen |= {"at_24_months": (24, 0, 1), "day_after_24_months": (24, 1, 0)}
    return {
        f"visit_{name}": partial(_visit, months=found[0], days=found[1], seen=found[2]) for name, found in seen.items()
    }


def _visit(cast: Cast, months: int, days: int, seen: int) -> Story:
    born = _born(cast)
    day = _months_after(born, months) + dt.timedelta(days=days)
    line = cast.line(cast.home.physicians["specialist"], day, ("A268A", "A002A")[cast.turn % 2])
    return _story(cast, born, {VISIT: (1, seen), CHILD: (1, 0)}, claims=[line])


def _seasons() -> dict[str, Case]:
    """A dose against influenza on the first and last day of the season, and beside it."""
    year = "first_day_of_season", "day_before_season", "last_day_of_season", "day_after_season"
    counts = 1, 0, 1, 0
    return {
        f"influenza_{name}": partial(_season, which=name, seen=seen) for name, seen in zip(year, counts, strict=True)
    }


def _season(cast: Cast, which: str, seen: int) -> Story:
    year = cast.last_day.year - (cast.last_day < dt.date(cast.last_day.year, 3, 31))
    first, last = dt.date(year - 1, 9, 1), dt.date(year, 3, 31)
    day = first if "first" in which or "before" in which else last
    day += dt.timedelta(days={"before": -1, "after": 1}.get(which.split("_")[1], 0))
    person = cast.years_ago(65)
    dose = {**_dose(day, "Inf"), "given_by": ("PH", "PC", "PHU")[cast.turn % 3]}
    return _story(cast, person, {FLU: (1, seen)}, further={"immunisations": [dose]})


def _talks() -> dict[str, Case]:
    """A follow-up so many days after the first talk, by the same physician or another."""
    return {
        "smoking_followed_after_365_days": partial(_talk, days=365, seen=1),
        "smoking_followed_after_366_days": partial(_talk, days=366, seen=0),
        "smoking_followed_on_the_day": partial(_talk, days=0, seen=0),
        "smoking_followed_by_another": partial(_talk, days=30, seen=0, by="third"),
    }


def _talk(cast: Cast, days: int, seen: int, by: str = "specialist") -> Story:
    talk = cast.line(cast.home.physicians["specialist"], TALK_DAY, "E079A")
    follow_up = cast.line(cast.home.physicians[by], TALK_DAY - days, "K039A")
    return _story(cast, cast.years_ago(40), {SMOKING: (1, seen)}, claims=[talk, follow_up])


def _dose(day: dt.date, vaccine: str) -> Row:
    return {"given_on": day.isoformat(), "vaccine": vaccine, "given_by": "PC"}


def _born(cast: Cast) -> dt.date:
    """Give the first day of a month, so that the second birthday lies in the last year."""
    return _months_after(cast.last_day.replace(day=1), -MONTHS_OLD)


def _months_after(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1)


def _story(cast: Cast, born: dt.date, events: dict[str, tuple[int, int]], **rows: Any) -> Story:
    """A person enrolled since birth, or for three years."""
    spell = cast.spell(cast.first, max(born, cast.ago(1_100)))
    return Story(rostered(cast), person={"born": born.isoformat()}, enrolments=[spell], events=events, **rows)
