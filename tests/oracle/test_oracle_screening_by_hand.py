"""The oracle against cancer screening worked by hand (families, 31)."""

import pytest

from tests.oracle.oracle import Oracle
from tests.oracle.small_drop import Row, key_of
from tests.oracle.small_province import Person, counted, lines, province

Counts = tuple[int, int] | None
OUT, DONE, OVERDUE = None, (0, 1), (1, 1)
AGED_60, AGED_40 = {"born": "1966-03-01"}, {"born": "1986-03-01"}


def given(kind: str, day: str, **special: str) -> Row:
    """Give a test of a kind on a day."""
    return {"test_no": f"{kind} {day}", "test": kind, "tested_on": day, **special}


def person(about: Row, *tests: Row, **more: list[Row]) -> Person:
    """Give a person with tests and whatever else."""
    return {"persons": about, "screening_tests": list(tests), **more}


def told(screening: str, reason: str, first: str = "2020-01-01", last: str = "") -> list[Row]:
    """Give what a practice told."""
    return [{"screening": screening, "reason": reason, "told_on": first, "withdrawn_on": last}]


def found(finding: str, day: str = "2020-01-01") -> list[Row]:
    """Give a finding of a registry."""
    return [{"finding": finding, "found_on": day}]


def at_60(*tests: Row, **more: list[Row]) -> Person:
    """Give a person of 60 with tests."""
    return person(AGED_60, *tests, **more)


def at_40(*tests: Row, **more: list[Row]) -> Person:
    """Give a woman of 40 with tests."""
    return person(AGED_40, *tests, **more)


def born(day: str, gender: str = "2") -> Person:
    """Give a person without tests."""
    return person({"born": day, "gender": gender})


# By person: rows, then crc_overdue and crc_overdue_50.
BOWEL: dict[str, tuple[Person, Counts, Counts]] = {
    "never": (at_60(), OVERDUE, OVERDUE),
    "man": (born("1966-03-01", "1"), OVERDUE, OVERDUE),
    "sex unknown": (born("1966-03-01", "9"), OVERDUE, OVERDUE),
    "45": (born("1981-09-30"), OVERDUE, OUT),
    "45 tomorrow": (born("1981-10-01"), OUT, OUT),
    "50": (born("1976-09-30"), OVERDUE, OVERDUE),
    "50 tomorrow": (born("1976-10-01"), OVERDUE, OUT),
    "75": (born("1951-09-30"), OUT, OUT),
    "75 tomorrow": (born("1951-10-01"), OVERDUE, OVERDUE),
    "FIT of the first day": (at_60(given("FIT", "2024-10-01")), DONE, DONE),
    "FIT of the day before": (at_60(given("FIT", "2024-09-30")), OVERDUE, OVERDUE),
    "FOBT": (at_60(given("FOBT", "2024-10-01")), DONE, DONE),
    "FIT on D": (at_60(given("FIT", "2026-09-30")), DONE, DONE),
    "FIT after D": (at_60(given("FIT", "2026-10-01")), OVERDUE, OVERDUE),
    "FIT invalid": (at_60(given("FIT", "2026-03-01", outcome="I")), OVERDUE, OVERDUE),
    "FIT abnormal": (at_60(given("FIT", "2026-03-01", outcome="A")), DONE, DONE),
    "FIT unknown": (at_60(given("FIT", "2026-03-01", outcome="U")), DONE, DONE),
    "FIT for signs": (at_60(given("FIT", "2026-03-01", purpose="D")), DONE, DONE),
    "colonoscopy of the first day": (at_60(given("COL", "2016-10-01")), DONE, DONE),
    "colonoscopy of the day before": (at_60(given("COL", "2016-09-30")), OVERDUE, OVERDUE),
    "sigmoidoscopy of the first day": (at_60(given("FSG", "2016-10-01")), DONE, DONE),
    "sigmoidoscopy of the day before": (at_60(given("FSG", "2016-09-30")), OVERDUE, OVERDUE),
    "another test": (at_60(given("MAM", "2026-03-01"), given("HPV", "2026-03-01")), OVERDUE, OVERDUE),
    "colonoscopy billed": (at_60(claims=lines("heart", "Z497A", first="2016-10-01")), DONE, DONE),
    "colonoscopy billed before": (at_60(claims=lines("heart", "Z497A", first="2016-09-30")), OVERDUE, OVERDUE),
    "colonoscopy billed in bed": (at_60(claims=lines("heart", "Z555A", place="I")), DONE, DONE),
    "anaesthesia billed": (at_60(claims=lines("heart", "Z555C")), OVERDUE, OVERDUE),
    "sigmoidoscopy billed": (at_60(claims=lines("heart", "Z580A", first="2020-01-01")), DONE, DONE),
    "rigid sigmoidoscopy billed": (at_60(claims=lines("heart", "Z535A")), OVERDUE, OVERDUE),
    "taken back": (at_60(claims=[*lines("heart", "Z555A"), *lines("heart", "Z555A", units="-1")]), OVERDUE, OVERDUE),
    "cancer": (at_60(registry_exclusions=found("CRC")), OUT, OUT),
    "colectomy on D": (at_60(registry_exclusions=found("COLX", "2026-09-30")), OUT, OUT),
    "colectomy after D": (at_60(registry_exclusions=found("COLX", "2026-10-01")), OVERDUE, OVERDUE),
    "tested, then colectomy": (at_60(given("FIT", "2026-03-01"), registry_exclusions=found("COLX")), OUT, OUT),
    "hysterectomy": (at_60(registry_exclusions=found("HYST")), OVERDUE, OVERDUE),
    "breast cancer": (at_60(registry_exclusions=found("BRC")), OVERDUE, OVERDUE),
    "cancer told": (at_60(practice_exclusions=told("C", "CANCER")), OUT, OUT),
    "colectomy told": (at_60(practice_exclusions=told("C", "COLX")), OUT, OUT),
    "does not apply": (at_60(practice_exclusions=told("C", "NA")), OUT, OUT),
    "declined": (at_60(practice_exclusions=told("C", "DECL")), OVERDUE, OVERDUE),
    "declined and tested": (at_60(given("FIT", "2026-03-01"), practice_exclusions=told("C", "DECL")), DONE, DONE),
    "hysterectomy told for the bowel": (at_60(practice_exclusions=told("C", "HYST")), OVERDUE, OVERDUE),
    "told for another": (at_60(practice_exclusions=told("B", "CANCER")), OVERDUE, OVERDUE),
    "told on D": (at_60(practice_exclusions=told("C", "NA", "2026-09-30")), OUT, OUT),
    "told after D": (at_60(practice_exclusions=told("C", "NA", "2026-10-01")), OVERDUE, OVERDUE),
    "withdrawn on D": (at_60(practice_exclusions=told("C", "NA", last="2026-09-30")), OVERDUE, OVERDUE),
    "withdrawn after D": (at_60(practice_exclusions=told("C", "NA", last="2026-10-01")), OUT, OUT),
}

# By person: rows, then cervix_overdue and cervix_overdue_pap.
CERVIX: dict[str, tuple[Person, Counts, Counts]] = {
    "never": (at_40(), OVERDUE, OVERDUE),
    "man": (born("1986-03-01", "1"), OUT, OUT),
    "X": (born("1986-03-01", "3"), OUT, OUT),
    "21": (born("2005-09-30"), OUT, OVERDUE),
    "21 tomorrow": (born("2005-10-01"), OUT, OUT),
    "25": (born("2001-09-30"), OVERDUE, OVERDUE),
    "25 tomorrow": (born("2001-10-01"), OUT, OVERDUE),
    "70": (born("1956-09-30"), OUT, OUT),
    "70 tomorrow": (born("1956-10-01"), OVERDUE, OVERDUE),
    "HPV of the first day": (at_40(given("HPV", "2021-10-01")), DONE, OVERDUE),
    "HPV of the day before": (at_40(given("HPV", "2021-09-30")), OVERDUE, OVERDUE),
    "Pap in 36 months": (at_40(given("PAP", "2023-10-01")), DONE, DONE),
    "Pap 36 months ago": (at_40(given("PAP", "2023-09-30")), OVERDUE, DONE),
    "Pap in 42 months": (at_40(given("PAP", "2023-04-01")), OVERDUE, DONE),
    "Pap 42 months ago": (at_40(given("PAP", "2023-03-31")), OVERDUE, OVERDUE),
    "specimen, last day of the Pap test": (at_40(claims=lines("full", "G365A", first="2025-03-02")), DONE, DONE),
    "specimen, first day of the HPV test": (at_40(claims=lines("full", "G365A", first="2025-03-03")), DONE, OVERDUE),
    "specimen long ago": (at_40(claims=lines("full", "E430A", first="2023-09-30")), OVERDUE, DONE),
    "repeat, last day of the Pap test": (at_40(claims=lines("full", "G394A", first="2025-03-02")), DONE, DONE),
    "repeat, first day of the HPV test": (at_40(claims=lines("full", "G394A", first="2025-03-03")), DONE, OVERDUE),
    "laboratory code": (at_40(claims=lines("full", "L713A")), OVERDUE, OVERDUE),
    "hysterectomy": (at_40(registry_exclusions=found("HYST")), OUT, OUT),
    "cervical cancer": (at_40(registry_exclusions=found("CXC")), OUT, OUT),
    "colectomy": (at_40(registry_exclusions=found("COLX")), OVERDUE, OVERDUE),
    "hysterectomy told": (at_40(practice_exclusions=told("X", "HYST")), OUT, OUT),
    "mastectomy told": (at_40(practice_exclusions=told("X", "MAST")), OVERDUE, OVERDUE),
    "declined": (at_40(practice_exclusions=told("X", "DECL")), OVERDUE, OVERDUE),
}

# By person: rows, then breast_overdue and breast_40_49, whose numerator are those who came.
BREAST: dict[str, tuple[Person, Counts, Counts]] = {
    "never": (at_60(), OVERDUE, OUT),
    "man": (born("1966-03-01", "1"), OUT, OUT),
    "sex unknown": (born("1966-03-01", "9"), OUT, OUT),
    "50": (born("1976-09-30"), OVERDUE, OUT),
    "50 tomorrow": (born("1976-10-01"), OUT, DONE),
    "75": (born("1951-09-30"), OUT, OUT),
    "75 tomorrow": (born("1951-10-01"), OVERDUE, OUT),
    "40": (born("1986-09-30"), OUT, DONE),
    "40 tomorrow": (born("1986-10-01"), OUT, OUT),
    "came at 40": (at_40(given("MAM", "2026-03-01")), OUT, OVERDUE),
    "mammogram in 30 months": (at_60(given("MAM", "2024-04-01")), DONE, OUT),
    "mammogram 30 months ago": (at_60(given("MAM", "2024-03-31")), OVERDUE, OUT),
    "mammogram for signs": (at_60(given("MAM", "2026-03-01", purpose="D")), OVERDUE, OUT),
    "mammogram of unknown purpose": (at_60(given("MAM", "2026-03-01", purpose="")), DONE, OUT),
    "mammogram billed": (at_60(claims=lines("heart", "X178A")), DONE, OUT),
    "mammogram of one side billed": (at_60(claims=lines("heart", "X172A")), DONE, OUT),
    "mammogram for signs billed": (at_60(claims=lines("heart", "X185A")), OVERDUE, OUT),
    "breast cancer": (at_60(registry_exclusions=found("BRC")), OUT, OUT),
    "mastectomy": (at_60(registry_exclusions=found("MAST")), OUT, OUT),
    "mastectomy told": (at_60(practice_exclusions=told("B", "MAST")), OUT, OUT),
    "hysterectomy told": (at_60(practice_exclusions=told("B", "HYST")), OVERDUE, OUT),
    "mastectomy at 40": (at_40(registry_exclusions=found("MAST")), OUT, OUT),
}

GROUPS = {"bowel": BOWEL, "cervix": CERVIX, "breast": BREAST}
MEASURES = {
    "bowel": ["crc_overdue", "crc_overdue_50"],
    "cervix": ["cervix_overdue", "cervix_overdue_pap"],
    "breast": ["breast_overdue", "breast_40_49"],
}


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    people = {f"{group} {name}": row[0] for group, rows in GROUPS.items() for name, row in rows.items()}
    return province(tmp_path_factory.mktemp("screening") / "drop", people)


@pytest.mark.parametrize(("group", "name"), [(group, name) for group, rows in GROUPS.items() for name in rows])
def test_screening(oracle: Oracle, group: str, name: str) -> None:
    found_now = tuple(counted(oracle, measure).get(key_of(f"{group} {name}")) for measure in MEASURES[group])
    assert found_now == GROUPS[group][name][1:]
