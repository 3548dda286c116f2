"""The oracle against long-term conditions and laboratory results worked by hand (32, 33)."""

import pytest

from tests.oracle.oracle import Oracle
from tests.oracle.small_drop import Row, key_of
from tests.oracle.small_province import PRACTICES, Person, counted, province, stay

Counts = tuple[int, int] | None
OUT, NO, YES = None, (0, 1), (1, 1)
AT_60 = {"persons": {"born": "1966-06-15"}}
DIABETES, HEART, COPD = "250", "428", "496"


def told(dx: str, *days: str, code: str = "A133A", **special: str) -> list[Row]:
    """Give a specialist's claim with a diagnosis on each of these days."""
    return [
        {"physician_no": "heart", "fee_code": code, "serviced_on": day, "dx": dx, "place": "I"} | special
        for day in days
    ]


def born(day: str, sex: str = "2") -> Person:
    """Give the registry row of somebody born on a day; 2 are women."""
    return {"persons": {"born": day, "gender": sex}}


def blood(*days: str, loinc: str = "4548-4", status: str = "F") -> list[Row]:
    """Give results of blood taken on these days."""
    return [{"loinc": loinc, "taken_on": day, "status": status} for day in days]


SICK = {**AT_60, "claims": told(DIABETES, "2025-12-01", "2026-01-10")}
MOTHER = stay("2026-01-10", "2026-01-12", dx_1="O80001", patient_service="O")

# By person: rows, then dm_eye, whose denominator are people with diabetes of 20 or more.
DIABETES_CASES: dict[str, tuple[Person, Counts]] = {
    "one claim": ({"claims": told(DIABETES, "2026-01-10")}, OUT),
    "two claims": ({"claims": told(DIABETES, "2026-01-10", "2026-01-11")}, NO),
    "two claims of a day": ({"claims": told(DIABETES, "2026-01-10") + told(DIABETES, "2026-01-10", code="A135A")}, OUT),
    "730 days apart": ({"claims": told(DIABETES, "2024-01-11", "2026-01-10")}, NO),
    "731 days apart": ({"claims": told(DIABETES, "2024-01-10", "2026-01-10")}, OUT),
    "first day read": ({"claims": told(DIABETES, "2022-10-01", "2023-01-10")}, NO),
    "day before it": ({"claims": told(DIABETES, "2022-09-30", "2023-01-10")}, OUT),
    "after the end": ({"claims": told(DIABETES, "2026-09-30", "2026-10-01")}, OUT),
    "another disease": ({"claims": told("251", "2026-01-10", "2026-01-11")}, OUT),
    "of a test": ({"claims": told(DIABETES, "2026-01-10", "2026-01-11", code="X091C")}, OUT),
    "of a laboratory": ({"claims": told(DIABETES, "2026-01-10", "2026-01-11", code="L093A")}, OUT),
    "reversed": (
        {"claims": told(DIABETES, "2026-01-10", "2026-01-11") + told(DIABETES, "2026-01-11", units="-1")},
        OUT,
    ),
    "stay": ({"discharges": [stay("2026-01-10", "2026-01-12", dx_4="E13.9")]}, NO),
    "stay before": ({"discharges": [stay("2022-09-29", "2022-09-30", dx_1="E119")]}, OUT),
    "stay of a newborn": ({"discharges": [stay("2026-01-10", "2026-01-12", dx_1="E119", patient_service="B")]}, OUT),
    "stay for something else": ({"discharges": [stay("2026-01-10", "2026-01-12", dx_1="E159")]}, OUT),
    "mother 120 days before": (
        {**born("1990-01-01"), "claims": told(DIABETES, "2025-09-14", "2025-09-13"), "discharges": [MOTHER]},
        OUT,
    ),
    "mother 121 days before": (
        {**born("1990-01-01"), "claims": told(DIABETES, "2025-09-12", "2025-09-13"), "discharges": [MOTHER]},
        NO,
    ),
    "mother 180 days after": (
        {**born("1990-01-01"), "claims": told(DIABETES, "2026-07-11", "2026-07-12"), "discharges": [MOTHER]},
        OUT,
    ),
    "mother 181 days after": (
        {**born("1990-01-01"), "claims": told(DIABETES, "2026-07-12", "2026-07-13"), "discharges": [MOTHER]},
        NO,
    ),
    "mother of 55": (
        {**born("1971-01-12"), "claims": told(DIABETES, "2026-01-12", "2026-01-13"), "discharges": [MOTHER]},
        NO,
    ),
    "mother of 54": (
        {**born("1971-01-14"), "claims": told(DIABETES, "2026-01-12", "2026-01-13"), "discharges": [MOTHER]},
        OUT,
    ),
    "a man's record": (
        {**born("1990-01-01", "1"), "claims": told(DIABETES, "2026-01-12", "2026-01-13"), "discharges": [MOTHER]},
        NO,
    ),
    "mother's own stay": (
        {
            **born("1990-01-01"),
            "discharges": [{**MOTHER, "dx_2": "E119"}, stay("2026-02-01", "2026-02-03", dx_1="E119")],
        },
        OUT,
    ),
    "outcome of a delivery": (
        {
            **born("1990-01-01"),
            "claims": told(DIABETES, "2026-01-12", "2026-01-13"),
            "discharges": [{**MOTHER, "dx_1": "Z370"}],
        },
        OUT,
    ),
    "19 years old": ({**born("2006-10-01"), "claims": told(DIABETES, "2026-01-10", "2026-01-11")}, OUT),
    "20 years old": ({**born("2006-09-30", "1"), "claims": told(DIABETES, "2026-01-10", "2026-01-11")}, NO),
}

# By person: rows, then dm_eye.
EYES: dict[str, tuple[Person, Counts]] = {
    "optometrist": ({**SICK, "claims": SICK["claims"] + told("", "2026-03-01", code="V404A")}, YES),
    "two years ago": ({**SICK, "claims": SICK["claims"] + told("", "2024-09-30", code="V404A")}, NO),
    "within two years": ({**SICK, "claims": SICK["claims"] + told("", "2024-10-01", code="V404A")}, YES),
    "without suffix": ({**SICK, "claims": SICK["claims"] + told("", "2026-03-01", code="A115")}, YES),
    "not the code": ({**SICK, "claims": SICK["claims"] + told("", "2026-03-01", code="V403A")}, NO),
    "reversed too": (
        {
            **SICK,
            "claims": SICK["claims"]
            + told("", "2026-03-01", code="V404A")
            + told("", "2026-03-01", code="V404A", units="-1"),
        },
        NO,
    ),
    "ophthalmologist": (
        {**SICK, "claims": SICK["claims"] + told("", "2026-03-01", code="A110A", physician_no="eye")},
        YES,
    ),
    "no ophthalmologist": ({**SICK, "claims": SICK["claims"] + told("", "2026-03-01", code="A110A")}, NO),
}

# By person: rows, then dm_a1c and dm_ldl.
TESTS: dict[str, tuple[Person, Counts, Counts]] = {
    "none": (SICK, NO, NO),
    "no diabetes": ({**AT_60, "laboratory_results": blood("2026-03-01", "2026-04-01")}, OUT, OUT),
    "two days": ({**SICK, "laboratory_results": blood("2026-03-01", "2026-03-02")}, YES, NO),
    "one day twice": ({**SICK, "laboratory_results": blood("2026-03-01", "2026-03-01", status="C")}, NO, NO),
    "first day": ({**SICK, "laboratory_results": blood("2025-10-01", "2026-09-30", loinc="17856-6")}, YES, NO),
    "day before": ({**SICK, "laboratory_results": blood("2025-09-30", "2026-09-30")}, NO, NO),
    "preliminary": ({**SICK, "laboratory_results": blood("2026-03-01", "2026-03-02", status="P")}, NO, NO),
    "nothing said": ({**SICK, "laboratory_results": blood("2026-03-01", "2026-03-02", status="")}, YES, NO),
    "lipids": ({**SICK, "laboratory_results": blood("2026-03-01", loinc="39469-2")}, NO, YES),
    "lipids long ago": ({**SICK, "laboratory_results": blood("2025-09-30", loinc="22748-8")}, NO, NO),
    "40 at the end": ({**SICK, **born("1986-09-30")}, NO, NO),
    "39 at the end": ({**SICK, **born("1986-10-01")}, OUT, OUT),
}

# By person: rows, then dm_admit, chf_admit and copd_admit.
STAYS: dict[str, tuple[Person, Counts, Counts, Counts]] = {
    "coma": ({**AT_60, "discharges": [stay("2026-01-10", "2026-01-12", dx_1="E1100")]}, YES, OUT, OUT),
    "low sugar twice": (
        {**AT_60, "discharges": [stay("2026-01-10", "2026-01-12", dx_1="E1063")] * 2},
        (2, 1),
        OUT,
        OUT,
    ),
    "poor control": ({**AT_60, "discharges": [stay("2026-01-10", "2026-01-12", dx_1="E1064")]}, NO, OUT, OUT),
    "long ago": ({**AT_60, "discharges": [stay("2025-09-29", "2025-09-30", dx_1="E1100")]}, NO, OUT, OUT),
    "heart": ({**AT_60, "discharges": [stay("2026-01-10", "2026-01-12", dx_1="I500")]}, OUT, YES, OUT),
    "heart beside": ({**AT_60, "discharges": [stay("2026-01-10", "2026-01-12", dx_2="I501")]}, OUT, NO, OUT),
    "heart 365 days": ({**AT_60, "claims": told(HEART, "2025-01-10", "2026-01-10")}, OUT, NO, OUT),
    "heart 366 days": ({**AT_60, "claims": told(HEART, "2025-01-09", "2026-01-10")}, OUT, OUT, OUT),
    "heart at 39": (
        {**born("1986-01-13"), "discharges": [stay("2026-01-10", "2026-01-12", dx_1="I500")]},
        OUT,
        OUT,
        OUT,
    ),
    "heart at 40": (
        {**born("1986-01-12"), "discharges": [stay("2026-01-10", "2026-01-12", dx_1="I500")]},
        OUT,
        YES,
        OUT,
    ),
    "heart at 39 and 40": ({**born("1986-01-10"), "claims": told(HEART, "2025-06-01", "2026-01-10")}, OUT, NO, OUT),
    "heart at 39 twice": ({**born("1986-01-11"), "claims": told(HEART, "2025-06-01", "2026-01-10")}, OUT, OUT, OUT),
    "lungs": ({**AT_60, "discharges": [stay("2026-01-10", "2026-01-12", dx_1="J410")]}, OUT, OUT, YES),
    "lungs by one claim": ({**AT_60, "claims": told("491", "2026-01-10")}, OUT, OUT, NO),
    "bronchitis": ({**AT_60, "claims": told("490", "2026-01-10")}, OUT, OUT, OUT),
    "lungs at 34": ({**born("1991-01-11"), "claims": told(COPD, "2026-01-10")}, OUT, OUT, OUT),
    "lungs at 35": ({**born("1991-01-10"), "claims": told("492", "2026-01-10")}, OUT, OUT, NO),
}


def spirometry(day: str, code: str = "J304B", case: str = "2025-03-31") -> Person:
    """Give a case of COPD with spirometry on a day."""
    return {**AT_60, "claims": told(COPD, case) + told("786", day, code=code)}


# By person: rows, then copd_spiro.
SPIROMETRY: dict[str, tuple[Person, Counts]] = {
    "same day": (spirometry("2025-03-31"), YES),
    "a year after": (spirometry("2026-03-31", "J301C"), YES),
    "later": (spirometry("2026-04-01"), NO),
    "a year before": (spirometry("2024-03-31", "J324A"), YES),
    "earlier": (spirometry("2024-03-30"), NO),
    "not the test": (spirometry("2025-03-31", "J310B"), NO),
    "first case day": (spirometry("2024-10-01", case="2024-10-01"), YES),
    "case too early": (spirometry("2024-09-30", case="2024-09-30"), OUT),
    "last case day": (spirometry("2026-09-30", case="2025-09-30"), YES),
    "case too late": (spirometry("2025-10-01", case="2025-10-01"), OUT),
    "an older case": ({**AT_60, "claims": told(COPD, "2023-01-01", "2025-03-31")}, OUT),
}

GROUPS = {"diabetes": DIABETES_CASES, "eyes": EYES, "tests": TESTS, "stays": STAYS, "spirometry": SPIROMETRY}
MEASURES = {
    "diabetes": ["dm_eye"],
    "eyes": ["dm_eye"],
    "tests": ["dm_a1c", "dm_ldl"],
    "stays": ["dm_admit", "chf_admit", "copd_admit"],
    "spirometry": ["copd_spiro"],
}


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    people = {f"{group} {name}": row[0] for group, rows in GROUPS.items() for name, row in rows.items()}
    results = [
        {"report_no": str(number), "health_number": key_of(name), **row}
        for name, person in people.items()
        for number, row in enumerate(person.get("laboratory_results", []))
    ]
    others = {name: {t: r for t, r in person.items() if t != "laboratory_results"} for name, person in people.items()}
    inputs = {
        "physicians": [{"physician_no": "eye", "specialty": "23"}],
        "laboratory_results": results,
    }
    assert all(row["physician_no"] != "eye" for row in PRACTICES)
    return province(tmp_path_factory.mktemp("conditions") / "drop", others, inputs=inputs)


@pytest.mark.parametrize(("group", "name"), [(group, name) for group, rows in GROUPS.items() for name in rows])
def test_long_term_conditions(oracle: Oracle, group: str, name: str) -> None:
    found = tuple(counted(oracle, measure).get(key_of(f"{group} {name}")) for measure in MEASURES[group])
    assert found == GROUPS[group][name][1:]
