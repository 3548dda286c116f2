"""The oracle against long-term care worked by hand (families/long_term_care.md), and broken rows of both families."""

import datetime as dt

import pytest

from tests.oracle.oracle import Oracle
from tests.oracle.small_drop import Row, key_of, write_drop
from tests.oracle.small_province import Person, counted, province

Counts = tuple[int, int] | None
OUT, NO, YES = None, (0, 1), (1, 1)
GIVEN = {"antipsychotic_days_7": "7"}


def resident(*rows: Row) -> Person:
    """Give a resident with assessments, numbered in their order."""
    named = [{"assessment_no": "abcdefgh"[place], **row} for place, row in enumerate(rows)]
    return {"long_term_care_assessments": named}


def on(*days: str, **more: str) -> Person:
    """Give a resident who was given antipsychotics at each of these assessments."""
    return resident(*({"assessed_on": day, **GIVEN, **more} for day in days))


RESIDENTS: dict[str, tuple[Person, Counts]] = {
    "never": (resident({}), NO),
    "every day": (resident(GIVEN), YES),
    "one day": (resident({"antipsychotic_days_7": "1"}), YES),
    "not known": (resident({"antipsychotic_days_7": ""}), OUT),
    "schizophrenia": (resident({**GIVEN, "schizophrenia": "Y"}), OUT),
    "no schizophrenia": (resident({**GIVEN, "schizophrenia": "N"}), YES),
    "Huntington": (resident({**GIVEN, "huntington": "Y"}), OUT),
    "hallucinations": (resident({"hallucinations": "Y"}), OUT),
    "delusions": (resident({**GIVEN, "delusions": "Y"}), OUT),
    "end of life": (resident({**GIVEN, "end_of_life": "Y"}), OUT),
    "four quarters": (on("2025-12-31", "2026-01-01", "2026-06-30", "2026-07-01"), (4, 4)),
    "twice in a quarter": (resident({"assessed_on": "2026-01-01", **GIVEN}, {"assessed_on": "2026-03-31"}), NO),
    "twice on a day": (resident({}, GIVEN), YES),
    "two quarters": (resident({"assessed_on": "2026-03-31", **GIVEN}, {"assessed_on": "2026-04-01"}), (1, 2)),
    "first day": (on("2025-10-01"), YES),
    "day before": (on("2025-09-30"), OUT),
    "last day": (on("2026-09-30"), YES),
    "day after": (on("2026-10-01"), OUT),
    "93 days": (on("2026-03-02", moved_in_on="2025-11-29"), YES),
    "92 days": (on("2026-03-02", moved_in_on="2025-11-30"), OUT),
    "nobody knows since when": (on("2026-03-02", moved_in_on=""), OUT),
    # The later one of the quarter is not valid.
    "moved to another home": (
        resident({"assessed_on": "2026-03-01", **GIVEN}, {"assessed_on": "2026-03-02", "moved_in_on": "2026-02-01"}),
        YES,
    ),
}


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    people = {name: person for name, (person, _) in RESIDENTS.items()}
    return province(tmp_path_factory.mktemp("homes") / "drop", people)


@pytest.mark.parametrize("name", RESIDENTS)
def test_antipsychotics(oracle: Oracle, name: str) -> None:
    assert counted(oracle, "antipsych_ltc").get(key_of(name)) == RESIDENTS[name][1]


TODAY, TOMORROW = "2026-10-05", "2026-10-06"
SOUND: dict[str, Row] = {
    "home_care_referrals": {"referral_no": "1", "health_number": "1"},
    "home_care_services": {"service_no": "1", "health_number": "1"},
    "home_care_assessments": {"assessment_no": "1", "health_number": "1"},
    "long_term_care_stays": {"health_number": "1"},
    "long_term_care_assessments": {"assessment_no": "1", "health_number": "1"},
}
# Whatever of one line differs from a sound row breaks it.
BROKEN: dict[str, list[Row]] = {
    "home_care_referrals": [
        {"referral_no": ""},
        {"health_number": ""},
        {"referred_on": ""},
        {"referred_on": TOMORROW},
        {"referred_on": "1899-12-31"},
        {"pad_on": "soon"},
        {"pad_on": "1899-12-31"},
        {"referred_by": "X"},
        {"opened_on": TOMORROW},
        {"opened_on": "2026-02-30"},
        {"closed_on": TOMORROW},
        {"opened_on": "2026-03-02", "closed_on": "2026-03-01"},
        {"src": "9"},
        {"complex_needs": "?"},
    ],
    "home_care_services": [
        {"service_no": ""},
        {"health_number": ""},
        {"served_on": ""},
        {"served_on": TOMORROW},
        {"service": ""},
        {"service": "1"},
        {"service": "N1"},
        {"amount": "-1"},
        {"amount": "1000"},
        {"amount": "1.5"},
    ],
    "home_care_assessments": [
        {"assessment_no": ""},
        {"health_number": ""},
        {"assessed_on": ""},
        {"assessed_on": TOMORROW},
        {"helper": "?"},
        {"helper_distressed": "?"},
        {"helper_unable": "?"},
        {"adl": "7"},
        {"adl": "-1"},
        {"cps": "7"},
        {"cps": "low"},
        {"chess_scale": "6"},
        {"maple_level": "0"},
        {"maple_level": "6"},
        {"divert_level": "0"},
        {"divert_level": "7"},
    ],
    "long_term_care_stays": [
        {"health_number": ""},
        {"home_no": ""},
        {"moved_in_on": ""},
        {"moved_in_on": TOMORROW},
        {"moved_out_on": TOMORROW},
        {"moved_out_on": "2024-02-29"},
        {"moved_out_on": "x"},
    ],
    "long_term_care_assessments": [
        {"assessment_no": ""},
        {"health_number": ""},
        {"home_no": ""},
        {"assessed_on": ""},
        {"assessed_on": TOMORROW},
        {"moved_in_on": TOMORROW},
        {"moved_in_on": "x"},
        {"antipsychotic_days_7": "8"},
        {"antipsychotic_days_7": "-1"},
        {"antipsychotic_days_7": "some"},
        *({item: "?"} for item in ("schizophrenia", "huntington", "hallucinations", "delusions", "end_of_life")),
    ],
}
# Odd, and kept.
KEPT: dict[str, list[Row]] = {
    "home_care_referrals": [
        {"pad_on": TOMORROW},
        {"pad_on": "2026-03-01"},
        {"pad_on": "", "referred_by": "", "src": "", "complex_needs": ""},
        {"opened_on": "2026-03-01", "closed_on": "2026-03-01"},
        {"closed_on": TODAY},
    ],
    "home_care_services": [{"service": "18"}, {"service": "00"}, {"amount": "0"}, {"amount": "999"}],
    "home_care_assessments": [
        {"helper": "", "adl": "", "cps": ""},
        {"adl": "0", "cps": "6", "chess_scale": "5", "maple_level": "5", "divert_level": "6"},
    ],
    "long_term_care_stays": [{"moved_out_on": "2024-03-01"}, {"moved_in_on": TODAY}],
    "long_term_care_assessments": [{"moved_in_on": TODAY}, {"moved_in_on": "", "antipsychotic_days_7": ""}],
}


def told_apart(name: str) -> list[Row]:
    """Give all rows of an input under different keys."""
    rows = [{}, *BROKEN[name], *KEPT[name]]
    column = next(iter(SOUND[name]))
    return [{**SOUND[name], column: f"key {place}", **row} for place, row in enumerate(rows)]


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, ...]]:
    day = dt.date.fromisoformat(TODAY)
    folder = tmp_path_factory.mktemp("rows") / "drop"
    oracle = Oracle([write_drop(folder, day, **{name: told_apart(name) for name in SOUND})], day)
    return {name: tuple(counts) for _, name, *counts in oracle.accounts().iter_rows()}


@pytest.mark.parametrize("name", SOUND)
def test_rules_of_rows(accounts: dict[str, tuple[int, ...]], name: str) -> None:
    broken, kept = len(BROKEN[name]), 1 + len(KEPT[name])
    assert accounts[name] == (broken + kept, broken, 0, kept)
