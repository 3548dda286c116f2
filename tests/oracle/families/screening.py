"""Cancer screening (families, 31): its inputs, checks and rule, and tests at every edge for random persons."""

import calendar
import datetime as dt
from typing import Any

from tests.oracle.families import OracleFamily, OracleInput, Rows

ONE_DAY = dt.timedelta(days=1)
KINDS = ["FOBT", "FIT", "COL", "FSG", "PAP", "PAP", "HPV", "HPV", "MAM", "MAM", "MAM"]
MONTHS = [0, 3, 24, 24, 30, 30, 36, 36, 42, 60, 60, 120, 120]
CODES = ["Z491A", "Z555A", "Z555B", "Z580A", "G365A", "E430A", "G394A", "Q678A", "L713A", "X178A", "X172A", "X185A"]
# The day from which a specimen tells of an HPV test.
NEW_TEST = dt.date(2025, 3, 3)
FINDINGS = ["CRC", "COLX", "CXC", "HYST", "BRC", "MAST"]
REASONS = ["CANCER", "COLX", "HYST", "MAST", "NA", "DECL"]


def random_rows(town: Any, _key: str) -> Rows:
    """Give up to three tests, a claim, and now and then what a registry and a practice told."""
    choose = town.random.choice
    return {
        "screening_tests": [_test(town) for _ in range(choose([0, 1, 1, 2, 3]))],
        "claims": [line for _ in range(choose([0, 0, 1, 2])) for line in _lines(town)],
        "registry_exclusions": [_finding(town) for _ in range(choose([0, 0, 0, 0, 1, 2]))],
        "practice_exclusions": [_told(town) for _ in range(choose([0, 0, 0, 1, 2]))],
    }


def _test(town: Any) -> dict[str, str]:
    choose = town.random.choice
    return {
        "test": choose(KINDS),
        "tested_on": str(_edge(town)),
        "outcome": choose(["N", "N", "N", "A", "I", "U", ""]),
        "purpose": choose(["S", "S", "", "D"]),
    }


def _lines(town: Any) -> list[dict[str, str]]:
    """Give a line, now and then with its reversal."""
    choose = town.random.choice
    day = choose([_edge(town), _edge(town), min(NEW_TEST, town.end), min(NEW_TEST - ONE_DAY, town.end)])
    line = {
        "physician_no": town.named(choose(["a", "x"])),
        "serviced_on": str(day),
        "fee_code": choose(CODES),
        "place": choose("OIX"),
        "units": "1",
    }
    return [line, {**line, "units": "-1"}] if choose([False, False, False, True]) else [line]


def _finding(town: Any) -> dict[str, str]:
    return {"finding": town.random.choice(FINDINGS), "found_on": str(_edge(town))}


def _told(town: Any) -> dict[str, str]:
    choose = town.random.choice
    return {
        "told_by": town.named("a"),
        "screening": choose("CXB"),
        "reason": choose(REASONS),
        "told_on": str(_edge(town)),
        "withdrawn_on": choose(["", "", str(town.end), str(town.end + ONE_DAY), str(town.end - ONE_DAY)]),
    }


def _edge(town: Any) -> dt.date:
    """Give the last day of an interval, or the day before or after it."""
    year, month = divmod(town.end.year * 12 + town.end.month - 1 - town.random.choice(MONTHS), 12)
    day = min(town.end.day, calendar.monthrange(year, month + 1)[1])
    return dt.date(year, month + 1, day) + town.random.choice([-ONE_DAY, 0 * ONE_DAY, ONE_DAY])


FAMILY = OracleFamily(
    inputs={
        "screening_tests": OracleInput(
            columns="test_no health_number test tested_on outcome purpose",
            key=["person_key", "test_id"],
            usual={"test": "FIT", "tested_on": "2026-03-02"},
            number="test_no",
        ),
        "registry_exclusions": OracleInput(
            columns="health_number finding found_on",
            key=["person_key", "reason_code"],
            usual={"found_on": "2020-03-02"},
        ),
        "practice_exclusions": OracleInput(
            columns="health_number told_by screening reason told_on withdrawn_on",
            key=["person_key", "programme", "reason_code", "from_date"],
            usual={"told_on": "2020-03-02"},
        ),
    },
    checks=("screening_tests", "registry_exclusions", "practice_exclusions"),
    rules=("screening",),
    person_indicators=(
        "crc_overdue",
        "crc_overdue_50",
        "cervix_overdue",
        "cervix_overdue_pap",
        "breast_overdue",
        "breast_40_49",
    ),
    standardised=(
        "crc_overdue",
        "crc_overdue_50",
        "cervix_overdue",
        "cervix_overdue_pap",
        "breast_overdue",
        "breast_40_49",
    ),
    random=random_rows,
)
