"""Cases of cancer screening: the last day of each interval, the ages, and who is out of a programme.

Every person is enrolled with the first physician, and a woman unless the case says otherwise.
"""

import calendar
import datetime as dt
from functools import partial
from typing import Any

from synthetic.planted.cast import Cast, Row
from synthetic.planted.story import Case, Story, rostered

COLORECTAL, COLORECTAL_50, CERVICAL = "crc_overdue", "crc_overdue_50", "cervix_overdue"
BREAST, BREAST_40 = "breast_overdue", "breast_40_49"
OUT, DONE, OVERDUE = (0, 0), (1, 0), (1, 1)
Counts = tuple[int, int]


def cases() -> dict[str, Case]:
    """Give the cases by name."""
    return {**_stool_and_bowel(), **_cervix(), **_breast()}


def _stool_and_bowel() -> dict[str, Case]:
    return {
        "crc_never": partial(_crc, tests={}, counts=OVERDUE),
        "crc_stool_test_in_24_months": partial(_crc, tests={"FIT": (24, 1)}, counts=DONE),
        "crc_stool_test_24_months_ago": partial(_crc, tests={"FOBT": (24, 0)}, counts=OVERDUE),
        "crc_colonoscopy_in_120_months": partial(_crc, tests={"COL": (120, 1)}, counts=DONE),
        "crc_colonoscopy_120_months_ago": partial(_crc, tests={"COL": (120, 0)}, counts=OVERDUE),
        "crc_sigmoidoscopy_in_120_months": partial(_crc, tests={"FSG": (120, 1)}, counts=DONE),
        "crc_invalid_stool_test": partial(_crc, tests={"FIT": (3, 0)}, counts=OVERDUE, outcome="I"),
        "crc_tested_the_day_after": partial(_crc, tests={"FIT": (0, 1)}, counts=OVERDUE),
        "crc_colonoscopy_claim": partial(_crc, tests={}, counts=DONE, claim="Z555A"),
        "crc_colonoscopy_claim_of_assistant": partial(_crc, tests={}, counts=OVERDUE, claim="Z555B"),
        "crc_cancer": partial(_crc, tests={}, counts=OUT, finding="CRC"),
        "crc_hysterectomy": partial(_crc, tests={}, counts=OVERDUE, finding="HYST"),
        "crc_declined": partial(_crc, tests={}, counts=OVERDUE, told="DECL"),
        "crc_does_not_apply": partial(_crc, tests={}, counts=OUT, told="NA"),
        "crc_49": lambda cast: _story(cast, 49, {COLORECTAL: OVERDUE, COLORECTAL_50: OUT}, gender="12"[cast.turn % 2]),
        "crc_75": lambda cast: _story(cast, 75, {COLORECTAL: OUT, COLORECTAL_50: OUT}, gender="12"[cast.turn % 2]),
    }


def _cervix() -> dict[str, Case]:
    return {
        "cervix_never": partial(_woman, indicator=CERVICAL, tests={}, counts=OVERDUE),
        "cervix_hpv_in_60_months": partial(_woman, indicator=CERVICAL, tests={"HPV": (60, 1)}, counts=DONE),
        "cervix_hpv_60_months_ago": partial(_woman, indicator=CERVICAL, tests={"HPV": (60, 0)}, counts=OVERDUE),
        "cervix_pap_in_36_months": partial(_woman, indicator=CERVICAL, tests={"PAP": (36, 1)}, counts=DONE),
        "cervix_pap_36_months_ago": partial(_woman, indicator=CERVICAL, tests={"PAP": (36, 0)}, counts=OVERDUE),
        "cervix_follow_up_specimen": partial(_woman, indicator=CERVICAL, tests={}, counts=DONE, claim="G394A"),
        "cervix_hysterectomy": partial(_woman, indicator=CERVICAL, tests={}, counts=OUT, finding="HYST"),
        "cervix_man": partial(_woman, indicator=CERVICAL, tests={}, counts=OUT, gender="1"),
        "cervix_sex_unknown": partial(_woman, indicator=CERVICAL, tests={}, counts=OUT, gender="9"),
    }


def _breast() -> dict[str, Case]:
    seen = partial(_woman, indicator=BREAST, age=60)
    younger = partial(_woman, indicator=BREAST_40, age=45)
    return {
        "breast_never": partial(seen, tests={}, counts=OVERDUE),
        "breast_in_30_months": partial(seen, tests={"MAM": (30, 1)}, counts=DONE),
        "breast_30_months_ago": partial(seen, tests={"MAM": (30, 0)}, counts=OVERDUE),
        "breast_for_signs": partial(seen, tests={"MAM": (3, 0)}, counts=OVERDUE, purpose="D"),
        "breast_mastectomy_told": partial(seen, tests={}, counts=OUT, told="MAST"),
        "breast_40_49_screened": partial(younger, tests={"MAM": (3, 0)}, counts=OVERDUE),
        "breast_40_49_not_screened": partial(younger, tests={}, counts=DONE),
    }


def _crc(cast: Cast, tests: dict[str, tuple[int, int]], counts: Counts, **more: Any) -> Story:
    """A person of 60, man or woman in turn."""
    both = {COLORECTAL: counts, COLORECTAL_50: counts}
    return _story(cast, 60, both, tests, gender="12"[cast.turn % 2], screening="C", **more)


def _woman(
    cast: Cast, indicator: str, tests: dict[str, tuple[int, int]], counts: Counts, age: int = 40, **more: Any
) -> Story:
    """A woman of 40 unless told otherwise."""
    screening = "X" if indicator == CERVICAL else "B"
    return _story(cast, age, {indicator: counts}, tests, **{"gender": "2", "screening": screening, **more})


def _story(
    cast: Cast,
    age: int,
    events: dict[str, Counts],
    tests: dict[str, tuple[int, int]] | None = None,
    *,
    gender: str,
    screening: str = "",
    outcome: str | None = "N",
    purpose: str | None = "S",
    claim: str | None = None,
    finding: str | None = None,
    told: str | None = None,
) -> Story:
    """A person whose birthday is the last day, with tests some months ago and some days after that."""
    taken = [
        {"test": kind, "tested_on": _ago(cast, *when), "outcome": outcome, "purpose": purpose}
        for kind, when in (tests or {}).items()
    ]
    found = [{"finding": finding, "found_on": _ago(cast, 50, 0)}] if finding else []
    reasons = (
        [{"told_by": cast.first, "screening": screening, "reason": told, "told_on": _ago(cast, 5, 0)}] if told else []
    )
    lines: list[Row] = [cast.line(cast.home.physicians["specialist"], 200, claim)] if claim else []
    return Story(
        rostered(cast),
        person={"born": cast.years_ago(age).isoformat(), "gender": gender},
        enrolments=[cast.long_spell()],
        claims=lines,
        events=events,
        further={"screening_tests": taken, "registry_exclusions": found, "practice_exclusions": reasons},
    )


def _ago(cast: Cast, months: int, plus_days: int) -> str:
    """Give the day so many months before the last day, of a month's end a month's end, and so many days after that.

    Whole years keep the day.
    """
    year, month = divmod(cast.last_day.year * 12 + cast.last_day.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    is_end = months % 12 != 0 and (cast.last_day + dt.timedelta(days=1)).day == 1
    day = dt.date(year, month + 1, last if is_end else min(cast.last_day.day, last))
    return (day + dt.timedelta(days=plus_days)).isoformat()
