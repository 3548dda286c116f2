"""Cases of long-term conditions: who has one, at the edges of the rules, and what care was given for it.

Every person is of an age at which all the conditions can be, and enrolled with the first physician; a specialist, whose
visits are no primary care, tells the diagnoses.
"""

from functools import partial
from typing import Any

from synthetic.planted.cast import Cast, Row
from synthetic.planted.story import Case, Story, rostered

AGE = 60
TESTED, LIPIDS, EYES = "dm_a1c", "dm_ldl", "dm_eye"
ACUTE, HEART, LUNGS, SPIROMETRY = "dm_admit", "chf_admit", "copd_admit", "copd_spiro"
DIABETES, HEART_FAILURE, COPD = "250", "428", "496"
HBA1C, LDL = "4548-4", "39469-2"
# Days before the last day: the second claim, and one of the year that spirometry asks about.
LATER, NEW_CASE = 100, 500
NOT_IN = (0, 0)


def cases() -> dict[str, Case]:
    """Give the cases by name."""
    return {**_diabetes(), **_tests_of_diabetes(), **_stays(), **_lungs()}


def _diabetes() -> dict[str, Case]:
    """Two claims so many days apart, or one stay, tell of diabetes or heart failure."""
    return {
        "diabetes_claims_730_days": partial(_diagnosed, dx=DIABETES, days=730, events={EYES: (1, 0), TESTED: (1, 0)}),
        "diabetes_claims_731_days": partial(_diagnosed, dx=DIABETES, days=731, events={EYES: NOT_IN, TESTED: NOT_IN}),
        "diabetes_claims_same_day": partial(_diagnosed, dx=DIABETES, days=0, events={EYES: NOT_IN, TESTED: NOT_IN}),
        "heart_failure_claims_365_days": partial(_diagnosed, dx=HEART_FAILURE, days=365, events={HEART: (1, 0)}),
        "heart_failure_claims_366_days": partial(_diagnosed, dx=HEART_FAILURE, days=366, events={HEART: NOT_IN}),
    }


def _tests_of_diabetes() -> dict[str, Case]:
    """Tests and eye examinations of people with diabetes."""
    diabetes = partial(_diagnosed, dx=DIABETES, days=30)
    return {
        "diabetes_two_tests": partial(diabetes, tests=[(HBA1C, 10, "F"), (HBA1C, 200, "C")], events={TESTED: (1, 1)}),
        "diabetes_two_tests_of_a_day": partial(
            diabetes, tests=[(HBA1C, 10, "F"), (HBA1C, 10, "F")], events={TESTED: (1, 0)}
        ),
        "diabetes_a_test_cancelled": partial(
            diabetes, tests=[(HBA1C, 10, "F"), (HBA1C, 20, "X")], events={TESTED: (1, 0)}
        ),
        "diabetes_lipids": partial(diabetes, tests=[(LDL, 300, "F")], events={LIPIDS: (1, 1), TESTED: (1, 0)}),
        "diabetes_lipids_long_ago": partial(diabetes, tests=[(LDL, 380, "F")], events={LIPIDS: (1, 0)}),
        "diabetes_eyes_seen": partial(diabetes, service=("V404A", 700), events={EYES: (1, 1)}),
        "diabetes_eyes_seen_long_ago": partial(diabetes, service=("V404A", 740), events={EYES: (1, 0)}),
        # By a specialist of something else.
        "diabetes_eyes_of_another_specialty": partial(diabetes, service=("A110A", 100), events={EYES: (1, 0)}),
    }


def _stays() -> dict[str, Case]:
    """A stay makes a case, and counts when its main diagnosis is of the condition."""
    return {
        "stay_for_diabetic_coma": partial(_stayed, dx_1="E1000", sensitive=1, events={ACUTE: (1, 1), EYES: (1, 0)}),
        "stay_with_diabetes": partial(_stayed, dx_1="K529", dx_2="E119", events={ACUTE: (1, 0)}),
        "stay_for_heart_failure": partial(_stayed, dx_1="I500", sensitive=1, events={HEART: (1, 1)}),
        "stay_for_copd": partial(_stayed, dx_1="J441", sensitive=1, events={LUNGS: (1, 1), "fu7_copd": (1, 0)}),
    }


def _lungs() -> dict[str, Case]:
    """Spirometry, billed in parts, about the first claim of COPD."""
    return {
        "copd_new_with_spirometry": partial(_new_lungs, service=("J304B", NEW_CASE - 300), counts=(1, 1)),
        "copd_new_with_spirometry_before": partial(_new_lungs, service=("J327C", NEW_CASE + 300), counts=(1, 1)),
        "copd_new_with_late_spirometry": partial(_new_lungs, service=("J304B", NEW_CASE - 370), counts=(1, 0)),
        "copd_not_new": partial(_new_lungs, service=("J304B", NEW_CASE), earlier=1_000, counts=NOT_IN),
    }


def _diagnosed(
    cast: Cast,
    dx: str,
    days: int,
    events: dict[str, tuple[int, int]],
    tests: list[tuple[str, int, str]] | None = None,
    service: tuple[str, int] | None = None,
) -> Story:
    """Two claims with a diagnosis so many days apart, tests (code, day, status) and a service (code, day)."""
    claims = [_line(cast, LATER, dx), _line(cast, LATER + days, dx)]
    claims += [_line(cast, service[1], "460", service[0])] if service else []
    results = [
        {"loinc": code, "taken_on": cast.ago(day).isoformat(), "status": status} for code, day, status in tests or []
    ]
    return _story(cast, events, claims=claims, further={"laboratory_results": results})


def _stayed(cast: Cast, events: dict[str, tuple[int, int]], sensitive: int = 0, **diagnoses: str) -> Story:
    stay = cast.stay(LATER, diagnoses.pop("dx_1"), **diagnoses)
    return _story(cast, events, counted={"acsc_admissions_12m": sensitive}, discharges=[stay])


def _new_lungs(cast: Cast, service: tuple[str, int], counts: tuple[int, int], earlier: int = NEW_CASE) -> Story:
    claims = [_line(cast, day, COPD) for day in {NEW_CASE: 0, earlier: 0}]
    return _story(cast, {SPIROMETRY: counts}, claims=[*claims, _line(cast, service[1], "460", service[0])])


def _line(cast: Cast, day: int, dx: str, code: str = "A133A") -> Row:
    return cast.line(cast.home.physicians["specialist"], day, code, dx=dx)


def _story(cast: Cast, events: dict[str, tuple[int, int]], counted: Row | None = None, **rows: Any) -> Story:
    person = {"born": cast.years_ago(AGE).isoformat()}
    answer = rostered(cast, **(counted or {}))
    return Story(answer, person=person, enrolments=[cast.long_spell()], events=events, **rows)
