"""Long-term conditions and laboratory results as the oracle knows them, and random rows at the edges of their rules."""

import datetime as dt
from typing import Any

from tests.oracle.families import OracleFamily, OracleInput, Rows
from tests.oracle.random_days import beside, text, years_ago

Row = dict[str, str]
BILLING = ["a", "b", "c", "x", "y", "m", "nobody"]
DIAGNOSES = ["250", "250", "250", "428", "428", "496", "491", "401", ""]
SERVICES = ["A007A", "A007A", "A007A", "A007B", "L093A", "A115A", "V404A", "A110A", "J304B", "J304C", "J327B"]
STAYS = ["E119", "E1010", "E1163", "I500", "J441", "J40", "O24801", "Z370", "A099", ""]
# Days between two records: about the widths of the rules.
APART = [0, 1, 119, 120, 121, 179, 180, 181, 364, 365, 366, 729, 730, 731]


def random_rows(town: Any, _key: str) -> Rows:
    """Give claims with diagnoses, stays and laboratory results of one person of a random delivery."""
    if town.random.random() < 0.3:
        return {}
    return {
        "claims": [line for _ in range(town.random.choice([0, 1, 2, 3])) for line in _lines(town)],
        "discharges": [_stay(town) for _ in range(town.random.choice([0, 0, 0, 0, 1, 2]))],
        "laboratory_results": [_result(town) for _ in range(town.random.choice([0, 1, 2, 3, 4]))],
    }


def _day(town: Any) -> dt.date:
    """Give a day at the edge of 0 to 4 years back, or any day of the last four years, none after the end."""
    years = town.random.choice([0, 1, 1, 2, 2, 3, 4])
    edge = town.random.choice(beside(years_ago(town.end, years)))
    anywhere = town.end - dt.timedelta(days=town.random.randrange(1, 1_470))
    return town.random.choice([edge, anywhere, anywhere])


def _lines(town: Any) -> list[Row]:
    """Give a line and, mostly, another of the same diagnosis some days before; some are reversed or in two parts."""
    choose, day = town.random.choice, _day(town)
    diagnosis, found = choose(DIAGNOSES), []
    for when in (day, day - dt.timedelta(days=choose(APART)))[: choose([1, 2, 2])]:
        line = {
            "physician_no": town.one_of(BILLING),
            "serviced_on": text(when),
            "fee_code": choose(SERVICES),
            "place": choose("OOOVIX"),
            "dx": diagnosis,
            "units": choose(["1", "1", "1", "1", "2", "-1"]),
        }
        beside_it = choose([None, None, None, {"units": "-1"}, {"dx": choose(DIAGNOSES)}, {"fee_code": "J304C"}])
        found += [line] if beside_it is None else [line, {**line, **beside_it}]
    return found


def _stay(town: Any) -> Row:
    """Give a stay with some listed diagnosis, obstetric or not, main or other."""
    choose, day = town.random.choice, _day(town)
    return {
        "institution_no": town.one_of(["S1", "S2", "S3"]),
        "admitted_on": text(day - dt.timedelta(days=choose([0, 2]))),
        "discharged_on": text(day),
        "entry_category": choose([*["U"] * 6, "L", "N"]),
        "patient_service": choose("MMMMOB"),
        "dx_1": choose(STAYS),
        "dx_2": choose(["", "", *STAYS]),
    }


def _result(town: Any) -> Row:
    """Give a result of one of the tests, seldom of another; some are not final."""
    choose = town.random.choice
    year = choose([0, 0, 1])
    near = choose(beside(years_ago(town.end, year)))
    anywhere = town.end - dt.timedelta(days=town.random.randrange(0, 400))
    return {
        "loinc": choose(["4548-4", "4548-4", "17856-6", "39469-2", "22748-8", "1-1"]),
        "taken_on": text(choose([near, anywhere])),
        "status": choose(["F", "F", "F", "C", "P", "X", "", "?"]),
    }


FAMILY = OracleFamily(
    inputs={
        "laboratory_results": OracleInput(
            "report_no health_number loinc taken_on status",
            ["person_key", "result_id"],
            {"loinc": "4548-4", "taken_on": "2026-03-02", "status": "F"},
            "report_no",
        )
    },
    checks=("laboratory_results",),
    rules=("conditions",),
    person_indicators=("dm_a1c", "dm_ldl", "dm_eye", "dm_admit", "chf_admit", "copd_admit", "copd_spiro"),
    standardised=("dm_eye", "dm_admit", "chf_admit", "copd_admit"),
    code_sets={
        "condition_stay_codes": "condition_stays",
        "condition_claim_codes": "condition_claims",
        "obstetric_codes": "obstetric_stays",
        "diabetes_acute_codes": "diabetes_acute",
        "eye_codes": "diabetes_eye",
        "spirometry_codes": "spirometry",
    },
    random=random_rows,
)
