"""Cases of claim lines: windows, netting, and what makes a line core primary care."""

from functools import partial
from typing import Any

from synthetic.planted.cast import Cast, Row
from synthetic.planted.story import Case, Story, by_address, virtual
from synthetic.planted.tiers import UNKNOWN_PHYSICIAN


def cases() -> dict[str, Case]:
    """Give the cases by name."""
    return {**_windows(), **_netting(), **_lines_that_count(), **_lines_that_do_not()}


def _windows() -> dict[str, Case]:
    return {
        "claim_on_last_day": partial(_one_line, counts=True, years=0, plus_days=0),
        "claim_day_after_last_day": partial(_one_line, counts=False, years=0, plus_days=1),
        "claim_two_years_before": partial(_one_line, counts=False, years=2, plus_days=0),
        "claim_two_years_before_plus_one": partial(_one_line, counts=True, years=2, plus_days=1),
    }


def _one_line(cast: Cast, counts: bool, years: int, plus_days: int, **line: Any) -> Story:
    claim = cast.line(cast.first, cast.years_ago(years, plus_days), **line)
    return Story(virtual(cast, cast.first) if counts else by_address(cast), claims=[claim])


def _netting() -> dict[str, Case]:
    return {
        "reversal_flips": _reversal_flips,
        "reversal_removes": lambda cast: _only(cast, [1, -1]),
        "reversal_partial": _reversal_partial,
        "reversal_surplus": _reversal_surplus,
        "copy_flips": _copy_flips,
        "copy_then_reversal": _copy_then_reversal,
        "near_copy_counts": _near_copy,
    }


def _only(cast: Cast, units: list[int]) -> Story:
    """Lines of one service that net to nothing."""
    return Story(by_address(cast), claims=[cast.line(cast.first, 100, units=number) for number in units])


def _reversal_flips(cast: Cast) -> Story:
    """The other physician would lead by three lines to two, had two of the three not been reversed."""
    kept = [cast.line(cast.other, day) for day in (100, 110)]
    billed = [cast.line(cast.preferred, day) for day in (90, 95, 98)]
    reversals = [cast.line(cast.preferred, day, units=-1) for day in (95, 98)]
    return Story(virtual(cast, cast.other, "value", 3), claims=kept + billed + reversals)


def _reversal_partial(cast: Cast) -> Story:
    kept = cast.line(cast.other, 100, units=2)
    lines = [cast.line(cast.preferred, 100, units=number) for number in (3, -2)]
    return Story(virtual(cast, cast.other, "value", 2), claims=[kept, *lines])


def _reversal_surplus(cast: Cast) -> Story:
    """Reversing two services where one was billed takes nothing from the dear line of another day."""
    surplus = [cast.line(cast.other, 120, units=number) for number in (1, -2)]
    claims = [cast.line(cast.preferred, 100), cast.line(cast.other, 90, "A003A"), *surplus]
    return Story(virtual(cast, cast.other, "value", 2), claims=claims)


def _copy_flips(cast: Cast) -> Story:
    """Three copies of one line under three claim ids are one line, and lose against two."""
    copies = [cast.line(cast.preferred, 90)] * 3
    real = [cast.line(cast.other, day) for day in (100, 110)]
    return Story(virtual(cast, cast.other, "value", 3), claims=copies + real)


def _copy_then_reversal(cast: Cast) -> Story:
    """Copies go first, then one reversal takes the line that is left."""
    return Story(by_address(cast), claims=[cast.line(cast.first, 100)] * 2 + [cast.line(cast.first, 100, units=-1)])


def _near_copy(cast: Cast) -> Story:
    """Lines that differ in the diagnosis are two services: worth more than one of the same and an injection."""
    pair = [cast.line(cast.other, 100, dx=diagnosis) for diagnosis in ("460", "401")]
    rival = [cast.line(cast.preferred, 100), cast.line(cast.preferred, 100, "G372A")]
    return Story(virtual(cast, cast.other, "value", 2), claims=pair + rival)


def _lines_that_count() -> dict[str, Case]:
    return {
        "location_home": partial(_recent_line, counts=True, place="H"),
        "location_virtual": partial(_recent_line, counts=True, place="V"),
        "suffix_missing": partial(_recent_line, counts=True, code="A007"),
        "specialty_05": lambda cast: Story(virtual(cast, cast.second), claims=[cast.line(cast.second, 100)]),
        "physician_retired": _retired,
        "services_multiply": _services_multiply,
        "visits_same_day": _same_day,
    }


def _recent_line(cast: Cast, counts: bool, **line: Any) -> Story:
    claim = cast.line(cast.first, 100, **line)
    return Story(virtual(cast, cast.first) if counts else by_address(cast), claims=[claim])


def _retired(cast: Cast) -> Story:
    retired = cast.home.physicians["retired"]
    return Story(virtual(cast, retired), claims=[cast.line(retired, 100)])


def _services_multiply(cast: Cast) -> Story:
    """One line of three services beats two lines of one, though it is fewer visits."""
    claims: list[Row] = [cast.line(cast.other, 100, "G372A", units=3)]
    claims += [cast.line(cast.preferred, day, "G372A") for day in (100, 101)]
    return Story(virtual(cast, cast.other, "value", 3), claims=claims)


def _same_day(cast: Cast) -> Story:
    """Two lines with one physician on one day are one primary-care visit; the tie chain counts lines."""
    claims = [cast.line(cast.first, 100), cast.line(cast.first, 100, "G372A"), cast.line(cast.second, 100, "G212A")]
    return Story(virtual(cast, cast.first, "value", 2), claims=claims)


def _lines_that_do_not() -> dict[str, Case]:
    return {
        "location_emergency": partial(_recent_line, counts=False, place="E"),
        "location_inpatient": partial(_recent_line, counts=False, place="I"),
        "location_other": lambda cast: _recent_line(cast, counts=False, place="LXU"[cast.turn % 3]),
        "suffix_technical": partial(_recent_line, counts=False, code="A007B"),
        "suffix_professional": partial(_recent_line, counts=False, code="A007C"),
        "time_code": lambda cast: _recent_line(cast, counts=False, code=f"Q31{cast.turn % 4}A"),
        "specialty_wrong": lambda cast: Story(
            by_address(cast), claims=[cast.line(cast.home.physicians["specialist"], 100)]
        ),
        "physician_unknown": lambda cast: Story(by_address(cast), claims=[cast.line(UNKNOWN_PHYSICIAN, 100)]),
        "claim_without_person": lambda cast: Story(
            by_address(cast), claims=[cast.line(cast.first, 100, health_number="")]
        ),
        "claim_of_dummy_person": lambda cast: Story(
            by_address(cast), claims=[cast.line(cast.first, 100, health_number="9777777779")]
        ),
    }
