"""The oracle against emergency visits worked by hand (indicators, 21)."""

import pytest

from tests.oracle.oracle import Oracle
from tests.oracle.small_drop import Row, key_of
from tests.oracle.small_province import Person, counted, lines, province, stay

COLD = {"dx_main": "J069", "ctas": "5"}
MIND = {"dx_main": "F320"}
Counts = tuple[int, int] | None
OUT, NO, YES = None, (0, 1), (1, 1)


def visit(day: str = "2026-03-10", **special: str) -> Row:
    """Give an emergency visit on a day."""
    return {"registered_on": day, **special}


def came(*visits: Row, **more: list[Row]) -> Person:
    """Give a person with emergency visits and whatever else."""
    return {"ed_visits": list(visits), **more}


def born(day: str) -> Person:
    """Give a person who was born on a day and came with a cold."""
    return {**came(visit(**COLD)), "persons": {"born": day}}


# By person: rows, then ed_rate, ed_low_acuity and ed_bme.
USE: dict[str, tuple[Person, Counts, Counts, Counts]] = {
    "never": (came(), NO, NO, NO),
    "cold": (came(visit(**COLD)), YES, YES, YES),
    "level 4": (came(visit(ctas="4", dx_main="J069")), YES, YES, YES),
    "level 3": (came(visit(ctas="3", dx_main="J069")), YES, NO, NO),
    "no level": (came(visit(ctas="9", dx_main="J069")), YES, NO, NO),
    "admitted": (came(visit(admitted="Y", **COLD)), YES, NO, NO),
    "not admitted": (came(visit(admitted="N", **COLD)), YES, YES, YES),
    "booked": (came(visit(visit_type="S", **COLD)), NO, NO, NO),
    "another diagnosis": (came(visit(ctas="5", dx_main="J181")), YES, YES, NO),
    "no diagnosis": (came(visit(ctas="5")), YES, YES, NO),
    "longer code": (came(visit(ctas="5", dx_main="J0190")), YES, YES, NO),
    "beside": (came(visit(ctas="5", dx_main="J181", dx_2="J069")), YES, YES, NO),
    "three times": (came(*[visit(**COLD)] * 3), (3, 1), (3, 1), (3, 1)),
    "first day": (came(visit("2025-10-01", **COLD)), YES, YES, YES),
    "day before": (came(visit("2025-09-30", **COLD)), NO, NO, NO),
    "last day": (came(visit("2026-09-30", **COLD)), YES, YES, YES),
    "day after": (came(visit("2026-10-01", **COLD)), NO, NO, NO),
    "1 year": (born("2025-09-30"), YES, YES, YES),
    "1 year tomorrow": (born("2025-10-01"), YES, YES, OUT),
    "75 years": (born("1951-09-30"), YES, YES, OUT),
    "75 tomorrow": (born("1951-10-01"), YES, YES, YES),
}


def care_before(day: str, **special: str) -> Person:
    """Give a person whose first visit for mental health is on 10 March, with an earlier claim."""
    claim = lines("full", first=day, dx="300", **special)
    return came(visit(**MIND), claims=claim)


# By person: rows, then ed_first_mha.
FIRST: dict[str, tuple[Person, Counts]] = {
    "nothing before": (came(visit(**MIND)), YES),
    "nothing at all": (came(visit(dx_main="J069")), OUT),
    "substance": (came(visit(dx_main="F100")), YES),
    "F06": (came(visit(dx_main="F06")), YES),
    "F05": (came(visit(dx_main="F059")), OUT),
    "self-harm": (came(visit(dx_main="T401", dx_3="X84")), YES),
    "self-harm as main": (came(visit(dx_main="X84")), OUT),
    "booked": (came(visit(visit_type="S", **MIND)), OUT),
    "seen the day before": (care_before("2026-03-09"), NO),
    "seen on the day": (care_before("2026-03-10"), YES),
    "seen 24 months before": (care_before("2024-03-10"), NO),
    "seen a day earlier": (care_before("2024-03-09"), YES),
    "seen by video": (care_before("2026-03-09", place="V"), NO),
    "seen in bed": (care_before("2026-03-09", place="I"), YES),
    "seen by a specialist": (came(visit(**MIND), claims=lines("heart", dx="300")), NO),
    "seen by a stranger": (came(visit(**MIND), claims=lines("unknown", dx="300")), NO),
    "seen for another thing": (came(visit(**MIND), claims=lines("full", dx="250")), YES),
    "seen for an optional code": (came(visit(**MIND), claims=lines("full", dx="305")), YES),
    "seen for alcohol": (came(visit(**MIND), claims=lines("full", dx="303")), NO),
    # What was taken back says nothing of why the rest was done.
    "smaller of a reversal": (
        came(visit(**MIND), claims=[*lines("full", dx="300", units="2"), *lines("full", dx="250", units="-1")]),
        NO,
    ),
    "smallest of two": (
        came(visit(**MIND), claims=[*lines("full", dx="300"), *lines("full", dx="250", paid_cents="1")]),
        YES,
    ),
    "two codes": (
        came(visit(**MIND), claims=[*lines("full", dx="300"), *lines("full", "K005A", dx="250")]),
        NO,
    ),
    "came before": (came(visit(**MIND), visit("2025-09-29", dx_main="F100")), NO),
    "came before, booked": (came(visit(**MIND), visit("2025-09-29", visit_type="S", **MIND)), YES),
    "came 24 months before": (came(visit(**MIND), visit("2024-03-10", **MIND)), NO),
    "came long before": (came(visit(**MIND), visit("2024-03-09", **MIND)), YES),
    # The first of the window decides, though the second has one before it.
    "came twice": (came(visit(**MIND), visit("2026-03-11", **MIND)), YES),
    "came twice on the day": (came(visit(**MIND), visit(**MIND)), YES),
    "stayed before": (came(visit(**MIND), discharges=[stay("2025-01-01", "2026-03-09", patient_service="P")]), NO),
    "stayed until the day": (
        came(visit(**MIND), discharges=[stay("2026-03-01", "2026-03-10", patient_service="P")]),
        YES,
    ),
    "stayed with diagnosis": (came(visit(**MIND), discharges=[stay("2026-03-01", "2026-03-05", dx_1="F200")]), NO),
    "stayed after self-harm": (
        came(visit(**MIND), discharges=[stay("2026-03-01", "2026-03-05", dx_1="T401", dx_2="X60")]),
        NO,
    ),
    "stayed for another thing": (came(visit(**MIND), discharges=[stay("2026-03-01", "2026-03-05")]), YES),
    "stayed 24 months before": (
        came(visit(**MIND), discharges=[stay("2024-03-01", "2024-03-10", patient_service="P")]),
        NO,
    ),
    "stayed long before": (came(visit(**MIND), discharges=[stay("2024-03-01", "2024-03-09", dx_1="F200")]), YES),
    "visit of the first day": (
        came(visit("2025-10-01", **MIND), claims=lines("full", first="2023-10-01", dx="300")),
        NO,
    ),
    "visit of the day before": (came(visit("2025-09-30", **MIND)), OUT),
    "visit after D": (came(visit("2026-10-01", **MIND)), OUT),
}


def back(day: str, **special: str) -> Person:
    """Give a person who came on 10 March for mental health and again on a day."""
    return came(visit(**MIND), visit(day, **{**MIND, **special}))


# By person: rows, then ed_repeat_mha30.
REPEAT: dict[str, tuple[Person, Counts]] = {
    "once": (came(visit(**MIND)), NO),
    "next day": (back("2026-03-11"), (1, 2)),
    "same day": (back("2026-03-10"), (0, 2)),
    "after 30 days": (back("2026-04-09"), (1, 2)),
    "after 31 days": (back("2026-04-10"), (0, 2)),
    "booked again": (back("2026-03-11", visit_type="S"), NO),
    "then substance": (back("2026-03-11", dx_main="F109"), YES),
    "substance, then mind": (back("2026-03-09", dx_main="F190"), NO),
    "then a cold": (back("2026-03-11", dx_main="J069"), NO),
    "then self-harm": (back("2026-03-11", dx_main="T401", dx_2="Y28"), (1, 2)),
    "F09 and F20": (came(visit(dx_main="F09"), visit("2026-03-11", dx_main="F20")), (1, 2)),
    "substance and self-harm": (came(visit(dx_main="F10", dx_2="X60")), OUT),
    "last day": (came(visit("2026-08-31", **MIND), visit("2026-09-30", **MIND)), YES),
    "a day later": (came(visit("2026-09-01", **MIND), visit("2026-09-30", **MIND)), OUT),
    "first day": (came(visit("2025-10-01", **MIND)), NO),
    "day before": (came(visit("2025-09-30", **MIND), visit("2025-10-02", **MIND)), NO),
}

# By person: rows, then ed_freq_mha.
FREQUENT: dict[str, tuple[Person, Counts]] = {
    "none": (came(visit(dx_main="J069")), OUT),
    "one": (came(visit(**MIND)), NO),
    "three": (came(*[visit(**MIND)] * 3, visit(dx_main="J069")), NO),
    "four": (came(*[visit(**MIND)] * 2, visit(dx_main="F109"), visit(dx_main="S610", dx_2="X78")), YES),
    "three and one before": (came(*[visit(**MIND)] * 3, visit("2025-09-30", **MIND)), NO),
    "three and one booked": (came(*[visit(**MIND)] * 3, visit(visit_type="S", **MIND)), NO),
}

GROUPS = {"use": USE, "first": FIRST, "repeat": REPEAT, "frequent": FREQUENT}
MEASURES = {
    "use": ["ed_rate", "ed_low_acuity", "ed_bme"],
    "first": ["ed_first_mha"],
    "repeat": ["ed_repeat_mha30"],
    "frequent": ["ed_freq_mha"],
}


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    people = {f"{group} {name}": row[0] for group, rows in GROUPS.items() for name, row in rows.items()}
    return province(tmp_path_factory.mktemp("emergency") / "drop", people)


@pytest.mark.parametrize(("group", "name"), [(group, name) for group, rows in GROUPS.items() for name in rows])
def test_emergency_visits(oracle: Oracle, group: str, name: str) -> None:
    found = tuple(counted(oracle, measure).get(key_of(f"{group} {name}")) for measure in MEASURES[group])
    assert found == GROUPS[group][name][1:]


def test_both_readings_of_the_list_are_one(oracle: Oracle) -> None:
    assert counted(oracle, "ed_bme") == counted(oracle, "ed_bme_hspn")
