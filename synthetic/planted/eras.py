"""Cases of calendar dates: temporary codes, ended codes and prices, planted when the window reaches them."""

import datetime as dt
from functools import partial

from synthetic.planted.cast import Cast, Row
from synthetic.planted.story import Case, Story, by_address, by_other, virtual
from synthetic.scale import years_before

BEFORE_MODALITY = dt.date(2021, 9, 30)
MODALITY_REQUIRED = dt.date(2021, 10, 1)
TEMPORARY_FIRST, TEMPORARY_LAST = dt.date(2020, 3, 14), dt.date(2022, 11, 30)
TIME_CODES_FIRST = dt.date(2026, 4, 1)
ENDED_CODES_LAST = dt.date(2025, 3, 2)
ONE_DAY = dt.timedelta(days=1)


def cases(last_day: dt.date) -> dict[str, Case]:
    """Give the cases whose dates lie in the two years that end at `last_day`."""
    dated: list[tuple[str, dt.date, Case]] = []
    for name, day, case in (*_temporary(), *_other_temporary(), *_never(), *_ended(), *_prices()):
        dated.append((name, day, case))
    window_start = years_before(last_day, 2)
    return {name: case for name, day, case in dated if window_start < day <= last_day}


def _temporary() -> list[tuple[str, dt.date, Case]]:
    """K080 to K082: alone until 30 September 2021, with a modality line from the next day, gone after November 2022."""
    days = {
        "temporary_first_day": (TEMPORARY_FIRST, False, True),
        "temporary_day_before_first": (TEMPORARY_FIRST - ONE_DAY, True, False),
        "temporary_alone_before_modality": (BEFORE_MODALITY, False, True),
        "temporary_alone_when_required": (MODALITY_REQUIRED, False, False),
        "temporary_with_modality_when_required": (MODALITY_REQUIRED, True, True),
        "temporary_last_day": (TEMPORARY_LAST, True, True),
        "temporary_day_after_last": (TEMPORARY_LAST + ONE_DAY, True, False),
    }
    cases: list[tuple[str, dt.date, Case]] = [
        (name, day, partial(_one_temporary, day=day, modality=modality, counts=counts))
        for name, (day, modality, counts) in days.items()
    ]
    # A spring day on which the modality line was required and the temporary codes were in force.
    day = dt.date(2022, 3, 15)
    broken = {"other_physician": _other_physician, "other_day": _other_day, "reversed": _reversed, "suffix": _suffix}
    cases += [
        (f"modality_{name}", day, partial(_broken_modality, day=day, modality=modality))
        for name, modality in broken.items()
    ]
    return [*cases, ("modality_any_location", day, partial(_any_location, day=day))]


def _other_temporary() -> list[tuple[str, dt.date, Case]]:
    """K083 is not on the core list: another visit while it was in force, and nothing outside its dates."""
    days = {
        "other_temporary_day_before_first": (TEMPORARY_FIRST - ONE_DAY, False),
        "other_temporary_first_day": (TEMPORARY_FIRST, True),
        "other_temporary_last_day": (TEMPORARY_LAST, True),
        "other_temporary_day_after_last": (TEMPORARY_LAST + ONE_DAY, False),
    }
    return [(name, day, partial(_k083, day=day, counts=counts)) for name, (day, counts) in days.items()]


def _k083(cast: Cast, day: dt.date, counts: bool) -> Story:
    answer = by_other(cast, "other_visits", cast.first) if counts else by_address(cast)
    return Story(answer, claims=[cast.line(cast.first, day, "K083A", place="V")])


def _never() -> list[tuple[str, dt.date, Case]]:
    """Lines that count on neither side of the day from which they may be billed."""
    firsts = {
        "modality": (MODALITY_REQUIRED, ["K300A", "K301A"]),
        "limited_virtual": (TEMPORARY_LAST + ONE_DAY, ["A101A", "A102A"]),
        "time": (TIME_CODES_FIRST, ["Q310A", "Q311A", "Q312A", "Q313A"]),
    }
    return [
        (f"never_{name}_{side}", day, partial(_no_line, day=day, codes=codes))
        for name, (first, codes) in firsts.items()
        for side, day in (("day_before_first", first - ONE_DAY), ("first_day", first))
    ]


def _no_line(cast: Cast, day: dt.date, codes: list[str]) -> Story:
    code = codes[cast.turn % len(codes)]
    return Story(by_address(cast), claims=[cast.line(cast.first, day, code, place="V")])


def _temporary_line(cast: Cast, day: dt.date) -> Row:
    return cast.line(cast.first, day, f"K08{cast.turn % 3}A", place="V")


def _modality_line(cast: Cast, day: dt.date, physician: str | None = None, suffix: str = "A", units: int = 1) -> Row:
    return cast.line(physician or cast.first, day, f"K30{cast.turn % 2}{suffix}", units, place="V")


def _one_temporary(cast: Cast, day: dt.date, modality: bool, counts: bool) -> Story:
    claims = [_temporary_line(cast, day)] + ([_modality_line(cast, day)] if modality else [])
    return Story(virtual(cast, cast.first) if counts else by_address(cast), claims=claims)


def _broken_modality(cast: Cast, day: dt.date, modality: Case) -> Story:
    """A modality line that does not belong to the visit: the temporary code counts for nothing."""
    return Story(by_address(cast), claims=[_temporary_line(cast, day), *modality(cast).claims])


def _other_physician(cast: Cast) -> Story:
    return Story(by_address(cast), claims=[_modality_line(cast, dt.date(2022, 3, 15), cast.second)])


def _other_day(cast: Cast) -> Story:
    return Story(by_address(cast), claims=[_modality_line(cast, dt.date(2022, 3, 16))])


def _reversed(cast: Cast) -> Story:
    day = dt.date(2022, 3, 15)
    return Story(by_address(cast), claims=[_modality_line(cast, day), _modality_line(cast, day, units=-1)])


def _suffix(cast: Cast) -> Story:
    return Story(by_address(cast), claims=[_modality_line(cast, dt.date(2022, 3, 15), suffix="B")])


def _any_location(cast: Cast, day: dt.date) -> Story:
    modality = {**_modality_line(cast, day), "place": "X"}
    return Story(virtual(cast, cast.first), claims=[_temporary_line(cast, day), modality])


def _ended() -> list[tuple[str, dt.date, Case]]:
    """A903, E075 and G539 ended with 2 March 2025."""
    return [
        ("ended_code_last_day", ENDED_CODES_LAST, partial(_ended_code, day=ENDED_CODES_LAST, counts=True)),
        (
            "ended_code_day_after",
            ENDED_CODES_LAST + ONE_DAY,
            partial(_ended_code, day=ENDED_CODES_LAST + ONE_DAY, counts=False),
        ),
    ]


def _ended_code(cast: Cast, day: dt.date, counts: bool) -> Story:
    claim = cast.line(cast.first, day, ("A903A", "E075A", "G539A")[cast.turn % 3])
    return Story(virtual(cast, cast.first) if counts else by_address(cast), claims=[claim])


def _prices() -> list[tuple[str, dt.date, Case]]:
    """G365 rose from 6.75 to 12.00 on 3 March 2025 and passed G212, which stayed at 9.75."""
    new = ENDED_CODES_LAST + ONE_DAY
    return [
        (
            "price_day_before_change",
            ENDED_CODES_LAST,
            partial(_price, day=ENDED_CODES_LAST, dearer="G212A", cheaper="G365A"),
        ),
        ("price_on_change", new, partial(_price, day=new, dearer="G365A", cheaper="G212A")),
    ]


def _price(cast: Cast, day: dt.date, dearer: str, cheaper: str) -> Story:
    claims = [cast.line(cast.other, day, dearer), cast.line(cast.preferred, day, cheaper)]
    return Story(virtual(cast, cast.other, "value", 2), claims=claims)
