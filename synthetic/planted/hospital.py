"""Cases of emergency visits and of admissions that are, or are not, ambulatory-care sensitive."""

from functools import partial
from typing import Any

from synthetic.planted.cast import Cast, Row
from synthetic.planted.story import Case, Story, rostered

CONDITIONS = {
    "epilepsy": ["G409", "G410"],
    "copd": ["J411", "J42", "J439", "J441", "J47"],
    "asthma": ["J459", "J4501"],
    "diabetes": ["E1010", "E1063", "E1100", "E1164", "E119", "E1311", "E1363", "E1400", "E149"],
    "heart_failure": ["I500", "I501", "J81"],
    "hypertension": ["I100", "I101", "I11"],
    "angina": ["I200", "I2382", "I240", "I248", "I249"],
}
NEEDS_J44 = ["J100", "J110", "J129", "J13", "J157", "J168", "J181", "J189", "J209", "J219", "J22"]
# Near a listed code, and none.
NEIGHBOURS = ["E1065", "E1020", "I12", "I2380", "I241", "J40", "G459", "J46"]


def cases() -> dict[str, Case]:
    """Give the cases by name; every person is enrolled with the first physician."""
    return {**_emergency(), **_conditions(), **_left_out(), **_time()}


def _emergency() -> dict[str, Case]:
    return {
        "ed_unscheduled": lambda cast: _ed(cast, 2, [cast.visit(50), cast.visit(60)]),
        "ed_same_day_twice": lambda cast: _ed(cast, 2, [cast.visit(50), cast.visit(50)]),
        "ed_scheduled": lambda cast: _ed(cast, 0, [cast.visit(50, "S")]),
        "ed_scheduled_return": lambda cast: _ed(cast, 1, [cast.visit(50), cast.visit(43, "S")]),
        "ed_three_visits": lambda cast: _ed(cast, 3, [cast.visit(day) for day in (10, 20, 30)]),
        "ed_four_visits": lambda cast: _ed(cast, 4, [cast.visit(day) for day in (10, 20, 30, 40)]),
        "ed_level_unknown": lambda cast: _ed(cast, 1, [cast.visit(50, ctas="9")]),
        "ed_on_last_day": lambda cast: _ed(cast, 1, [cast.visit(0)]),
        "ed_day_after_last_day": lambda cast: _ed(cast, 0, [cast.visit(-1)]),
        "ed_twelve_months_before": lambda cast: _ed(cast, 0, [cast.visit(cast.years_ago(1))]),
        "ed_twelve_months_before_plus_one": lambda cast: _ed(cast, 1, [cast.visit(cast.years_ago(1, 1))]),
    }


def _ed(cast: Cast, expected: int, visits: list[Row]) -> Story:
    answer = rostered(cast, ed_visits_12m=expected)
    return Story(answer, enrolments=[cast.long_spell()], ed_visits=visits)


def _stays(cast: Cast, expected: int, stays: list[Row], **person: Any) -> Story:
    answer = rostered(cast, acsc_admissions_12m=expected)
    return Story(answer, person=person, enrolments=[cast.long_spell()], discharges=stays)


def _one(cast: Cast, codes: list[str], counts: bool, **stay: Any) -> Story:
    """One stay whose main diagnosis goes round the codes from person to person."""
    return _stays(cast, int(counts), [cast.stay(100, codes[cast.turn % len(codes)], **stay)])


def _conditions() -> dict[str, Case]:
    listed = {f"acsc_{name}": partial(_one, codes=codes, counts=True) for name, codes in CONDITIONS.items()}
    return {
        **listed,
        "acsc_neighbouring_code": partial(_one, codes=NEIGHBOURS, counts=False),
        "acsc_other_diagnosis_only": partial(_one, codes=["K529"], counts=False, dx_2="J44.1"),
        "acsc_infection_with_j44": partial(_one, codes=NEEDS_J44, counts=True, dx_3="J44.0"),
        "acsc_infection_with_lower_case_j44": partial(_one, codes=NEEDS_J44, counts=True, dx_8="j449"),
        "acsc_infection_alone": partial(_one, codes=NEEDS_J44, counts=False, dx_2="I10.0"),
        "acsc_cardiac_procedure": partial(_one, codes=_heart(), counts=False, cci_1="1HP76MZN"),
        "acsc_cardiac_procedure_second": partial(
            _one, codes=_heart(), counts=False, cci_1="3OT20WC", cci_2="1HZ53GRNM"
        ),
        "acsc_cardiac_exception": partial(_one, codes=_heart(), counts=True, cci_1="1HZ53LAKP"),
        "acsc_cardiac_exception_and_other": partial(
            _one, codes=_heart(), counts=False, cci_1="1HZ53LAKP", cci_2="1HD53GRJA"
        ),
        "acsc_other_procedure": partial(_one, codes=_heart(), counts=True, cci_1="3OT20WC"),
        "acsc_asthma_with_cardiac_procedure": partial(_one, codes=["J459"], counts=True, cci_1="1HP76MZN"),
    }


def _heart() -> list[str]:
    return [*CONDITIONS["heart_failure"], *CONDITIONS["hypertension"], *CONDITIONS["angina"]]


def _left_out() -> dict[str, Case]:
    return {
        "acsc_died": lambda cast: _one(cast, ["J441"], False, disposition=("07", "72", "73", "74")[cast.turn % 4]),
        "acsc_left_against_advice": partial(_one, codes=["J441"], counts=True, disposition="61"),
        "acsc_category_left_out": lambda cast: _one(
            cast, ["J441"], False, entry_category=("N", "S", "R", "RI")[cast.turn % 4]
        ),
        "acsc_elective": partial(_one, codes=["J441"], counts=True, entry_category="L"),
        "acsc_75_on_last_day": lambda cast: _stays(
            cast, 0, [cast.stay(100, "J441")], born=cast.years_ago(75).isoformat()
        ),
        "acsc_75_day_after": lambda cast: _stays(
            cast, 1, [cast.stay(100, "J441")], born=cast.years_ago(75, 1).isoformat()
        ),
    }


def _time() -> dict[str, Case]:
    return {
        "acsc_two_admissions": lambda cast: _stays(cast, 2, [cast.stay(100, "J441"), cast.stay(50, "G409")]),
        "acsc_on_last_day": lambda cast: _stays(cast, 1, [cast.stay(0, "J441")]),
        "acsc_day_after_last_day": lambda cast: _stays(cast, 0, [cast.stay(-1, "J441")]),
        "acsc_twelve_months_before": lambda cast: _stays(cast, 0, [cast.stay(cast.years_ago(1), "J441")]),
        "acsc_twelve_months_before_plus_one": lambda cast: _stays(cast, 1, [cast.stay(cast.years_ago(1, 1), "J441")]),
    }
