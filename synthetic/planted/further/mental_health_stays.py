"""Cases of stays in designated mental-health beds: returns across both kinds of beds, what followed, what came before.

Every person is enrolled with the first physician. Each has a last stay that ends near the last day: it is too late to
be an index, and shows that the hospital delivered its designated-bed stays until then.
"""

from functools import partial
from typing import Any

from synthetic.planted.cast import Cast, Row
from synthetic.planted.story import Case, Story, rostered

TABLE = "mental_health_stays"
RETURN, FOLLOWED, FIRST_VISIT, FREQUENT = "readmit_mha30", "fu7_mha", "ed_first_mha", "ed_freq_mha"
INDEX_DAY, LAST_DAY, VISIT_DAY = 200, 5, 150
OUT = (0, 0)
COUNTED = ("primary_care_visits_24m", "ed_visits_12m", "confidence")


def cases() -> dict[str, Case]:
    """Give the cases by name."""
    return {**_returns(), **_followed(), **_first_visits()}


def _returns() -> dict[str, Case]:
    """A second stay so many days after the first, each in an acute (A) or a designated bed (B)."""
    again = {
        "acute_then_bed_day_30": ("A", "B", 30, (2, 1), (1, 0)),
        "bed_then_acute_day_30": ("B", "A", 30, (2, 1), (1, 0)),
        "bed_then_bed_day_31": ("B", "B", 31, (2, 0), (2, 0)),
        # The same day without times: one episode, and of both stays the last alone is followed.
        "moved_from_acute_to_bed": ("A", "B", 0, (1, 0), (1, 0)),
    }
    found: dict[str, Case] = {
        f"mental_health_{name}": partial(_two_stays, beds=(first, second), days=days, counts={RETURN: n, FOLLOWED: f})
        for name, (first, second, days, n, f) in again.items()
    }
    return {**found, "mental_health_two_stays_of_one_day": _one_day}


def _one_day(cast: Cast) -> Story:
    """An acute and a designated bed on one day, without times: neither bars the other, and one is followed."""
    acute, bed = (_stay(cast, kind, INDEX_DAY, INDEX_DAY) for kind in "AB")
    return _story(cast, {RETURN: (1, 0), FOLLOWED: (1, 0)}, [bed], discharges=[acute])


def _two_stays(cast: Cast, beds: tuple[str, str], days: int, counts: dict[str, tuple[int, int]]) -> Story:
    first = _stay(cast, beds[0], INDEX_DAY + 10, INDEX_DAY)
    second = _stay(cast, beds[1], INDEX_DAY - days, INDEX_DAY - days - 10)
    acute = [row for bed, row in zip(beds, (first, second), strict=True) if bed == "A"]
    designated = [row for bed, row in zip(beds, (first, second), strict=True) if bed == "B"]
    return _story(cast, counts, designated, discharges=acute)


def _followed() -> dict[str, Case]:
    """A stay in a designated bed, and a claim of the own physician so many days after it."""
    mood, organic = {"dsm_group": "MOOD"}, {"dsm_group": "NCD"}
    return {
        "designated_bed_seen_on_day_7": partial(_after, days=7, codes=mood, seen=(1, 1)),
        "designated_bed_seen_on_day_8": partial(_after, days=8, codes=mood, seen=(1, 0)),
        "designated_bed_for_dementia": partial(_after, days=7, codes=organic, seen=OUT),
        "designated_bed_code_beats_group": partial(_after, days=7, codes={**organic, "dx_icd10": "F209"}, seen=(1, 1)),
    }


def _after(cast: Cast, days: int, codes: Row, seen: tuple[int, int]) -> Story:
    line = cast.line(cast.first, INDEX_DAY - days)
    stay = {**_stay(cast, "B", INDEX_DAY + 10, INDEX_DAY), **codes}
    return _story(
        cast, {FOLLOWED: seen, RETURN: (1, 0)}, [stay], claims=[line], primary_care_visits_24m=1, confidence="high"
    )


def _first_visits() -> dict[str, Case]:
    """An emergency visit for mental health, and a stay in a designated bed before, about or after it."""
    return {
        "bed_until_the_day_before_the_visit": partial(_visit, stay=(VISIT_DAY + 9, VISIT_DAY + 1), first=0),
        "bed_from_the_day_of_the_visit": partial(_visit, stay=(VISIT_DAY, VISIT_DAY - 9), first=1),
        "in_the_bed_for_years_at_the_visit": partial(_visit, stay=(1_200, VISIT_DAY - 40), first=0),
    }


def _visit(cast: Cast, stay: tuple[int, int], first: int) -> Story:
    visits = [cast.visit(VISIT_DAY, dx_main="F329")]
    events = {FIRST_VISIT: (1, first), FREQUENT: (1, 0), RETURN: (1, 0), FOLLOWED: (1, 0)}
    return _story(cast, events, [_stay(cast, "B", *stay)], ed_visits=visits, ed_visits_12m=1)


def _stay(cast: Cast, bed: str, admitted: int, discharged: int) -> Row:
    """Write a stay for depression in an acute (A) or a designated bed (B), given in days before the last day."""
    first, last = cast.ago(admitted), cast.ago(discharged)
    if bed == "A":
        return cast.stay(last, "F329", admitted_on=first, patient_service="P")
    return {
        "institution_no": cast.home.hospital_id, "admitted_on": first.isoformat(), "discharged_on": last.isoformat(),
        "left_to": "H", "legal_state": "V", "dsm_group": "MOOD",
    }  # fmt: skip


def _story(cast: Cast, events: dict[str, tuple[int, int]], beds: list[Row], **rows: Any) -> Story:
    counted = {name: rows.pop(name) for name in COUNTED if name in rows}
    further = {TABLE: [*beds, _stay(cast, "B", LAST_DAY + 5, LAST_DAY)]}
    return Story(rostered(cast, **counted), enrolments=[cast.long_spell()], events=events, further=further, **rows)
